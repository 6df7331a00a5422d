namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about forms, targets, stolen goods and victim groups.</summary>
internal sealed class DetailSentences(ReferenceNames names, CubeSlice slice, SmallCellSuppression smallCells)
{
    private const int Several = 3;

    /// <summary>"Formerna är, vanligast först: klotter (11) och stenkastning (7)."</summary>
    public IEnumerable<Sentence> Forms(ProblemAreaChanged row) => ListOf(
        row, SplitBy.Form, names.Form, forms => forms.Count == 1 ? "Formen är" : "Formerna är, vanligast först:");

    /// <summary>"Drabbade objekt är villor (9). Stulet gods är drivmedel. Flera fall har drabbat fordonsägare."</summary>
    public IEnumerable<Sentence> TargetsGoodsAndVictims(ProblemAreaChanged row) =>
    [
        .. ListOf(row, SplitBy.Target, names.Target, _ => "Drabbade objekt är"),
        .. ListOf(row, SplitBy.Goods, names.Goods, _ => "Stulet gods är"),
        .. VictimGroups(row),
    ];

    private IEnumerable<Sentence> ListOf(
        ProblemAreaChanged row, string by, Func<string, string> nameOf, Func<IReadOnlyList<NamedCount>, string> beginning)
    {
        var query = slice.QueryFor(row, by);
        var counts = NamedCount.Sort(slice.Split(query), nameOf);
        return counts.Count == 0 ? [] : [new Sentence($"{beginning(counts)} {smallCells.List(counts)}.", query, counts)];
    }

    private IEnumerable<Sentence> VictimGroups(ProblemAreaChanged row)
    {
        var query = slice.QueryFor(row, SplitBy.VictimGroup);
        return NamedCount.Sort(slice.Split(query), group => group).Select(group =>
        {
            var many = group.Count switch
            {
                < Several => "Enstaka fall",
                _ when smallCells.IsSmall(group.Count) => "Flera fall",
                _ => $"Flera fall, {SwedishText.Number(group.Count)} stycken,",
            };
            return new Sentence($"{many} har drabbat {group.Name}.", query, [group]);
        });
    }
}
