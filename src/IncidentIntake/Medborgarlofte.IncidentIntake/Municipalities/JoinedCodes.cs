using Medborgarlofte.Contracts;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>Codes in one column, joined by commas.</summary>
internal static class JoinedCodes
{
    public static string Join(IReadOnlyList<string> codes) => codes.Count switch
    {
        0 => "",
        1 => codes[0],
        _ => string.Join(',', codes),
    };

    public static string[] Split(string joined) => joined.Length == 0 ? [] : joined.Split(',');
}

/// <summary>Conversions of lists and records to one column.</summary>
internal static class ColumnConversions
{
    private const int JoinedCodesLength = 1_400;

    public static void AsJoinedCodes(this PropertyBuilder<IReadOnlyList<string>> property) => property
        .HasConversion(
            new ValueConverter<IReadOnlyList<string>, string>(codes => JoinedCodes.Join(codes), stored => JoinedCodes.Split(stored)),
            new ValueComparer<IReadOnlyList<string>>(
                (left, right) => left!.SequenceEqual(right!),
                codes => JoinedCodes.Join(codes).GetHashCode(StringComparison.Ordinal),
                codes => codes))
        .HasMaxLength(JoinedCodesLength);

    public static void AsJson<T>(this PropertyBuilder<T> property) => property.HasConversion(
        new ValueConverter<T, string>(
            value => JsonSerializer.Serialize(value, EventJson.Options),
            stored => JsonSerializer.Deserialize<T>(stored, EventJson.Options)!),
        new ValueComparer<T>(
            (left, right) => JsonSerializer.Serialize(left, EventJson.Options) == JsonSerializer.Serialize(right, EventJson.Options),
            value => JsonSerializer.Serialize(value, EventJson.Options).GetHashCode(StringComparison.Ordinal),
            value => value));
}
