using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about cases that nobody collected, or only on some days (uppgift saknas).</summary>
internal sealed class CollectionSentences(ReferenceNames names, CollectedCategories collected)
{
    /// <summary>The sentences about a row: "Uppgift saknas om fall av rattfylleri, som inte samlades in under perioden."</summary>
    /// <param name="categories">The categories of the row; empty for all.</param>
    /// <param name="query">The query for the cases of the row.</param>
    /// <param name="hasCases">Whether the row states a number of cases.</param>
    public IEnumerable<Sentence> Write(IReadOnlyList<string> categories, CubeQuery query, bool hasCases)
    {
        var (first, last) = (query.FirstDay, query.LastDay);
        var notes = (categories.Count == 0
                ? [(Code: "", Note: collected.Of(categories, first, last))]
                : categories.Select(category => (Code: category, Note: collected.Of(category, first, last))))
            .Where(noted => noted.Note is not null)
            .ToList();
        var texts = new List<string>();
        if (NounsOf(CollectionReason.NotCollected) is { Length: > 0 } notCollected)
        {
            texts.Add($"Uppgift saknas om {notCollected}, som inte samlades in under perioden.");
        }

        // A number of reported cases claims nothing about categories that nobody reports.
        if (!hasCases && NounsOf(CollectionReason.NotKnown) is { Length: > 0 } notKnown)
        {
            texts.Add($"Uppgift saknas om {notKnown}.");
        }

        texts.AddRange(notes.Where(noted => noted.Note!.Reason == CollectionReason.PartlyCollected)
            .GroupBy(noted => noted.Note!.Days(first, last), StringComparer.Ordinal)
            .Select(days => $"Uppgifter om {Nouns(days.Select(noted => noted.Code))} finns {days.Key}."));
        return texts.Select(text => new Sentence(text, query, []));

        string NounsOf(CollectionReason reason) =>
            Nouns(notes.Where(noted => noted.Note!.Reason == reason).Select(noted => noted.Code));
    }

    private string Nouns(IEnumerable<string> categories) => CasesSentence.NounsTogether(
        [.. categories.Select(category => category.Length == 0 ? "antalet fall" : names.Cases(category).CasesSwedish)
            .Distinct(StringComparer.Ordinal)]);
}
