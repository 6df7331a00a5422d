using Medborgarlofte.Domain;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about a commitment.</summary>
/// <param name="Names">Names of codes.</param>
/// <param name="Parties">Names of parties.</param>
/// <param name="SmallCells">Suppresses small counts.</param>
/// <param name="Today">The current day.</param>
internal sealed record CommitmentSentences(ReferenceNames Names, PartyNames Parties, SmallCellSuppression SmallCells, DateOnly Today)
{
    /// <summary>The outcome, the number of occasions and the day.</summary>
    public string Progress(CommitmentChanged commitment, CommitmentProgress progress)
    {
        var through = progress.AsOf < commitment.FirstDay ? "" : $" till och med den {SwedishText.Day(progress.AsOf)}";
        var where = AreaSentence.In(commitment.Areas, Names);
        var outcome = ActivityNames.Outcome(progress.Outcome);
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

    /// <summary>The results of the activities, or null if there are none.</summary>
    public string? Results(IReadOnlyList<NamedCount> results) => results.Count == 0
        ? null
        : $"Resultat: {SwedishText.List([.. results.Select(result => $"{SmallCells.NumberOrFew(result.Count)} {result.Name}")])}.";

    private static string Times(int count) => count == 1 ? "1 gång" : $"{SwedishText.Number(count)} gånger";
}
