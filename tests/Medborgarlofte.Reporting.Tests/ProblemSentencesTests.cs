using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.FollowUps.Sentences;
using Medborgarlofte.Reporting.Names;

namespace Medborgarlofte.Reporting.Tests;

public sealed class ProblemSentencesTests
{
    private static readonly Some Some = new("0481");
    private static readonly SmallCellSuppression SmallCells = new(SmallCellSuppression.DefaultThreshold);
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
    public void Small_number_of_cases_is_not_stated()
    {
        Assert.Equal(
            "Enstaka fall av skadegörelse har rapporterats in. Formen är klotter. Alla har inträffat i området Centrum.",
            Text(Damage, Case(Some.Damage, "centrum"), Value(CubeDimension.Form, Some.Damage, "klotter", 1)));
        Assert.Equal("Enstaka stölder har rapporterats in. Alla har inträffat i området Sunda.", Text(Thefts, Case(Some.Theft, "sunda")));
        Assert.Equal(
            "Enstaka inbrottsförsök har rapporterats in. Alla har inträffat i området Sunda.",
            Text(Thefts, Case(Some.Burglary, "sunda", attempted: true)));
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
            + " Drabbade objekt är skolor (9) och villor (9). Stulet gods är katalysatorer och drivmedel."
            + " Flera fall, 7 stycken, har drabbat fordonsägare.",
            text);
    }

    [Theory]
    [InlineData(1, "Enstaka fall har drabbat fordonsägare.")]
    [InlineData(2, "Enstaka fall har drabbat fordonsägare.")]
    [InlineData(3, "Flera fall har drabbat fordonsägare.")]
    public void Small_count_of_a_victim_group_is_stated_in_words(int count, string sentence) => Assert.EndsWith(
        sentence,
        Text(Thefts, Case(Some.Theft, "sunda", 5), Value(CubeDimension.VictimGroup, Some.Theft, "fordonsägare", count)),
        StringComparison.Ordinal);

    [Fact]
    public void Areas_with_equal_counts_are_ordered_by_name() => Assert.Contains(
        "De flesta, 20 av 30 (67 procent), har inträffat i områdena Centrum och Ramdal.",
        Text(Damage, Case(Some.Damage, "sunda", 10), Case(Some.Damage, "ramdal", 10), Case(Some.Damage, "centrum", 10)));

    [Theory]
    [InlineData(13, 5, 4, 0, "De flesta, 13 av 22 (59 procent), har inträffat i området Centrum.")]
    [InlineData(13, 0, 4, 0, "De flesta har inträffat i området Centrum.")]
    [InlineData(7, 4, 3, 3, "De flesta har inträffat i områdena Centrum och Ramdal.")]
    [InlineData(13, 6, 6, 0, "De flesta, 13 av 25 (52 procent), har inträffat i området Centrum.")]
    public void Majority_is_not_counted_if_the_number_reveals_a_small_area(int centrum, int ramdal, int sunda, int unknown, string sentence)
    {
        CubeRow[] rows =
            [
                Case(Some.Damage, "centrum", centrum),
                Case(Some.Damage, "ramdal", ramdal),
                Case(Some.Damage, "sunda", sunda),
                Case(Some.Damage, "", unknown),
            ];

        Assert.EndsWith(sentence, Text(Damage, rows), StringComparison.Ordinal);
    }

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
            ["15 fall har rapporterats in: skadegörelse (6), ordningsstörning och inbrott.", "Av fallen står 6 även under Skadegörelse."],
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
    public void Shared_cases_are_not_counted_if_few_cases_remain()
    {
        var sentence = Sentences(Slice(Case(Some.Damage, "ramdal", 20), Case(Some.Damage, "centrum", 3)))
            .Write(Damage, [Ramdal])[^1];

        Assert.Equal("De flesta av fallen står även under Ramdalsområdet.", sentence.Text);
        Assert.Empty(sentence.Figures);
    }

    [Fact]
    public void Shared_cases_are_not_counted_if_the_number_reveals_a_small_part()
    {
        Assert.EndsWith(
            ": ordningsstörning (7), skadegörelse och inbrott. Flera av fallen står även under Skadegörelse.",
            Text(Ramdal, [Damage], Case(Some.Damage, "ramdal", 6), Case(Some.Disorder, "ramdal", 7), Case(Some.Burglary, "ramdal", 2)),
            StringComparison.Ordinal);
        Assert.EndsWith(
            " Flera av fallen står även under Ramdalsområdet.",
            Text(Damage, [Ramdal], Case(Some.Damage, "centrum", 14), Case(Some.Damage, "ramdal", 6), Case(Some.Damage, "sunda", 3)),
            StringComparison.Ordinal);
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

    private static ProblemSentences Sentences(CubeSlice slice) => new(new ReferenceNames(Some.Reference()), slice, SmallCells);

    private static CubeSlice Slice(params CubeRow[] rows) => new(CubeBasis.Reported, new(2021, 1, 1), new(2021, 4, 30), rows);

    private static CubeRow Case(string category, string area, int count = 1, bool attempted = false) =>
        new(CubeDimension.Cases, area, category, attempted, "", count);

    private static CubeRow Value(CubeDimension dimension, string category, string value, int count) =>
        new(dimension, "sunda", category, false, value, count);
}
