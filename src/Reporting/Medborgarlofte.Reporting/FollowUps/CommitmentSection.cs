using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.FollowUps.Sentences;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes the progress of the commitments of a promise up to the end of a period, by the activities since its first day.</summary>
internal sealed class CommitmentSection(Period period, IReadOnlyList<ActivityChanged> activities, CommitmentSentences sentences)
{
    /// <summary>The commitments that have begun, ordered by first day and title.</summary>
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
            commitment,
            performed.Select(activity => new Performed(activity.Party, activity.On, activity.Occasions)),
            period.LastDay,
            sentences.Today);
        var counted = performed.FindAll(activity => activity.On >= commitment.FirstDay && activity.On <= progress.AsOf);
        var results = NamedCount.Sort(
            counted.SelectMany(activity => activity.Results)
                .GroupBy(result => result.Code)
                .Select(result => (ApiJson.CodeOf(result.Key), result.Sum(one => one.Count))),
            ActivityNames.Result);
        return new CommitmentLine(
            commitment.CommitmentId,
            commitment.Title,
            sentences.Parties.NamesOf(commitment.Parties),
            commitment.AtLeast,
            commitment.FirstDay,
            commitment.LastDay,
            progress.Outcome,
            progress.Count,
            counted.Where(activity => activity.On >= period.FirstDay).Sum(activity => activity.Occasions),
            progress.AsOf,
            progress.ReachedOn,
            NamedCount.Sort(progress.ByParty.Select(party => (party.Key, party.Value)), sentences.Parties.NameOf),
            results,
            sentences.Progress(commitment, progress),
            sentences.Results(results),
            PromiseWarnings.Of(commitment));
    }

    private static bool BelongsTo(ActivityChanged activity, CommitmentChanged commitment) =>
        commitment.MeasureIds.Contains(activity.MeasureId)
        && (commitment.Activities.Count == 0 || commitment.Activities.Contains(activity.Kind))
        && (commitment.Areas.Count == 0 || (activity.Area is not null && commitment.Areas.Contains(activity.Area)));
}
