using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.Periods;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

public sealed class DisclosureAuditTests(ITestOutputHelper output)
{
    private const int Threshold = 5;
    private const double HighestShareHidden = 0.15;

    [Fact]
    public void Small_count_is_hidden_with_another_count_of_its_table() =>
        Assert.Equal(["a", "c"], HiddenAreas(January(("a", 5), ("b", 5), ("c", 2))));

    [Fact]
    public void Counts_of_one_each_are_hidden_with_a_larger_one() =>
        Assert.Equal(["a", "b", "c"], HiddenAreas(January(("a", 9), ("b", 1), ("c", 1))));

    [Fact]
    public void Small_counts_that_can_change_protect_each_other() =>
        Assert.Equal(["b", "c"], HiddenAreas(January(("a", 9), ("b", 3), ("c", 2))));

    [Fact]
    public void Zero_is_shown_and_large_counts_are_shown() =>
        Assert.Empty(HiddenAreas(January(("a", 9), ("b", 5), ("c", 0))));

    [Fact]
    public void Order_of_the_cases_does_not_matter() => Assert.Equal(
        HiddenAreas(January(("a", 7), ("b", 7), ("c", 2), ("d", 4))), HiddenAreas(January(("d", 4), ("c", 2), ("b", 7), ("a", 7))));

    [Fact]
    public void Month_cannot_be_computed_from_its_tertial_and_the_other_months()
    {
        var cases = new Dictionary<CaseGroup, int>();
        foreach (var (month, count) in new[] { (1, 4), (2, 8), (3, 9), (4, 10) })
        {
            cases[new CaseGroup(new DateOnly(2021, month, 1), "a", "damage", "")] = count;
            cases[new CaseGroup(new DateOnly(2021, month, 1), "b", "theft", "")] = 20;
        }

        var release = new Release(cases);
        release.CloseMonths(1, 4);

        Assert.False(release.IsShown("2021-01", PublicTable.Area, "a"));
        Assert.Empty(release.Determined());
    }

    [Fact]
    public void Shown_count_stays_shown_when_later_periods_are_released()
    {
        var random = new Random(7);
        var release = new Release(Generated.Cases(random));
        for (var month = 1; month <= 12; month++)
        {
            var before = release.Shown.ToHashSet();
            release.CloseMonths(month, month);
            Assert.Superset(before, release.Shown.ToHashSet());
        }
    }

    [Fact]
    public void Attacker_cannot_determine_a_small_count_in_fifty_generated_municipalities() => Attack(municipalities: 50);

    [Fact]
    [Trait("Category", "Soak")]
    public void Attacker_cannot_determine_a_small_count_in_two_hundred_generated_municipalities() => Attack(municipalities: 200);

    private void Attack(int municipalities)
    {
        var (small, large, hiddenLarge) = (0, 0, 0);
        for (var seed = 1; seed <= municipalities; seed++)
        {
            var random = new Random(seed);
            var release = new Release(Generated.Cases(random));
            for (var month = 1; month <= 12; month++)
            {
                release.CloseMonths(month, month);
            }

            Assert.True(release.Determined() is [], $"Municipality {seed}: {string.Join(", ", release.Determined())}");
            small += release.Count(value => value is > 0 and < Threshold, isShown: false);
            large += release.Count(value => value >= Threshold, isShown: true);
            hiddenLarge += release.Count(value => value >= Threshold, isShown: false);
        }

        var share = (double)hiddenLarge / (large + hiddenLarge);
        output.WriteLine($"{municipalities} municipalities, {small} hidden small counts, {share:P1} of the large counts hidden");
        Assert.InRange(share, 0, HighestShareHidden);
    }

    // Without complementary suppression the attacker succeeds, so the test above can fail.
    [Fact]
    public void Attacker_determines_small_counts_that_alone_are_hidden()
    {
        var release = new Release(January(("a", 9), ("b", 12), ("c", 2)));
        release.HideSmallOnly();

        Assert.Equal([new CountKey("2021-01", PublicTable.Area, "c")], release.Determined());
    }

    private static Dictionary<CaseGroup, int> January(params (string Area, int Count)[] areas) =>
        areas.ToDictionary(area => new CaseGroup(new DateOnly(2021, 1, 1), area.Area, "damage", ""), area => area.Count);

