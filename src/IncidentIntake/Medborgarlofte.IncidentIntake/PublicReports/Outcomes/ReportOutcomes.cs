using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.IncidentIntake.PublicReports.Outcomes;

/// <summary>A measure that concerns a public report.</summary>
/// <param name="Title">Title of the measure.</param>
/// <param name="Status">Status: decided, planned, started, completed or evaluated.</param>
/// <param name="Text">The status in Swedish, with its date.</param>
public sealed record ReportOutcomeResponse(string Title, MeasureStatus Status, string Text);

/// <summary>Finds the measures of the parties that concern a report (återkoppling).</summary>
internal static class ReportOutcomes
{
    private static readonly MeasureStatus[] Shown =
        [MeasureStatus.Decided, MeasureStatus.Planned, MeasureStatus.Started, MeasureStatus.Completed, MeasureStatus.Evaluated];

    /// <summary>
    /// The decided, started and completed measures for an incident's category and area, completed ones first. Measures that were completed
    /// before the report do not concern it.
    /// </summary>
    public static async Task<IReadOnlyList<ReportOutcomeResponse>> FindAsync(
        IncidentIntakeDbContext db,
        string municipality,
        string category,
        string? area,
        DateOnly reportedOn,
        CancellationToken cancellationToken)
    {
        var problemAreas = await db.ProblemAreaCopies.AsNoTracking()
            .Where(copy => copy.Municipality == municipality)
            .ToListAsync(cancellationToken);
        var concerned = problemAreas.Where(copy => copy.Covers(category, area)).Select(copy => copy.PublicId).ToHashSet();
        var measures = await db.MeasureCopies.AsNoTracking()
            .Where(copy => copy.Municipality == municipality && Shown.Contains(copy.Status)
                && (copy.CompletedOn == null || copy.CompletedOn >= reportedOn))
            .ToListAsync(cancellationToken);
        return
        [
            .. from measure in measures
               where measure.ProblemAreaIds.Exists(concerned.Contains)
               orderby measure.CompletedOn is null, measure.StartedOn is null, measure.Title
               select new ReportOutcomeResponse(measure.Title, measure.Status, TextOf(measure)),
        ];
    }

    private static string TextOf(MeasureCopy measure) => measure.Status switch
    {
        MeasureStatus.Decided => "Beslutad" + On(measure.StatusSince),
        MeasureStatus.Planned => "Planerad",
        MeasureStatus.Started => measure.StartedOn is { } day ? $"Pågår sedan den {SwedishText.Day(day)}" : "Pågår",
        MeasureStatus.Evaluated => $"Genomförd{On(measure.CompletedOn)} och utvärderad",
        _ => "Genomförd" + On(measure.CompletedOn),
    };

    private static string On(DateOnly? day) => day is { } known ? $" den {SwedishText.Day(known)}" : "";
}
