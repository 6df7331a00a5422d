namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about cases that also belong to other rows: "Av fallen står 9 även under Ramdalsområdet."</summary>
internal sealed class SharedCasesSentence(CubeSlice slice, CountView view)
{
    /// <summary>One sentence for each other row with shared cases.</summary>
    public IEnumerable<Sentence> Write(ProblemAreaChanged row, IEnumerable<ProblemAreaChanged> others, int total)
    {
        foreach (var other in others)
        {
            if (slice.QueryForBoth(row, other) is { } query && slice.Count(query) is var shared and > 0)
            {
                var seen = view.Find(PublicCell.Of(query), shared);
                ProtectRemainder(slice.QueryFor(row), query);
                yield return new Sentence(
                    $"{Beginning(shared, total, seen)} även under {other.Name}.",
                    query,
                    seen is { } shown ? [new NamedCount("", "Fall", shown)] : []);
            }
        }
    }

    private static string Beginning(int shared, int total, int? seen)
    {
        if (shared == total)
        {
            return "Alla fallen står";
        }

        return seen is { } shown ? $"Av fallen står {SwedishText.Number(shown)}" : "En del av fallen står";
    }

    // The number of the row minus the number of shared cases is the number of the cases of this row only.
    private void ProtectRemainder(CubeQuery row, CubeQuery both) => view.Protect(new PublicCell(
        PublicTable.Cases,
        row.FirstDay,
        row.LastDay,
        [PublicCell.SelectionOf(row), PublicCell.SelectionOf(both)],
        AtLeast: 1,
        AtMost: 1));
}
