using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.FollowUps.Sentences;
using Medborgarlofte.Reporting.Names;

namespace Medborgarlofte.Reporting.Tests;

public sealed class ProblemSentencesTests
{
    private static readonly Some Some = new("0481");
    private static readonly Guid Promise = Some.Id();
    private static readonly ProblemAreaChanged Damage = Some.Theme(Promise, 1, "Skadegörelse", Some.Damage);
    private static readonly ProblemAreaChanged Ramdal = Some.Place(Promise, 2, "Ramdalsområdet", "ramdal");
    private static readonly ProblemAreaChanged Thefts = Some.Theme(Promise, 3, "Inbrott och stölder", Some.Burglary, Some.Theft);

    [Fact]
    public void Row_without_cases_names_its_categories()
    {
        Assert.Equal("Inga fall av skadegörelse har rapporterats in.", Text(Damage));
        Assert.Equal("Inga inbrott eller stölder har rapporterats in.", Text(Thefts));
        Assert.Equal("Inga fall har rapporterats in.", Text(Ramdal));
    }

    [Fact]
    public void Row_that_nobody_collects_states_that_the_figure_is_missing()
    {
        var nothing = Collected([]);
        var damageOnly = Collected([Some.Damage]);
        var never = Collected([Some.Damage, Some.Theft, Some.Burglary], (Some.Damage, []), (Some.Theft, []));

        Assert.Equal("Uppgift saknas om fall av skadegörelse.", Text(nothing, Damage));
        Assert.Equal("Uppgift saknas om antalet fall.", Text(nothing, Ramdal));
        Assert.Equal("Inga fall har rapporterats in.", Text(damageOnly, Ramdal));
        Assert.Equal("Uppgift saknas om inbrott och stölder.", Text(damageOnly, Thefts));
        Assert.Equal("Uppgift saknas om fall av skadegörelse, som inte samlades in under perioden.", Text(never, Damage));
        Assert.Equal(
            "Uppgift saknas om fall av skadegörelse, som inte samlades in under perioden.",
            Text(never, Damage, Case(Some.Damage, "ramdal", 7)));
        Assert.Equal(
            "Inga inbrott har rapporterats in. Uppgift saknas om stölder, som inte samlades in under perioden.", Text(never, Thefts));
        Assert.EndsWith(
            " Uppgift saknas om stölder, som inte samlades in under perioden.",
            Text(never, Thefts, Case(Some.Burglary, "ramdal", 7)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Partly_collected_row_states_the_days()
    {
        CollectedTime[] march = [new("police", new(2021, 3, 1))];
        CollectedTime[] winter = [new("police", new(2019, 1, 1), new(2021, 2, 28))];
        CollectedTime[] between = [new("police", new(2021, 2, 1), new(2021, 2, 28))];
        var partly = Collected([], (Some.Damage, march), (Some.Theft, winter), (Some.Burglary, march));

        Assert.Equal(
            "Inga fall av skadegörelse har rapporterats in. Uppgifter om fall av skadegörelse finns från och med den 1 mars 2021.",
            Text(partly, Damage));
        Assert.EndsWith(
            " Uppgifter om inbrott finns från och med den 1 mars 2021. Uppgifter om stölder finns till och med den 28 februari 2021.",
            Text(partly, Thefts, Case(Some.Burglary, "ramdal", 7)),
            StringComparison.Ordinal);
        Assert.EndsWith(
            " Uppgifter om fall av skadegörelse finns för 1–28 februari 2021.",
            Text(Collected([], (Some.Damage, between)), Damage),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_number_of_cases_is_not_stated()
    {
        CubeRow[] damage = [Case(Some.Damage, "centrum"), Value(CubeDimension.Form, Some.Damage, "klotter", 1)];
        Assert.Equal(
            "Ett antal fall av skadegörelse har rapporterats in. Formen är klotter. Alla har inträffat i området Centrum.",
            PublicText(Damage, [], damage));
        Assert.Equal(
            "1 fall av skadegörelse har rapporterats in. Formen är klotter (1). Alla har inträffat i området Centrum.",
            Text(Damage, damage));
        Assert.Equal(
            "Ett antal stölder har rapporterats in. Alla har inträffat i området Sunda.",
            PublicText(Thefts, [], Case(Some.Theft, "sunda")));
        Assert.Equal("1 stöld har rapporterats in. Alla har inträffat i området Sunda.", Text(Thefts, Case(Some.Theft, "sunda")));
        Assert.Equal(
            "Ett antal inbrottsförsök har rapporterats in. Alla har inträffat i området Sunda.",
            PublicText(Thefts, [], Case(Some.Burglary, "sunda", attempted: true)));
    }

    [Fact]
    public void Forms_are_listed_by_count_and_areas_by_majority()
    {
        var text = Text(
            Damage,
            Case(Some.Damage, "centrum", 9), Case(Some.Damage, "ramdal", 6), Case(Some.Damage, "sunda", 5), Case(Some.Damage, "", 3),
            Value(CubeDimension.Form, Some.Damage, "utrustning", 5),
            Value(CubeDimension.Form, Some.Damage, "klotter", 11),
            Value(CubeDimension.Form, Some.Damage, "sten", 7));

        Assert.Equal(
            "23 fall av skadegörelse har rapporterats in."
            + " Formerna är, vanligast först: klotter (11), stenkastning (7) och vandalisering av utrustning (5)."
            + " De flesta, 15 av 23 (65 procent), har inträffat i områdena Centrum och Ramdal.",
            text);
    }

    [Fact]
    public void Several_categories_and_attempts_share_one_number()
    {
        var text = Text(
            Thefts,
            Case(Some.Theft, "sunda", 12), Case(Some.Burglary, "sunda", 7), Case(Some.Burglary, "sunda", 6, attempted: true),
            Value(CubeDimension.Target, Some.Burglary, "villa", 9), Value(CubeDimension.Target, Some.Burglary, "skola", 9),
            Value(CubeDimension.Goods, Some.Theft, "drivmedel", 3), Value(CubeDimension.Goods, Some.Theft, "katalysator", 4),
            Value(CubeDimension.VictimGroup, Some.Theft, "fordonsägare", 7));

        Assert.Equal(
            "25 inbrott, inbrottsförsök och stölder har rapporterats in, varav 6 försök. Alla har inträffat i området Sunda."
            + " Drabbade objekt är skolor (9) och villor (9). Stulet gods är katalysatorer (4) och drivmedel (3)."
            + " Flera fall, 7 stycken, har drabbat fordonsägare.",
            text);
    }

    [Theory]
    [InlineData(1, "Ett fall har drabbat fordonsägare.")]
    [InlineData(2, "2 fall har drabbat fordonsägare.")]
    [InlineData(3, "Flera fall, 3 stycken, har drabbat fordonsägare.")]
    public void Count_of_a_victim_group_is_stated_unless_it_is_hidden(int count, string sentence)
    {
        CubeRow[] rows = [Case(Some.Theft, "sunda", 5), Value(CubeDimension.VictimGroup, Some.Theft, "fordonsägare", count)];

        Assert.EndsWith(sentence, Text(Thefts, rows), StringComparison.Ordinal);
        Assert.EndsWith("Ett antal fall har drabbat fordonsägare.", PublicText(Thefts, [], rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Areas_with_equal_counts_are_ordered_by_name() => Assert.Contains(
        "De flesta, 20 av 30 (67 procent), har inträffat i områdena Centrum och Ramdal.",
        Text(Damage, Case(Some.Damage, "sunda", 10), Case(Some.Damage, "ramdal", 10), Case(Some.Damage, "centrum", 10)));

    [Fact]
    public void Majority_follows_from_shown_counts_only()
    {
        CubeRow[] rows =
        [
            Case(Some.Damage, "centrum", 13), Case(Some.Damage, "ramdal", 6), Case(Some.Damage, "sunda", 3),
        ];

        Assert.EndsWith(
            "De flesta, 13 av 22 (59 procent), har inträffat i området Centrum.",
            PublicText(Damage, ["ramdal", "sunda"], rows),
            StringComparison.Ordinal);
        Assert.Equal("22 fall av skadegörelse har rapporterats in.", PublicText(Damage, ["centrum", "sunda"], rows));
        Assert.EndsWith(
            "De flesta, 13 av 22 (59 procent), har inträffat i området Centrum.", Text(Damage, rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_forms_come_last_by_name_and_the_list_does_not_state_an_order() => Assert.Contains(
        "Formerna är klotter (11), stenkastning och vandalisering av utrustning.",
        PublicText(
            Damage,
            ["sten", "utrustning"],
            Case(Some.Damage, "sunda", 23),
            Value(CubeDimension.Form, Some.Damage, "utrustning", 9),
            Value(CubeDimension.Form, Some.Damage, "klotter", 11),
            Value(CubeDimension.Form, Some.Damage, "sten", 3)));

    [Fact]
    public void Exactly_half_is_no_majority() => Assert.Contains(
        "Alla har inträffat i områdena Centrum och Sunda.", Text(Damage, Case(Some.Damage, "sunda"), Case(Some.Damage, "centrum")));

    [Fact]
    public void Unknown_place_is_never_named_as_an_area()
    {
        var text = Text(Damage, Case(Some.Damage, "", 6), Case(Some.Damage, "sunda", 2));

        Assert.Equal("8 fall av skadegörelse har rapporterats in.", text);
    }

    [Fact]
    public void Place_lists_its_categories_and_the_cases_in_other_rows()
    {
        var sentences = Sentences(Slice(
            Case(Some.Damage, "ramdal", 6),
            Case(Some.Damage, "sunda", 3),
            Case(Some.Burglary, "ramdal", 4),
            Case(Some.Disorder, "ramdal", 5)))
            .Write(Ramdal, [Damage]);

        Assert.Equal(
            [
                "15 fall har rapporterats in: skadegörelse (6), ordningsstörning (5) och inbrott (4).",
                "Av fallen står 6 även under Skadegörelse.",
            ],
            sentences.Select(sentence => sentence.Text));
        Assert.Equal((Some.Damage, "ramdal"), (sentences[1].Query.Categories.Single(), sentences[1].Query.Areas.Single()));
    }

    [Fact]
    public void Place_states_that_all_its_cases_are_in_another_row() => Assert.Equal(
        "6 fall av skadegörelse har rapporterats in. Alla fallen står även under Skadegörelse.",
        Text(Ramdal, [Damage], Case(Some.Damage, "ramdal", 6)));

    [Fact]
    public void Theme_states_the_cases_in_other_rows() => Assert.Equal(
        "23 fall av skadegörelse har rapporterats in. De flesta, 14 av 23 (61 procent), har inträffat i området Centrum."
        + " Av fallen står 9 även under Ramdalsområdet.",
        Text(Damage, [Thefts, Ramdal], Case(Some.Damage, "centrum", 14), Case(Some.Damage, "ramdal", 9), Case(Some.Theft, "ramdal", 5)));

    [Fact]
    public void Hidden_shared_cases_are_not_counted()
    {
        CubeRow[] rows = [Case(Some.Damage, "ramdal", 20), Case(Some.Damage, "centrum", 3)];
        var sentence = Sentences(Slice(rows)).Write(Damage, [Ramdal])[^1];
        var open = Sentences(Slice(rows), CountView.None()).Write(Damage, [Ramdal])[^1];

        Assert.Equal("Av fallen står 20 även under Ramdalsområdet.", sentence.Text);
        Assert.Equal("En del av fallen står även under Ramdalsområdet.", open.Text);
        Assert.Empty(open.Figures);
    }

    [Fact]
    public void Large_numbers_have_Swedish_format() => Assert.StartsWith(
        "12\u00a0345 fall av skadegörelse", Text(Damage, Case(Some.Damage, "sunda", 12345)), StringComparison.Ordinal);

    [Fact]
    public void Every_figure_of_a_sentence_is_a_result_of_its_query()
    {
        var slice = Slice(
            Case(Some.Theft, "sunda", 12), Case(Some.Burglary, "ramdal", 6, attempted: true), Case(Some.Damage, "ramdal", 2),
            Value(CubeDimension.Target, Some.Burglary, "villa", 5), Value(CubeDimension.VictimGroup, Some.Theft, "fordonsägare", 7));
        var writer = Sentences(slice);

        foreach (var sentence in new[] { Damage, Ramdal, Thefts }.SelectMany(row => writer.Write(row, [Damage])))
        {
            var answer = slice.Split(sentence.Query).ToDictionary(part => part.Code, part => part.Count);
            Assert.All(sentence.Figures, figure => Assert.Equal(figure.Count, answer[figure.Code]));
        }
    }

    private static string Text(ProblemAreaChanged row, params CubeRow[] rows) => Text(row, [], rows);

    private static string Text(ProblemAreaChanged row, ProblemAreaChanged[] others, params CubeRow[] rows) =>
        string.Join(' ', Sentences(Slice(rows)).Write(row, others).Select(sentence => sentence.Text));

    private static string Text(CollectedCategories collected, ProblemAreaChanged row, params CubeRow[] rows) =>
        string.Join(' ', Sentences(Slice(rows), collected: collected).Write(row, []).Select(sentence => sentence.Text));

    // The text with every count of five or more, except for the parts with some codes.
    private static string PublicText(ProblemAreaChanged row, string[] hidden, params CubeRow[] rows)
    {
        var slice = Slice(rows);
        var view = CountView.All();
        Sentences(slice, view).Write(row, []);
        var released = view.Recorded.ToDictionary(
            count => count.Cell.Key,
            count =>
            {
                var dimension = Enum.Parse<CubeDimension>($"{count.Cell.Table}");
                var value = rows.Where(part => part.Dimension == dimension && count.Cell.Includes(
                        part.Area, part.Category, dimension == CubeDimension.Cases ? SplitBy.CodeOf(part.Attempted) : part.Value))
                    .Sum(part => part.Count);
                var isHidden = count.Cell.Selections.Any(selection => hidden.Intersect([.. selection.Areas, selection.Value]).Any());
                return new ReleasedCell(count.Cell, value, value is 0 or >= 5 && !isHidden, count.IsListed);
            });
        return string.Join(' ', Sentences(slice, CountView.Of(released)).Write(row, []).Select(sentence => sentence.Text));
    }

    private static ProblemSentences Sentences(CubeSlice slice, CountView? view = null, CollectedCategories? collected = null) => new(
        new ReferenceNames(Some.Reference()),
        slice,
        view ?? CountView.All(),
        collected ?? Collected([Some.Damage, Some.Burglary, Some.Theft, Some.Disorder]));

    // Categories with earlier cases, and declarations.
    private static CollectedCategories Collected(
        IEnumerable<string> withCases, params (string Category, IReadOnlyList<CollectedTime> Times)[] declared) => new(
        Some.Reference().Categories.ToDictionary(
            category => category.Key,
            category => category.Value with
            {
                Collection = Array.Find(declared, one => one.Category == category.Key).Times,
            }),
        withCases.ToDictionary(category => category, _ => new DateOnly(2020, 5, 1)));

    private static CubeSlice Slice(params CubeRow[] rows) => new(CubeBasis.Reported, new(2021, 1, 1), new(2021, 4, 30), rows);

    private static CubeRow Case(string category, string area, int count = 1, bool attempted = false) =>
        new(CubeDimension.Cases, area, category, attempted, "", count);

    private static CubeRow Value(CubeDimension dimension, string category, string value, int count) =>
        new(dimension, "sunda", category, false, value, count);
}
