namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Suppresses the small counts of a follow-up.</summary>
internal static class FollowUpSuppression
{
    /// <summary>The follow-up that everyone may read. Its texts never contain small counts.</summary>
    public static FollowUp Suppress(this SmallCellSuppression smallCells, FollowUp followUp) => followUp with
    {
        Promise = followUp.Promise is null ? null : smallCells.Suppress(followUp.Promise),
        Rows = [.. followUp.Rows.Select(row => smallCells.Suppress(row))],
        Totals = new FollowUpTotals(
            smallCells.Suppress(followUp.Totals.Cases), smallCells.Suppress(followUp.Totals.CasesInSeveralRows)),
        Outcomes = followUp.Outcomes?.Select(outcome => OutcomeLine.CountsPeople(outcome.Code)
            ? outcome with { Count = smallCells.Suppress(outcome.Count) }
            : outcome).ToList(),
        Commitments = followUp.Commitments?.Select(commitment => commitment with
        {
            Results = smallCells.Suppress(commitment.Results, totalIsShown: false),
        }).ToList(),
    };

    private static PromiseSummary Suppress(this SmallCellSuppression smallCells, PromiseSummary promise) => promise with
    {
        Sources = promise.Sources?.Select(source => source with { Views = smallCells.Suppress(source.Views) }).ToList(),
    };

    private static FollowUpRow Suppress(this SmallCellSuppression smallCells, FollowUpRow row) => row with
    {
        Cases = smallCells.Suppress(row.Cases),
        Problem = row.Problem with
        {
            Sentences =
            [
                .. row.Problem.Sentences.Select(sentence => sentence with
                {
                    Figures = smallCells.Suppress(sentence.Figures, totalIsShown: true),
                })
            ],
        },
        Effects = [.. row.Effects.Select(effect => effect with { Count = smallCells.Suppress(effect.Count) })],
    };
}
