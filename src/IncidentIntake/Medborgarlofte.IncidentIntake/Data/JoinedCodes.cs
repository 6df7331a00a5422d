namespace Medborgarlofte.IncidentIntake.Data;

/// <summary>A few codes kept in one column, joined by commas.</summary>
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
