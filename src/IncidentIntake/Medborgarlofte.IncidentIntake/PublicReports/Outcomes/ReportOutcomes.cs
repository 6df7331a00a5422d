using System.Globalization;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.IncidentIntake.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.PublicReports.Outcomes;

/// <summary>A measure against what was reported.</summary>
/// <param name="Title">What is done.</param>
/// <param name="Status">Where it stands: decided, planned, started, completed or evaluated.</param>
/// <param name="Text">The same in Swedish, with the day.</param>
public sealed record ReportOutcomeResponse(string Title, MeasureStatus Status, string Text);

/// <summary>Finds what the parties do about what was reported: "you reported, this was done" (återkoppling).</summary>
internal static class ReportOutcomes
{
    private static readonly MeasureStatus[] Shown =
        [MeasureStatus.Decided, MeasureStatus.Planned, MeasureStatus.Started, MeasureStatus.Completed, MeasureStatus.Evaluated];

    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>The decided, started and completed measures that concern an incident's category and area, those that are done first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="municipality">SCB code.</param>
    /// <param name="category">Category of the incident.</param>
    /// <param name="area">Area of the incident, or null.</param>
    /// <param name="reportedOn">Day on which it was reported: what was completed before is no answer to it.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    public static async Task<IReadOnlyList<ReportOutcomeResponse>> FindAsync(
        IncidentIntakeDbContext db, string municipality, string category, string? area, DateOnly reportedOn, CancellationToken cancellationToken)
    {
        var problemAreas = await db.ProblemAreaCopies.AsNoTracking().Where(copy => copy.Municipality == municipality).ToListAsync(cancellationToken);
        var concerned = problemAreas.Where(copy => copy.Covers(category, area)).Select(copy => copy.PublicId).ToHashSet();
        var measures = await db.MeasureCopies.AsNoTracking()
            .Where(copy => copy.Municipality == municipality && Shown.Contains(copy.Status) && (copy.CompletedOn == null || copy.CompletedOn >= reportedOn))
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
        MeasureStatus.Started => measure.StartedOn is { } day ? $"Pågår sedan den {Words(day)}" : "Pågår",
        MeasureStatus.Evaluated => $"Genomförd{On(measure.CompletedOn)} och utvärderad",
        _ => "Genomförd" + On(measure.CompletedOn),
    };

    private static string On(DateOnly? day) => day is { } known ? $" den {Words(known)}" : "";

    private static string Words(DateOnly day) => day.ToString("d MMMM yyyy", Swedish);
}
