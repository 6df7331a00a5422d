using System.Runtime.InteropServices;

namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>
/// Decides which counts of a release are hidden (röjandekontroll). Small counts are hidden (primary suppression). A small count is safe
/// if one case could be absent, additional or different in a property, or two cases could exchange a property, so that the small count
/// changes and no shown count does: from the shown counts, a reader cannot distinguish the two. Otherwise the shown counts that prevent
/// the cheapest such change are hidden too (complementary suppression). An exchange changes the corners of a hypercube in the linked
/// tables: the hypercube method of Hundepool et al., Statistical Disclosure Control (2012). The result depends on cases and counts, not
/// on their order.
/// </summary>
internal sealed class DisclosureAudit
{
    private const int Properties = 4;

    private readonly int _threshold;
    private readonly PublicCount[] _counts;
    private readonly string[] _keys;

    // Whether a count was shown or hidden when it was released; null if it is decided now.
    private readonly bool?[] _wasShown;
    private readonly Selection[] _selections;
    private readonly bool[] _hidden;
    private bool _isSafe = true;
    private readonly int[] _values;
    private readonly Group[] _groups;

    // The codes of each property that the counts distinguish. Codes that no count distinguishes share a number.
    private readonly List<string>[] _codes = [[], [], []];

    // The number of months and of the codes of each property.
    private readonly int[] _sizes;

    // The distinct selections of the counts, the counts by month and distinct selection, and those that include a group.
    private readonly PublicCell[] _distinct;
    private readonly List<int>[,] _countsOf;
    private readonly int[]?[] _including;

    // The changes of the counts by one exchange, and the counts that it changes.
    private readonly int[] _changes;
    private readonly bool[] _isChanged;
    private readonly List<int> _changed = [];

    private DisclosureAudit(
        IReadOnlyDictionary<CaseGroup, int> cases, IEnumerable<KeyValuePair<string, PublicCount>> counts, int threshold)
    {
        _threshold = threshold;
        var ordered = counts.OrderBy(count => count.Value.Cell.FirstDay)
            .ThenBy(count => count.Value.Cell.LastDay)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .ToArray();
        _keys = Array.ConvertAll(ordered, count => count.Key);
        _counts = Array.ConvertAll(ordered, count => count.Value);
        _wasShown = new bool?[_counts.Length];
        _hidden = new bool[_counts.Length];
        _values = new int[_counts.Length];
        _changes = new int[_counts.Length];
        _isChanged = new bool[_counts.Length];
        var selections = Array.ConvertAll(_counts, count => count.Cell.SelectionKey);
        var numbers = selections.Distinct(StringComparer.Ordinal).Select((key, index) => (key, index)).ToDictionary(StringComparer.Ordinal);
        _distinct = [.. _counts.Zip(selections).DistinctBy(count => count.Second).Select(count => count.First.Cell)];

        var months = cases.Keys.Select(group => group.From).Distinct().Order().ToList();
        _selections = [.. _counts.Zip(selections).Select(count => SelectionOf(count.First.Cell, months, numbers[count.Second]))];
        _countsOf = new List<int>[months.Count, _distinct.Length];
        for (var count = 0; count < _counts.Length; count++)
        {
            foreach (var month in _selections[count].Months)
            {
                (_countsOf[month, _selections[count].Distinct] ??= []).Add(count);
            }
        }

        var coded = new Dictionary<Group, int>();
        Func<string, int>[] codeOf =
        [
            Coding(0, selection => selection.Areas, cases.Keys.Select(group => group.Area)),
            Coding(1, selection => selection.Categories, cases.Keys.Select(group => group.Category)),
            Coding(2, selection => selection.Value is { } value ? [value] : [], cases.Keys.Select(group => group.Value)),
        ];
        _sizes = [months.Count, .. _codes.Select(codes => codes.Count)];
        _including = new int[_sizes.Aggregate(1, (product, size) => product * size)][];
        foreach (var (group, number) in cases.Where(group => group.Value > 0))
        {
            var key = new Group(months.IndexOf(group.From), codeOf[0](group.Area), codeOf[1](group.Category), codeOf[2](group.Value));
            coded[key] = coded.GetValueOrDefault(key) + number;
            AddTo(_values, key, number);
        }

        _groups = [.. coded.Keys.OrderBy(group => (group.Month, group.Area, group.Category, group.Value))];
    }

