namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>Suppresses small counts, which may identify a person (röjandekontroll).</summary>
internal sealed class SmallCellSuppression(int threshold)
{
    public const int DefaultThreshold = 5;

    private const string Setting = "OpenData:LowestCount";
    private const int HighestThreshold = 100;

    /// <summary>The lowest count that everyone may read.</summary>
    public int Threshold => threshold;

    /// <summary>Reads the threshold of the installation. Default: 5.</summary>
    /// <exception cref="InvalidOperationException">The setting is not a number from 1 to 100.</exception>
    public static SmallCellSuppression From(IConfiguration configuration)
    {
        var setting = configuration[Setting];
        if (string.IsNullOrEmpty(setting))
        {
            return new SmallCellSuppression(DefaultThreshold);
        }

        return int.TryParse(setting, CultureInfo.InvariantCulture, out var threshold) && threshold is >= 1 and <= HighestThreshold
            ? new SmallCellSuppression(threshold)
            : throw new InvalidOperationException($"{Setting} ska vara ett heltal från 1 till {HighestThreshold}.");
    }

    /// <summary>Whether a released count is decided anew: it has changed by so many cases that the difference may be shown.</summary>
    public bool IsNewCount(int count, int released) => Math.Abs(count - released) >= threshold;
}
