using Medborgarlofte.Domain;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about a commitment.</summary>
/// <param name="Names">Names of codes.</param>
/// <param name="Parties">Names of parties.</param>
/// <param name="View">The counts that the reader sees.</param>
/// <param name="Today">The current day.</param>
internal sealed record CommitmentSentences(ReferenceNames Names, PartyNames Parties, CountView View, DateOnly Today)
{
    /// <summary>The outcome, the number of occasions and the day.</summary>
    public string Progress(CommitmentChanged commitment, CommitmentProgress progress)
    {
        var through = progress.AsOf < commitment.FirstDay ? "" : $" till och med den {SwedishText.Day(progress.AsOf)}";
        var where = AreaSentence.In(commitment.Areas, Names);
        var outcome = CommitmentNames.Outcome(progress.Outcome);
        if (commitment is { Rhythm: { } rhythm, AtLeast: { } inEach })
        {
            return $"{outcome}: {RhythmSentences.Write(rhythm, inEach, progress, where + through)}";
        }

        if (commitment.AtLeast is { } atLeast)
        {
            var reached = progress.ReachedOn is { } day ? $" Antalet nåddes den {SwedishText.Day(day)}." : "";
            return $"{outcome}: {TotalSentences.Times(progress.Count)} av minst {SwedishText.Number(atLeast)}{where}{through}.{reached}";
        }

        var count = progress.Count == 0 ? "" : $" {TotalSentences.Times(progress.Count)}{where}{through}.";
        return commitment.Assessment is { } assessment && assessment.Outcome == progress.Outcome
            ? $"{outcome}, enligt bedömning den {SwedishText.Day(assessment.On)} ({assessment.Office}).{count}"
            : $"{outcome}.{count}";
    }

    /// <summary>The name of a result after its number; the plural after a hidden one, so that the name does not reveal it.</summary>
    public string ResultName(string code, int? count) => Names.Result(code, isOne: count == 1);

    /// <summary>Results with the names that fit their numbers.</summary>
    public IReadOnlyList<SeenCount> Named(IReadOnlyList<SeenCount> results) =>
        [.. results.Select(result => result with { Name = ResultName(result.Code, result.Count) })];

    /// <summary>The results of the activities, or null if there are none.</summary>
    public static string? Results(IReadOnlyList<SeenCount> results) => results.Count == 0
        ? null
        : $"Resultat: {SwedishText.List([.. results.Select(result => $"{result.Count.NumberOrSome()} {result.Name}")])}.";
}
