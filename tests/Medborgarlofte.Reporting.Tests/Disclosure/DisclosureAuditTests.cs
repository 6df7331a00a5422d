using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.Periods;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

public sealed partial class DisclosureAuditTests(ITestOutputHelper output)
{
    private const string Damage = "damage";
    private const double HighestShareHidden = 0.20;

    [Fact]
    public void Small_count_is_hidden_with_another_count_of_its_table() =>
        Assert.Equal(["a", "c"], HiddenAreas(("a", 5), ("b", 5), ("c", 2)));

    [Fact]
    public void Counts_of_one_each_are_hidden_with_a_larger_one() =>
        Assert.Equal(["a", "b", "c"], HiddenAreas(("a", 9), ("b", 1), ("c", 1)));

    [Fact]
    public void Small_counts_that_can_change_protect_each_other() =>
        Assert.Equal(["b", "c"], HiddenAreas(("a", 9), ("b", 3), ("c", 2)));

    [Fact]
    public void Nine_one_and_two_hide_the_small_ones_in_any_order()
    {
        Assert.Equal(["b", "c"], HiddenAreas(("a", 9), ("b", 1), ("c", 2)));
        Assert.Equal(["a", "b"], HiddenAreas(("a", 2), ("b", 1), ("c", 9)));
    }

    [Fact]
    public void Zero_is_shown_and_large_counts_are_shown() => Assert.Empty(HiddenAreas(("a", 9), ("b", 5), ("c", 0)));

    [Fact]
    public void Order_of_the_cases_does_not_matter() => Assert.Equal(
        HiddenAreas(("a", 7), ("b", 7), ("c", 2), ("d", 4)), HiddenAreas(("d", 4), ("c", 2), ("b", 7), ("a", 7)));

    [Fact]
    public void Month_cannot_be_computed_from_its_tertial_and_the_other_months()
    {
        var release = new Release(CountedMunicipality.Of(
        [
            .. new[] { (1, 4), (2, 8), (3, 9), (4, 10) }.SelectMany(month => new[]
            {
                ($"2021-0{month.Item1}-10", "a", Damage, month.Item2), ($"2021-0{month.Item1}-10", "b", "theft", 20),
            }),
        ]));
        release.CloseMonths(1, 4);

        Assert.DoesNotContain(KeyOf("2021-01", new([], [Damage])), release.Shown);
        Assert.Empty(release.Determined());
    }

    [Fact]
    public void Shared_cases_of_a_row_cannot_be_computed_from_the_others_and_the_total()
    {
        // Of the nine cases in several rows, five are damage in area a, and four are theft there.
        var municipality = CountedMunicipality.Of(
            ("2021-01-10", "a", Damage, 5),
            ("2021-01-10", "a", "theft", 4),
            ("2021-01-10", "a", "other", 20),
            ("2021-01-10", "b", Damage, 30),
            ("2021-01-10", "b", "theft", 30));
        var release = new Release(municipality);

        var followUp = release.Publish(
            Period.Parse("2021-t1"), CountedMunicipality.Place("a"), CountedMunicipality.Theme(Damage), CountedMunicipality.Theme("theft"));

        Assert.Empty(release.Determined());
        Assert.DoesNotContain("står 4 även", followUp.Text, StringComparison.Ordinal);
        Assert.False(
            followUp.Totals.CasesInSeveralRows == 9 && followUp.Text.Contains("står 5 även", StringComparison.Ordinal), followUp.Text);
    }

    [Fact]
    public void Few_cases_outside_the_shared_ones_cannot_be_computed()
    {
        var release = new Release(CountedMunicipality.Of(("2021-01-10", "a", Damage, 20), ("2021-01-10", "b", Damage, 3)));

        var followUp = release.Publish(
            Period.Parse("2021-t1"), CountedMunicipality.Theme(Damage), CountedMunicipality.Place("a"));

        Assert.Empty(release.Determined());
        Assert.False(
            followUp.Text.Contains("23 damage", StringComparison.Ordinal) && followUp.Text.Contains("20", StringComparison.Ordinal),
            followUp.Text);
    }

