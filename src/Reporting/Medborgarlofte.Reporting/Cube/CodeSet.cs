namespace Medborgarlofte.Reporting.Cube;

/// <summary>The distinct codes that a fact stores in one column.</summary>
/// <param name="Joined">The stored form.</param>
internal readonly record struct CodeSet(string Joined)
{
    private const char Separator = ';';

    /// <summary>The codes.</summary>
    public IReadOnlyList<string> Codes => Joined.Length == 0 ? [] : Joined.Split(Separator);

    /// <summary>Joins the codes of an event without duplicates.</summary>
    public static CodeSet Of(IReadOnlyList<string> codes) => new(codes.Count switch
    {
        0 => "",
        1 => codes[0],
        _ => string.Join(Separator, codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
    });
}
