using Medborgarlofte.Domain;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about totals of activities, which claim no day and no week.</summary>
internal static class TotalSentences
{
    /// <summary>The counted totals, those that are not in the period's count, and those that do not count; or null.</summary>
    public static string? Write(CommitmentChanged commitment, CommitmentProgress progress, Period period)
    {
        var counted = ActivityTotalLine.Of(progress.Totals);
        var partly = ActivityTotalLine.Of(progress.Totals.Where(total =>
            total.Overlaps(period.FirstDay, progress.AsOf) && !total.IsWithin(period.FirstDay, progress.AsOf)));
        var notCounted = ActivityTotalLine.Of(progress.NotCounted);
        List<string> sentences =
        [
            .. counted.Count == 0 ? (string[])[] : [$"I antalet ingår {ListOf(counted)}, utan uppgift om dagar."],
            .. partly.Count == 0 ? (string[])[]
                :
                [
                    $"{ListOf(partly)} ingår inte i antalet för perioden, eftersom bara en del av den tiden ligger inom {period.Name}.",
                ],
            .. notCounted.Count == 0
                ? (string[])[]
                :
                [
                    $"Därutöver finns {ListOf(notCounted)}. De räknas inte, eftersom bara en del av tiden ligger inom "
                        + $"{SwedishText.Days(commitment.FirstDay, progress.AsOf)}.",
                ],
        ];
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    /// <summary>"1 gång", "11 gånger".</summary>
    public static string Times(int count) => count == 1 ? "1 gång" : $"{SwedishText.Number(count)} gånger";

    private static string ListOf(IReadOnlyList<ActivityTotalLine> totals) =>
        SwedishText.List([.. totals.Select(total => $"{Times(total.Count)} under {NameOf(total)}")]);

    private static string NameOf(ActivityTotalLine total)
    {
        var period = Period.Of(total.From, total.To);
        return period.Code.Length == "2018".Length ? period.Code : period.Name;
    }
}
