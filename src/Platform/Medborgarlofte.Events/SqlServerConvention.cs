using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Medborgarlofte.Events;

/// <summary>Adapts the models to SQL Server.</summary>
internal sealed partial class SqlServerConvention : IModelFinalizingConvention
{
    private static readonly ValueComparer<string> Ordinal = new(
        (left, right) => string.Equals(left, right, StringComparison.Ordinal), text => text.GetHashCode(StringComparison.Ordinal));

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            // EF Core's change tracker would compare keys without case, but the collation of the columns is case-sensitive.
            foreach (var key in entity.GetDeclaredProperties().Where(property => property.IsKey() || property.IsForeignKey()))
            {
                if (key.ClrType == typeof(string))
                {
                    key.SetValueComparer(Ordinal);
                }
            }

            // SQL Server reads the row to check IS NULL, although the filter implies it, unless the index contains the column.
            foreach (var index in entity.GetDeclaredIndexes())
            {
                var tested = NullTests().Matches(index.GetFilter() ?? "")
                    .Select(match => match.Groups["column"].Value)
                    .Where(column => index.Properties.All(property => property.Name != column))
                    .ToArray();
                if (tested is not [])
                {
                    index.Builder.IncludeProperties(tested);
                }
            }
        }
    }

    [GeneratedRegex(@"\[(?<column>\w+)\] IS NULL", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NullTests();
}
