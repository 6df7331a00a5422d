using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes the second column of a follow-up.</summary>
internal sealed class MeasureColumn(Period period, IReadOnlyList<MeasureChanged> measures, Parties parties)
{
    /// <summary>The measures of a row: its own first, then those that an earlier row shows too.</summary>
    public IReadOnlyList<MeasureLine> Write(ProblemAreaChanged row, IReadOnlyList<ProblemAreaChanged> earlier) =>
    [
        .. measures
            .Where(measure => measure.ProblemAreaIds.Contains(row.ProblemAreaId) && BelongsToPeriod(measure))
            .Select(measure => LineFor(measure, earlier.FirstOrDefault(other => measure.ProblemAreaIds.Contains(other.ProblemAreaId))))
            .OrderBy(line => line.SharedWith is not null)
            .ThenBy(line => line.Status == MeasureStatus.Planned)
            .ThenBy(line => line.PlannedMonth)
            .ThenBy(line => line.Title, Swedish.Alphabet)
            .ThenBy(line => line.MeasureId)
    ];

    private bool BelongsToPeriod(MeasureChanged measure) =>
        !(measure.StartedOn > period.LastDay) && !(measure.CompletedOn < period.FirstDay);

    private MeasureLine LineFor(MeasureChanged measure, ProblemAreaChanged? sharedWith)
    {
        var owner = parties.NameOf(measure.OwnerParty);
        return new MeasureLine(
            measure.MeasureId,
            measure.Title,
            $"{measure.Title.TrimEnd('.')} ({By(measure, owner)}){When(measure)}.",
            owner,
            measure.Horizon,
            measure.Status,
            measure.PlannedMonth,
            sharedWith?.Name);
    }

    // Who does it comes first; who answers for it is told apart only where it is somebody else.
    private string By(MeasureChanged measure, string owner)
    {
        var performers = parties.NamesOf(measure.Performers);
        return performers.Count switch
        {
            0 => owner,
            _ when performers.Contains(owner, StringComparer.Ordinal) => Swedish.List([owner, .. performers.Where(name => name != owner)]),
            _ => $"{Swedish.List(performers)}; ansvarig: {owner}",
        };
    }

    private static string When(MeasureChanged measure) => measure switch
    {
        { Status: not MeasureStatus.Planned } => "",
        { PlannedMonth: { } month } => ", planeras till " + Swedish.Month(month),
        _ => ", planeras",
    };
}
