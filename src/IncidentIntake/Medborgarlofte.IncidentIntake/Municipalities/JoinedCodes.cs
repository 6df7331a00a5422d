using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>Codes in one column, joined by commas.</summary>
internal static class JoinedCodes
{
    private const int MaxLength = 1_400;

    public static string Join(IReadOnlyList<string> codes) => codes.Count switch
    {
        0 => "",
        1 => codes[0],
        _ => string.Join(',', codes),
    };

    public static string[] Split(string joined) => joined.Length == 0 ? [] : joined.Split(',');

    public static void AsJoinedCodes(this PropertyBuilder<IReadOnlyList<string>> property) => property
        .HasConversion(
            new ValueConverter<IReadOnlyList<string>, string>(codes => Join(codes), stored => Split(stored)),
            new ValueComparer<IReadOnlyList<string>>(
                (left, right) => left!.SequenceEqual(right!),
                codes => Join(codes).GetHashCode(StringComparison.Ordinal),
                codes => codes))
        .HasMaxLength(MaxLength);
}