    [Fact]
    public void Follow_up_cannot_be_subtracted_from_a_picture()
    {
        var release = new Release(CountedMunicipality.Of(("2021-01-10", "a", Damage, 20), ("2021-05-10", "a", Damage, 3)));
        release.CloseMonths(1, 12);

        var followUp = release.Publish(Period.Parse("2021-01-01--2021-05-09"), CountedMunicipality.Theme(Damage));

        // The year minus the follow-up is the small count of May.
        Assert.Contains(KeyOf("2021", CaseSelection.All), release.Shown);
        Assert.StartsWith("Ett antal damage", followUp.Text, StringComparison.Ordinal);
        Assert.Empty(release.Determined());
    }

    [Fact]
    public void Few_cases_in_other_areas_than_those_of_a_row_cannot_be_computed()
    {
        var release = new Release(CountedMunicipality.Of(
            ("2021-01-10", "a", Damage, 20),
            ("2021-01-10", "b", Damage, 3),
            ("2021-01-10", "a", "theft", 9),
            ("2021-01-10", "b", "theft", 30)));
        release.CloseMonths(1, 4);

        release.Publish(Period.Parse("2021-t1"), CountedMunicipality.Theme(Damage) with { Areas = ["a"] });

        // The picture's damage minus that of the row.
        var elsewhere = PublicCell.Of(PublicTable.Cases, new(2021, 1, 1), new(2021, 4, 30), new(["b"], [Damage]));
        Assert.Contains(KeyOf("2021-t1", new([], [Damage])), release.Shown);
        Assert.Empty(release.Determined(new ReleasedCell(elsewhere, 3, IsShown: false, IsListed: false)));
    }