    private static IEnumerable<string> HiddenAreas(Dictionary<CaseGroup, int> cases)
    {
        var release = new Release(cases);
        release.CloseMonths(1, 1);
        Assert.Empty(release.Determined());
        return release.Hidden.Where(key => key.Table == PublicTable.Area).Select(key => key.Code).Order();
    }

    /// <summary>The releases of a municipality during a year.</summary>
    private sealed class Release(Dictionary<CaseGroup, int> cases)
    {
        private readonly Dictionary<CountKey, bool> _shown = [];
        private readonly List<PublicCount> _counts = [];

        public IEnumerable<CountKey> Hidden => _shown.Where(count => !count.Value).Select(count => count.Key);

        public IEnumerable<CountKey> Shown => _shown.Where(count => count.Value).Select(count => count.Key);

        public bool IsShown(string period, PublicTable table, string code) => _shown[new CountKey(period, table, code)];

        /// <summary>Releases some months, and the tertials and the year that end with them.</summary>
        public void CloseMonths(int first, int last)
        {
            Add(first, last);
            var closed = cases.Where(group => group.Key.Month.Month <= last).ToDictionary();
            var hidden = DisclosureAudit.Hide(
                closed,
                _counts.Select(count => _shown.TryGetValue(count.Key, out var shown) ? count with { WasShown = shown } : count),
                Threshold);
            foreach (var count in _counts)
            {
                _shown[count.Key] = !hidden.Contains(count.Key);
            }
        }

        public void HideSmallOnly()
        {
            Add(1, 1);
            foreach (var count in _counts)
            {
                _shown[count.Key] = ValueOf(count) is 0 or >= Threshold;
            }
        }

        public IReadOnlyList<CountKey> Determined()
        {
            using var attacker = new Attacker([.. _counts.Select(count => (count, ValueOf(count), _shown[count.Key]))]);
            return attacker.Determined(Threshold, new Random(1));
        }

        public int Count(Func<int, bool> condition, bool isShown) =>
            _counts.Count(count => _shown[count.Key] == isShown && condition(ValueOf(count)));

        private void Add(int first, int last) => _counts.AddRange(
            from period in Period.MonthsTertialsAndYear(2021)
            where period.LastDay.Month >= first && period.LastDay.Month <= last
            from key in cases.Keys
                .SelectMany(cell => new[] { (PublicTable.Area, cell.Area), (PublicTable.Category, cell.Category) })
                .Append((PublicTable.Total, ""))
                .Distinct()
            select new PublicCount(new CountKey(period.Code, key.Item1, key.Item2), period, Weight: period.IsMonth() ? 1 : 3));

        private int ValueOf(PublicCount count) => cases
            .Where(group => group.Key.Month >= count.Period.FirstDay && group.Key.Month <= count.Period.LastDay)
            .Where(group => count.Key.Table switch
            {
                PublicTable.Area => group.Key.Area == count.Key.Code,
                PublicTable.Category => group.Key.Category == count.Key.Code,
                _ => true,
            })
            .Sum(group => group.Value);
    }

    /// <summary>Municipalities of different size, with cases spread evenly or concentrated.</summary>
    private static class Generated
    {
        public static Dictionary<CaseGroup, int> Cases(Random random)
        {
            var areas = Weights(random.Next(2, 13), random.NextDouble() * 2);
            var categories = Weights(random.Next(2, 13), random.NextDouble() * 2);
            var mean = areas.Length * Math.Pow(10, (random.NextDouble() * 2.2) - 0.2);
            var cases = new Dictionary<CaseGroup, int>();
            for (var month = 1; month <= 12; month++)
            {
                for (var count = (int)(mean * (0.3 + (1.4 * random.NextDouble()))); count > 0; count--)
                {
                    var group = new CaseGroup(
                        new DateOnly(2021, month, 1), "a" + Pick(areas, random), "c" + Pick(categories, random), "");
                    cases[group] = cases.GetValueOrDefault(group) + 1;
                }
            }

            return cases;
        }

        private static double[] Weights(int number, double skew) =>
            [.. Enumerable.Range(1, number).Select(rank => Math.Pow(rank, -skew))];

        private static int Pick(double[] weights, Random random)
        {
            var left = random.NextDouble() * weights.Sum();
            return Math.Min(weights.Length - 1, weights.TakeWhile(weight => (left -= weight) >= 0).Count());
        }
    }
}
