using Medborgarlofte.Reporting.Disclosure;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

/// <summary>
/// The attack on the released counts of one table. The unknown numbers are the cases of a month, or of a part of it that a period divides,
/// by area, by category, and by the classes of areas and categories that the selections of follow-ups distinguish: more than classes, no
/// public count distinguishes together.
/// </summary>
internal static class ReleaseAttack
{
    /// <summary>The hidden counts whose value the attacker computes.</summary>
    /// <param name="cells">All released counts with their true values.</param>
    /// <param name="cases">The groups of cases; the attacker uses their codes only.</param>
    /// <param name="threshold">The lowest count that everyone may read.</param>
    public static IReadOnlyList<string> Determined(
        IReadOnlyCollection<ReleasedCell> cells, IReadOnlyCollection<CaseGroup> cases, int threshold)
    {
        using var attacker = new Attacker();
        var times = cases.Select(group => group.From).Distinct().Order().ToDictionary(from => from, from => new Time(from, cells, cases));
        foreach (var time in times.Values)
        {
            time.AddTotals(attacker);
        }

        foreach (var (cell, count, isShown, isListed) in cells)
        {
            var sum = times.Values.Where(time => time.From >= cell.FirstDay && time.From <= cell.LastDay)
                .SelectMany(time => time.NumbersOf(cell))
                .ToList();
            if (isShown)
            {
                attacker.AddShown(sum, count);
            }
            else
            {
                attacker.AddHidden(cell.Key, sum, count, isListed);
            }
        }

        return attacker.Determined(threshold, new Random(1));
    }

    private sealed class Time
    {
        private readonly List<List<string>> _areas;
        private readonly List<List<string>> _categories;
        private readonly List<string> _values;

        public Time(DateOnly from, IEnumerable<ReleasedCell> cells, IReadOnlyCollection<CaseGroup> cases)
        {
            From = from;
            var selections = cells.Where(cell => cell.Cell.FirstDay <= from && cell.Cell.LastDay >= from)
                .Where(cell => !IsMarginal(cell.Cell))
                .SelectMany(cell => cell.Cell.Selections)
                .ToList();
            _areas = Classes(cases.Select(group => group.Area), selections.ConvertAll(selection => selection.Areas));
            _categories = Classes(cases.Select(group => group.Category), selections.ConvertAll(selection => selection.Categories));
            _values = [.. cases.Select(group => group.Value).Distinct()];
        }

        public DateOnly From { get; }

        public void AddTotals(Attacker attacker)
        {
            foreach (var areas in _areas)
            {
                attacker.AddEqual(
                    areas.Select(area => Marginal("area", area)), _categories.SelectMany(categories => Joint(areas, categories)));
            }

            foreach (var categories in _categories)
            {
                attacker.AddEqual(
                    categories.Select(category => Marginal("category", category)), _areas.SelectMany(areas => Joint(areas, categories)));
            }
        }

        public IEnumerable<string> NumbersOf(PublicCell cell) => IsMarginal(cell)
            ? cell.Selections[0] is { Areas: [var area] }
                ? [Marginal("area", area)]
                : [Marginal("category", cell.Selections[0].Categories[0])]
            : from areas in _areas
              from categories in _categories
              from value in _values
              where cell.Includes(areas[0], categories[0], value)
              select Joint(areas, categories, value);

        private IEnumerable<string> Joint(List<string> areas, List<string> categories) =>
            _values.Select(value => Joint(areas, categories, value));

        private string Joint(List<string> areas, List<string> categories, string value) => $"{From}/{areas[0]}/{categories[0]}/{value}";

        private string Marginal(string property, string code) => $"{From}/{property}/{code}";

        // The count of an area or a category.
        private static bool IsMarginal(PublicCell cell) => cell.AtLeast == 1
            && cell.Selections is [{ Value: null } only]
            && only.Areas.Count + only.Categories.Count == 1;

        private static List<List<string>> Classes(IEnumerable<string> codes, List<IReadOnlyList<string>> lists) =>
        [
            .. codes.Distinct()
                .GroupBy(code => string.Join(',', lists.Index().Where(list => list.Item.Contains(code)).Select(list => list.Index)))
                .Select(alike => alike.ToList())
        ];
    }
}
