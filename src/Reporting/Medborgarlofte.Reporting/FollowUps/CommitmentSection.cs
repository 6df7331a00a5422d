using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Domain;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes what became of the commitments of a promise, up to the end of a period.</summary>
/// <param name="period">The period followed up.</param>
/// <param name="today">The day of writing.</param>
/// <param name="activities">The activity logs from the promise's first day to the period's last.</param>
/// <param name="names">Names of codes.</param>
/// <param name="parties">Names of parties.</param>
internal sealed class CommitmentSection(
    Period period, DateOnly today, IReadOnlyList<ActivityChanged> activities, Names names, Parties parties)
{
    /// <summary>The commitments that had begun, in the order of their days and wording.</summary>
    public IReadOnlyList<CommitmentLine> Write(IEnumerable<CommitmentChanged> commitments) =>
    [
        .. commitments
            .Where(commitment => commitment.FirstDay <= period.LastDay)
            .OrderBy(commitment => commitment.FirstDay)
            .ThenBy(commitment => commitment.Title, SwedishText.Alphabet)
            .ThenBy(commitment => commitment.CommitmentId)
            .Select(LineFor)
    ];

    private CommitmentLine LineFor(CommitmentChanged commitment)
    {
        var performed = activities.Where(activity => BelongsTo(activity, commitment)).ToList();
        var progress = CommitmentProgress.Of(
            commitment, performed.Select(activity => new Performed(activity.Party, activity.On, activity.Occasions)), period.LastDay, today);
        var counted = performed.FindAll(activity => activity.On >= commitment.FirstDay && activity.On <= progress.AsOf);
        var results = Names.Order(
            counted.SelectMany(activity => activity.Results)
                .GroupBy(result => result.Code)
                .Select(result => (ApiJson.CodeOf(result.Key), result.Sum(one => one.Count))),
            ActivityWords.Result);
        return new CommitmentLine(
            commitment.CommitmentId,
            commitment.Title,
            parties.NamesOf(commitment.Parties),
            commitment.AtLeast,
            commitment.FirstDay,
            commitment.LastDay,
            progress.Outcome,
            progress.Count,
            counted.Where(activity => activity.On >= period.FirstDay).Sum(activity => activity.Occasions),
            progress.AsOf,
            progress.ReachedOn,
            Names.Order(progress.ByParty.Select(party => (party.Key, party.Value)), parties.NameOf),
            results,
            TextOf(commitment, progress),
            results.Count == 0 ? null : "Resultat: " + SwedishText.List([.. results.Select(result => $"{SmallCells.NumberOrFew(result.Count)} {result.Name}")]) + ".",
            commitment.MeasureIds.Count == 0 ? "Åtagandet har ingen åtgärd bakom sig." : null);
    }

    private static bool BelongsTo(ActivityChanged activity, CommitmentChanged commitment) =>
        commitment.MeasureIds.Contains(activity.MeasureId)
        && (commitment.Activities.Count == 0 || commitment.Activities.Contains(activity.Kind))
        && (commitment.Areas.Count == 0 || (activity.Area is not null && commitment.Areas.Contains(activity.Area)));

    private string TextOf(CommitmentChanged commitment, CommitmentProgress progress)
    {
        var through = progress.AsOf < commitment.FirstDay ? "" : $" till och med den {SwedishText.Day(progress.AsOf)}";
        var where = commitment.Areas.Count == 0 ? "" : " " + SwedishText.InAreas([.. commitment.Areas.Select(names.Area).Order(SwedishText.Alphabet)]);
        var outcome = ActivityWords.Outcome(progress.Outcome);
        if (commitment.AtLeast is { } atLeast)
        {
            var reached = progress.ReachedOn is { } day ? $" Antalet nåddes den {SwedishText.Day(day)}." : "";
            return $"{outcome}: {Times(progress.Count)} av minst {SwedishText.Number(atLeast)}{where}{through}.{reached}";
        }

        var count = progress.Count == 0 ? "" : $" {SwedishText.Capitalised(Times(progress.Count))}{where}{through}.";
        return commitment.Assessment is { } assessment && assessment.Outcome == progress.Outcome
            ? $"{outcome}, enligt bedömning den {SwedishText.Day(assessment.On)} ({assessment.Office}).{count}"
            : $"{outcome}.{count}";
    }

    private static string Times(int count) => count == 1 ? "1 gång" : $"{SwedishText.Number(count)} gånger";
}
