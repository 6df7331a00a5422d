using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about forms, targets, stolen goods and victim groups.</summary>
internal sealed class DetailSentences(ReferenceNames names, CubeSlice slice, CountView view)
{
    private const int Several = 3;

    /// <summary>"Formerna är, vanligast först: klotter (11) och stenkastning (7)."</summary>
    public IEnumerable<Sentence> Forms(ProblemAreaChanged row) => ListOf(
        row, SplitBy.Form, names.Form, forms => forms switch
        {
            [_] => "Formen är",
            _ when forms.All(form => form.Count is not null) => "Formerna är, vanligast först:",
            _ => "Formerna är",
        });

    /// <summary>"Drabbade objekt är villor (9). Stulet gods är drivmedel. Flera fall, 5 stycken, har drabbat fordonsägare."</summary>
    public IEnumerable<Sentence> TargetsGoodsAndVictims(ProblemAreaChanged row) =>
    [
        .. ListOf(row, SplitBy.Target, names.Target, _ => "Drabbade objekt är"),
        .. ListOf(row, SplitBy.Goods, names.Goods, _ => "Stulet gods är"),
        .. VictimGroups(row),
    ];

    private IEnumerable<Sentence> ListOf(
        ProblemAreaChanged row, string by, Func<string, string> nameOf, Func<IReadOnlyList<SeenCount>, string> beginning)
    {
        var query = slice.QueryFor(row, by);
        var counts = view.See(query, NamedCount.Sort(slice.Split(query), nameOf));
        return counts.Count == 0 ? [] : [new Sentence($"{beginning(counts)} {counts.List()}.", query, counts.Shown())];
    }

    private IEnumerable<Sentence> VictimGroups(ProblemAreaChanged row)
    {
        var query = slice.QueryFor(row, SplitBy.VictimGroup);
        return view.See(query, NamedCount.Sort(slice.Split(query), group => group)).Select(group =>
        {
            var many = group.Count switch
            {
                null => "Ett antal fall",
                < Several => SwedishText.Capitalised(CountText.Cases(group.Count.Value)),
                _ => $"Flera fall, {SwedishText.Number(group.Count.Value)} stycken,",
            };
            return new Sentence($"{many} har drabbat {group.Name}.", query, new[] { group }.Shown());
        });
    }
}