    [Fact]
    public void Follow_ups_of_two_promises_cannot_be_subtracted_from_each_other()
    {
        var municipality = CountedMunicipality.Of(
            ("2021-02-10", "a", Damage, 20),
            ("2021-02-10", "b", Damage, 2),
            ("2021-02-10", "b", "theft", 30),
            ("2021-02-10", "a", "theft", 9));
        var release = new Release(municipality);
        release.Publish(Period.Parse("2021-t1"), CountedMunicipality.Theme(Damage));

        var second = release.Publish(
            Period.Parse("2021-02-01--2021-03-31"),
            CountedMunicipality.Theme(Damage) with { Areas = ["a"] },
            CountedMunicipality.Theme(Damage) with { Areas = ["b"] });

        Assert.Empty(release.Determined());
        Assert.StartsWith("Ett antal damage har rapporterats in.", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_in_public_text_are_shown_counts()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var municipality = CountedMunicipality.Generate(random, 6);
            var followUp = new Release(municipality).Publish(Period.Parse("2021-t1"), municipality.GenerateRows(random));

            foreach (var sentence in followUp.Sentences)
            {
                // Sums of shown areas and their share are no counts of their own.
                var text = Majority().Replace(sentence.Text, "");
                var shown = followUp.Sentences.SelectMany(one => one.Figures).Select(figure => (int?)figure.Count)
                    .Concat(followUp.Cases)
                    .ToHashSet();
                Assert.All(
                    Number().Matches(text).Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture)),
                    number => Assert.Contains((int?)number, shown));
            }
        }
    }

    [Fact]
    public void Shown_count_stays_shown_when_later_periods_are_released()
    {
        var random = new Random(7);
        var municipality = CountedMunicipality.Generate(random, 13);
        var release = new Release(municipality);
        for (var month = 1; month <= 12; month++)
        {
            var before = release.Shown.ToHashSet();
            release.CloseMonths(month, month);
            Assert.Superset(before, release.Shown.ToHashSet());
        }
    }

    [Fact]
    public void Attacker_cannot_determine_a_small_count_in_fifty_generated_municipalities() =>
        Attack(municipalities: 50, maxCodes: 6, monthsAtOnce: 4);

    [Fact]
    [Trait("Category", "Soak")]
    public void Attacker_cannot_determine_a_small_count_in_two_hundred_generated_municipalities() =>
        Attack(municipalities: 200, maxCodes: 9, monthsAtOnce: 1);

    private void Attack(int municipalities, int maxCodes, int monthsAtOnce)
    {
        var clock = Stopwatch.StartNew();
        var (small, large, hiddenLarge, withheld) = (0, 0, 0, 0);
        for (var seed = 1; seed <= municipalities; seed++)
        {
            var random = new Random(seed);
            var municipality = CountedMunicipality.Generate(random, maxCodes);
            var release = new Release(municipality);
            var (promise, other) = (municipality.GenerateRows(random), municipality.GenerateRows(random));
            for (var month = 1; month <= 12; month += monthsAtOnce)
            {
                // The follow-up of the first tertial is published after its pictures, that of the second tertial before the last of them.
                if (month == 5)
                {
                    release.Publish(Period.Parse("2021-t1"), promise);
                }

                if (month + monthsAtOnce == 9)
                {
                    release.Publish(Period.Parse("2021-t2"), promise);
                }

                release.CloseMonths(month, month + monthsAtOnce - 1);
            }

            release.Publish(Period.Year(2021), promise);
            release.Publish(Period.Parse(seed % 2 == 0 ? "2021-02-15--2021-08-10" : "2021-t2"), other);
            var determined = release.Determined();
            Assert.True(determined is [], $"Municipality {seed}: {string.Join(", ", determined)}");
            withheld += release.Withheld;
            small += release.Count(value => value is > 0 and < Release.Threshold, isShown: false);
            large += release.Count(value => value >= Release.Threshold, isShown: true);
            hiddenLarge += release.Count(value => value >= Release.Threshold, isShown: false);
        }

        var share = (double)hiddenLarge / (large + hiddenLarge);
        output.WriteLine(
            $"{municipalities} municipalities, {small} hidden small counts, {share:P1} of the large counts hidden, {withheld} of "
            + $"{municipalities * 4} follow-ups without counts, {clock.Elapsed.TotalSeconds:F0} s");
        Assert.InRange(share, 0, HighestShareHidden);
    }

    // Without complementary suppression the attacker succeeds, so the tests above can fail.
    [Fact]
    public void Attacker_determines_small_counts_that_alone_are_hidden()
    {
        var day = new DateOnly(2021, 1, 1);
        var january = Period.Month(2021, 1);
        var areas = new[] { ("a", 9), ("b", 12), ("c", 2) };
        var groups = areas.Select(area => new CaseGroup(day, area.Item1, Damage, "")).ToList();
        ReleasedCell[] cells =
        [
            Cell(CaseSelection.All, 23),
            Cell(new([], [Damage]), 23),
            .. areas.Select(area => Cell(new([area.Item1], []), area.Item2)),
        ];

        Assert.Equal(
            [KeyOf("2021-01", new(["c"], []))], ReleaseAttack.Determined(cells, groups, Release.Threshold));

        ReleasedCell Cell(CaseSelection selection, int count) => new(
            PublicCell.Of(PublicTable.Cases, january.FirstDay, january.LastDay, selection),
            count,
            count >= Release.Threshold,
            IsListed: true);
    }

    private static string KeyOf(string period, CaseSelection selection) =>
        PublicCell.Of(PublicTable.Cases, Period.Parse(period).FirstDay, Period.Parse(period).LastDay, selection).Key;

    private static IEnumerable<string> HiddenAreas(params (string Area, int Count)[] areas)
    {
        var release = new Release(CountedMunicipality.Of([.. areas.Select(area => ("2021-01-01", area.Area, Damage, area.Count))]));
        release.CloseMonths(1, 1);
        Assert.Empty(release.Determined());
        return release.Cells.Where(cell => !cell.IsShown)
            .SelectMany(cell => cell.Cell.Selections)
            .SelectMany(selection => selection.Areas)
            .Order();
    }

    [GeneratedRegex("De flesta, .* procent\\),")]
    private static partial Regex Majority();

    [GeneratedRegex("(?<![Aacf\\d])\\d+")]
    private static partial Regex Number();
}