    /// <summary>Decides which counts of a table everyone sees.</summary>
    /// <param name="cases">The number of cases by group.</param>
    /// <param name="counts">All counts that are linked with each other; some perhaps in several documents.</param>
    /// <param name="earlier">Those of them that are released already. Their values stay as they are.</param>
    /// <param name="published">
    /// The keys of the counts that are published now. An earlier one is decided anew if it has changed by as many cases as may be shown.
    /// </param>
    /// <param name="smallCells">The threshold.</param>
    public static ReleaseDecision Decide(
        IReadOnlyDictionary<CaseGroup, int> cases,
        IEnumerable<PublicCount> counts,
        IEnumerable<ReleasedCell> earlier,
        IReadOnlySet<string> published,
        SmallCellSuppression smallCells)
    {
        var released = earlier.GroupBy(cell => cell.Cell.Key, StringComparer.Ordinal).ToDictionary(
            alike => alike.Key,
            alike => alike.Last() with { IsShown = alike.Any(cell => cell.IsShown), IsListed = alike.Any(cell => cell.IsListed) },
            StringComparer.Ordinal);
        var all = counts.Concat(released.Values.Select(cell => new PublicCount(cell.Cell, Weight: 1) { IsListed = cell.IsListed }))
            .GroupBy(count => count.Cell.Key, StringComparer.Ordinal)
            .ToDictionary(
                alike => alike.Key,
                alike => alike.MaxBy(count => count.Weight)! with { IsListed = alike.Any(count => count.IsListed) },
                StringComparer.Ordinal);
        var audit = new DisclosureAudit(cases, all, smallCells.Threshold);
        var values = (int[])audit._values.Clone();
        for (var count = 0; count < values.Length; count++)
        {
            if (released.GetValueOrDefault(audit._keys[count]) is { } before
                && !(published.Contains(audit._keys[count]) && smallCells.IsNewCount(values[count], before.Count)))
            {
                audit._wasShown[count] = before.IsShown;
                values[count] = before.Count;
            }
        }

        audit.Run();
        return new ReleaseDecision(
            [
                .. audit._counts.Select((count, index) => new ReleasedCell(
                    count.Cell, values[index], !audit._hidden[index], count.IsListed))
            ],
            audit._isSafe);
    }

    private static Selection SelectionOf(PublicCell cell, List<DateOnly> months, int distinct)
    {
        var included = Enumerable.Range(0, months.Count)
            .Where(month => months[month] >= cell.FirstDay && months[month] <= cell.LastDay)
            .ToHashSet();
        return new Selection(
            included,
            distinct,
            [
                included.Count < months.Count,
                cell.Selections.Any(selection => selection.Areas.Count > 0),
                cell.Selections.Any(selection => selection.Categories.Count > 0),
                cell.Selections.Any(selection => selection.Value is not null),
            ]);
    }

    // Codes that the same selections include are one code: an exchange between them changes nothing.
    private Func<string, int> Coding(int property, Func<CaseSelection, IReadOnlyList<string>> codesOf, IEnumerable<string> codes)
    {
        var lists = _distinct.SelectMany(cell => cell.Selections)
            .Select(codesOf)
            .Where(list => list.Count > 0)
            .DistinctBy(list => string.Join(',', list))
            .ToList();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var alike in codes.Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .GroupBy(code => string.Join(
                ',', lists.Index().Where(list => list.Item.Contains(code, StringComparer.Ordinal)).Select(list => list.Index))))
        {
            foreach (var code in alike)
            {
                numbers[code] = _codes[property].Count;
            }

            _codes[property].Add(alike.First());
        }

