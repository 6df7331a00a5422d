namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Follow-ups for everyone, if none of their counts is released.</summary>
internal static class UnreleasedCounts
{
    private const string Withheld = "Antalet visas inte, för att skydda enskilda personer.";

    /// <summary>
    /// A publication from before 0.2.0 without counts of cases and people. Its texts are as they were published, without small counts.
    /// </summary>
    public static FollowUp WithoutCounts(this FollowUp followUp) => followUp with
    {
        Promise = followUp.Promise is { } promise
            ? promise with { Sources = promise.Sources?.Select(source => source with { Views = null }).ToList() }
            : null,
        Rows = [.. followUp.Rows.Select(WithoutCounts)],
        Totals = new FollowUpTotals(null, null),
        Outcomes = followUp.Outcomes?.Select(outcome => OutcomeLine.CountsPeople(outcome.Code)
            ? outcome with { Count = null }
            : outcome).ToList(),
        Commitments = followUp.Commitments?.Select(commitment => commitment with { Results = [] }).ToList(),
    };

    /// <summary>A publication without counts of cases and people, and without sentences about them.</summary>
    public static FollowUp WithheldCounts(this FollowUp followUp)
    {
        var without = followUp.WithoutCounts();
        return without with
        {
            Promise = without.Promise is { } promise
                ? promise with { Sources = promise.Sources?.Where(source => source.Kind != PromiseSourceKind.CitizenViews).ToList() }
                : null,
            Rows =
            [
                .. without.Rows.Select(row => row with
                {
                    Problem = row.Problem with
                    {
                        Text = row.Problem.IsReplaced ? row.Problem.Text : Withheld,
                        Generated = Withheld,
                        Sentences = [],
                    },
                    Effects = [.. row.Effects.Select(effect => effect.Query is null ? effect : effect with { Text = Withheld })],
                })
            ],
            Outcomes = without.Outcomes?.Where(outcome => !OutcomeLine.CountsPeople(outcome.Code)).ToList(),
            Commitments = without.Commitments?.Select(commitment => commitment with { ResultText = null }).ToList(),
        };
    }

    private static FollowUpRow WithoutCounts(FollowUpRow row) => row with
    {
        Cases = null,
        Problem = row.Problem with { Sentences = [.. row.Problem.Sentences.Select(sentence => sentence with { Figures = [] })] },
        Effects = [.. row.Effects.Select(effect => effect with { Count = null })],
    };
}
