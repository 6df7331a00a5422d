namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>The Swedish names of outcomes of commitments.</summary>
internal static class CommitmentNames
{
    /// <summary>The outcome of a commitment at the start of a line.</summary>
    public static string Outcome(CommitmentOutcome outcome) => outcome switch
    {
        CommitmentOutcome.Kept => "Hållet",
        CommitmentOutcome.Exceeded => "Överträffat",
        CommitmentOutcome.Partly => "Delvis hållet",
        CommitmentOutcome.NotKept => "Inte hållet",
        CommitmentOutcome.NotAssessed => "Ännu inte bedömt",
        CommitmentOutcome.Undetermined => "Går inte att avgöra",
        _ => "Pågår",
    };
}