        return code => numbers[code];
    }

    private void Run()
    {
        for (var count = 0; count < _counts.Length; count++)
        {
            _hidden[count] = !_counts[count].IsListed || (_wasShown[count] is { } shown ? !shown : IsSmall(_values[count]));
        }

        // An earlier release is safe from counts that no period links with it.
        var undecided = _counts.Where((_, index) => _wasShown[index] is null).Select(count => count.Cell.FirstDay).DefaultIfEmpty().Min();
        for (var linked = undecided; linked > DateOnly.MinValue;)
        {
            undecided = linked;
            linked = _counts.Where(count => count.Cell.LastDay >= undecided).Select(count => count.Cell.FirstDay).Min();
            linked = linked < undecided ? linked : DateOnly.MinValue;
        }

        for (var count = 0; count < _counts.Length; count++)
        {
            if (_hidden[count] && IsSmall(_values[count]) && _counts[count].Cell.LastDay >= undecided)
            {
                foreach (var other in CheapestToHide(count))
                {
                    _hidden[other] = true;
                }
            }
        }
    }

    private bool IsSmall(int value) => value > 0 && value < _threshold;

    /// <summary>The shown counts to hide so that a small count is safe: those that the cheapest exchange changes.</summary>
    private List<int> CheapestToHide(int small)
    {
        var selection = _selections[small];
        List<int>? cheapest = null;
        var lowest = int.MaxValue;
        foreach (var first in _groups.Where(group => selection.Months.Contains(group.Month) && Selects(selection, group)))
        {
            Try([(first, -1)]);
            Try([(first, 1)]);
        }

        foreach (var reach in Enum.GetValues<Reach>())
        {
            // Exchanges of two unlike cases are many, and change more counts than others.
            foreach (var first in _groups.Where(_ => lowest > 0 && (reach != Reach.Unlike || cheapest is null)))
            {
                for (var property = 0; property < Properties; property++)
                {
                    if (CanChange(selection, first, property))
                    {
                        TryAll(first, property, reach);
                    }
                }
            }
        }

        // Without any exchange, nothing new is shown: the earlier releases are safe by themselves. That counts are not 0 is still new.
        _isSafe &= cheapest is not null || !_counts[small].IsListed;
        return cheapest ?? [.. Enumerable.Range(0, _counts.Length).Where(count => _wasShown[count] is null && _values[count] > 0)];

        void TryAll(Group first, int property, Reach reach)
        {
            for (var value = 0; value < _sizes[property] && reach == Reach.One; value++)
            {
                if (value != first[property])
                {
                    Try([(first, -1), (first.With(property, value), 1)]);
                }
            }

            foreach (var second in _groups.Where(_ => reach != Reach.One))
            {
                if (second[property] != first[property] && (reach == Reach.Alike) == first.IsAlike(second, property))
                {
                    Try(
                    [
                        (first, -1), (first.With(property, second[property]), 1),
                        (second, -1), (second.With(property, first[property]), 1),
                    ]);
                }
            }
        }

        void Try(ReadOnlySpan<(Group Group, int Change)> exchange)
        {
            if (WeightOf(exchange, small, lowest) is { } weight)
            {
                lowest = weight;
                cheapest = [.. _changed.Where(count => _changes[count] != 0 && !_hidden[count])];
            }
        }
    }

    /// <summary>
    /// The weight of the shown counts that an exchange changes, or null if it is impossible, not cheaper or does not change the small one.
    /// </summary>
    private int? WeightOf(ReadOnlySpan<(Group Group, int Change)> exchange, int small, int lowest)
    {
        foreach (var count in _changed)
        {
            _changes[count] = 0;
            _isChanged[count] = false;
        }

        _changed.Clear();
        foreach (var (group, by) in exchange)
        {
            AddTo(_changes, group, by);
        }

        if (_changes[small] == 0)
        {
            return null;
        }

        var weight = 0;
        foreach (var count in _changed)
        {
            if (_changes[count] != 0 && !CanChange(count))
            {
                return null;
            }

            weight += _changes[count] != 0 && !_hidden[count] ? _counts[count].Weight : 0;
        }

        return weight < lowest ? weight : null;

        // A reader knows that a hidden count is not 0, but not whether it is small.
        bool CanChange(int count) =>
            _values[count] > 0 && _values[count] + _changes[count] > 0 && _wasShown[count] != true;
    }

    // Adds to the counts that include a group, and notes them.
    private void AddTo(int[] sums, Group group, int number)
    {
        foreach (var count in Including(group))
        {
            sums[count] += number;
            if (!_isChanged[count])
            {
                _isChanged[count] = true;
                _changed.Add(count);
            }
        }
    }

    private int[] Including(Group group)
    {
        var index = group.Month;
        for (var property = 1; property < Properties; property++)
        {
            index = (index * _sizes[property]) + group[property];
        }

        return _including[index] ??=
        [
            .. Enumerable.Range(0, _distinct.Length)
                .Where(distinct => _distinct[distinct].Includes(
                    _codes[0][group.Area], _codes[1][group.Category], _codes[2][group.Value]))
                .SelectMany(distinct => _countsOf[group.Month, distinct] ?? [])
        ];
    }

    // Whether a change of one property may move a group into the selection or out of it.
    private bool CanChange(Selection selection, Group group, int property) => selection.DependsOn[property]
        && (property == 0 ? Selects(selection, group) : selection.Months.Contains(group.Month));

    private bool Selects(Selection selection, Group group) => _distinct[selection.Distinct].Includes(
        _codes[0][group.Area], _codes[1][group.Category], _codes[2][group.Value]);

    // A group with its properties as numbers.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Group(int Month, int Area, int Category, int Value)
    {
        public int this[int property] => property switch { 0 => Month, 1 => Area, 2 => Category, _ => Value };

        // Whether another group differs in at most one of month, area and category, apart from a property.
        public bool IsAlike(Group other, int property) =>
            (property != 0 && Month != other.Month ? 1 : 0)
            + (property != 1 && Area != other.Area ? 1 : 0)
            + (property != 2 && Category != other.Category ? 1 : 0) <= 1;

        public Group With(int property, int value) => property switch
        {
            0 => this with { Month = value },
            1 => this with { Area = value },
            2 => this with { Category = value },
            _ => this with { Value = value },
        };
    }

    // The exchanges that are tried: one case, or two cases that are alike in all but one of their other properties, or unlike.
    private enum Reach
    {
        One,
        Alike,
        Unlike,
    }

    private sealed record Selection(HashSet<int> Months, int Distinct, bool[] DependsOn);
}
