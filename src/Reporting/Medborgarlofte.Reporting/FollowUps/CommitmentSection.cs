using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.Activities;
using Medborgarlofte.Reporting.FollowUps.Sentences;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes the progress of the commitments of a promise up to the end of a period, by the logged work.</summary>
internal sealed class CommitmentSection(Period period, IReadOnlyList<LoggedWork> work, CommitmentSentences sentences)
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
        var performed = work.Where(one => one.BelongsTo(commitment)).ToList();
        var progress = CommitmentProgress.Of(commitment, performed.Select(one => one.Performed), period.LastDay, sentences.Today);
        var counted = performed.FindAll(one => one.Performed.IsWithin(commitment.FirstDay, progress.AsOf));
        var results = sentences.Named(sentences.View.See(CellOf(commitment, counted, progress.AsOf), NamedCount.Sort(
            counted.SelectMany(one => one.Results)
                .GroupBy(result => result.Code, StringComparer.Ordinal)
                .Select(result => (result.Key, result.Sum(one => one.Count))),
            code => sentences.ResultName(code, count: null))));
        return new CommitmentLine(
            commitment.CommitmentId,
            commitment.Title,
            sentences.Parties.NamesOf(commitment.Parties),
            commitment.AtLeast,
            commitment.FirstDay,
            commitment.LastDay,
            progress.Outcome,
            progress.Count,
            counted.Where(one => one.Performed.IsWithin(period.FirstDay, progress.AsOf)).Sum(one => one.Performed.Count),
            progress.AsOf,
            progress.ReachedOn,
            NamedCount.Sort(progress.ByParty.Select(party => (party.Key, party.Value)), sentences.Parties.NameOf),
            results.Shown(),
            sentences.Progress(commitment, progress),
            CommitmentSentences.Results(results),
            PromiseWarnings.Of(commitment),
            commitment.Rhythm is { } rhythm && progress.Rhythm is { } weeks ? RhythmLine.Of(rhythm, weeks) : null,
            ActivityTotalLine.Of(progress.Totals),
            ActivityTotalLine.Of(progress.NotCounted),
            TotalSentences.Write(commitment, progress, period));
    }

    // The public count of a result: the activities and totals that belong to the commitment.
    private static Func<string, PublicCell> CellOf(CommitmentChanged commitment, IEnumerable<LoggedWork> counted, DateOnly asOf)
    {
        IReadOnlyList<ActivityKind> kinds = commitment.Activities is [] ? Enum.GetValues<ActivityKind>() : commitment.Activities;
        string[] activities =
        [
            .. commitment.MeasureIds.SelectMany(_ => kinds, PublicCell.ActivityOf),
            .. counted.Where(one => one.Performed.IsTotal).Select(one => one.ResultCategory).Distinct(StringComparer.Ordinal),
        ];
        return code => PublicCell.Of(
            PublicTable.Result, commitment.FirstDay, asOf, new CaseSelection(commitment.Areas, activities, code));
    }
}
