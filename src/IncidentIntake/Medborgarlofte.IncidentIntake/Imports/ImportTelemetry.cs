using System.Diagnostics.Metrics;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>Metrics of imports: rows by outcome, and the duration of imports.</summary>
internal static class ImportTelemetry
{
    private static readonly Counter<long> Rows = EventTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.import.rows", "{row}", "Stored and refused rows of imports, by format and outcome.");

    private static readonly Histogram<double> Duration = EventTelemetry.Meter.CreateHistogram(
        "medborgarlofte.import.duration",
        "s",
        "Time from the start of an import to its end, by format.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600] });

    public static void Stored(IncidentImport import, IReadOnlyCollection<NewIncident> reports, int refused)
    {
        if (!Rows.Enabled)
        {
            return;
        }

        var accepted = reports.Count(report => report.Outcome == WriteOutcome.Written);
        Add(accepted, "accepted");
        Add(reports.Count - accepted, "known");
        Add(refused, "refused");

        void Add(int rows, string outcome)
        {
            if (rows > 0)
            {
                Rows.Add(rows, Format(import), new KeyValuePair<string, object?>("outcome", outcome));
            }
        }
    }

    public static void Ended(IncidentImport import, TimeSpan duration) => Duration.Record(duration.TotalSeconds, Format(import));

    private static KeyValuePair<string, object?> Format(IncidentImport import) =>
        new("format", JsonNamingPolicy.KebabCaseLower.ConvertName(import.Format.ToString()));
}
