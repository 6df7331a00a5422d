namespace Medborgarlofte.Domain;

/// <summary>A case as a party has reported it.</summary>
/// <param name="Party">Code of the reporting party.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code, or null if unknown.</param>
/// <param name="From">Earliest possible time of the case.</param>
/// <param name="To">Latest possible time of the case.</param>
public sealed record ReportedCase(string Party, string Category, string? Area, DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Whether two parties have probably reported the same case, by the same rule for suggestions and warnings: the same category, times at
/// most two hours apart, and places at most 200 metres apart. Without the position of both, the place is the area.
/// </summary>
public static class LikelyDuplicates
{
    /// <summary>Maximum distance between the places.</summary>
    public const double MaxMetres = 200;

    // Length of a degree of latitude; a degree of longitude is shorter by the cosine of the latitude.
    private const double MetresPerDegree = 111_320;

    /// <summary>Maximum time between the cases.</summary>
    public static readonly TimeSpan MaxGap = TimeSpan.FromHours(2);

    /// <summary>Whether two cases are probably the same.</summary>
    /// <param name="one">A case.</param>
    /// <param name="other">Another case of the same municipality.</param>
    /// <param name="metres">Metres between their places, or null if the position of one is unknown.</param>
    public static bool Are(ReportedCase one, ReportedCase other, double? metres) =>
        one.Party != other.Party
        && one.Category == other.Category
        && Gap(one, other) <= MaxGap
        && (metres is { } distance ? distance <= MaxMetres : one.Area is not null && one.Area == other.Area);

    /// <summary>The time between two cases; zero if they can have happened at the same time.</summary>
    public static TimeSpan Gap(ReportedCase one, ReportedCase other)
    {
        var gap = (one.From > other.From ? one.From : other.From) - (one.To < other.To ? one.To : other.To);
        return gap > TimeSpan.Zero ? gap : TimeSpan.Zero;
    }

    /// <summary>Metres between two positions in a municipality.</summary>
    public static double Metres((double North, double East) one, (double North, double East) other)
    {
        var north = (one.North - other.North) * MetresPerDegree;
        var east = (one.East - other.East) * MetresPerDegree * Math.Cos((one.North + other.North) / 2 * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
