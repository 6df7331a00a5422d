namespace Medborgarlofte.Persistence;

/// <summary>A row of an aggregate's collection, with the key that the database assigns in the order of insertion.</summary>
public interface IChildRow
{
    /// <summary>The key; 0 until the row is stored.</summary>
    long Id { get; }
}

/// <summary>The order of an aggregate's collections: EF Core reads the rows in the order in which the database returns them.</summary>
public static class ChildRows
{
    /// <summary>Sorts rows in the order in which they were added; new rows are last.</summary>
    public static IReadOnlyList<T> InOrderAdded<T>(this List<T> rows)
        where T : IChildRow => [.. rows.OrderBy(row => row.Id == 0).ThenBy(row => row.Id)];
}
