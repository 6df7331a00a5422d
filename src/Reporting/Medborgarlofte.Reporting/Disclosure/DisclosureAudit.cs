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
    private readonly Selection[] _selections;
    private readonly bool[] _hidden;
    private readonly int[] _values;
    private readonly Group[] _groups;
    private readonly Dictionary<(int Month, PublicTable Table, int Code), List<int>> _including = [];

    // The changes of the counts by one exchange, and the counts that it changes.
    private readonly int[] _changes;
    private readonly HashSet<int> _changed = [];

    private DisclosureAudit(IReadOnlyDictionary<CaseGroup, int> cases, IEnumerable<PublicCount> counts, int threshold)
    {
        _threshold = threshold;
        _counts =
        [
            .. counts.OrderBy(count => count.Period.FirstDay)
                .ThenBy(count => count.Period.LastDay)
                .ThenBy(count => count.Key.Table)
                .ThenBy(count => count.Key.Code, StringComparer.Ordinal)
        ];
        _values = new int[_counts.Length];
        _changes = new int[_counts.Length];

        var months = Numbers(cases.Keys.Select(group => group.Month), Comparer<DateOnly>.Default);
        var areas = Numbers(cases.Keys.Select(group => group.Area), StringComparer.Ordinal);
        var categories = Numbers(cases.Keys.Select(group => group.Category), StringComparer.Ordinal);
        var values = Numbers(cases.Keys.Select(group => group.Value), StringComparer.Ordinal);
        _selections = Array.ConvertAll(_counts, count => new Selection(
            [.. months.Keys.Where(month => month >= count.Period.FirstDay && month <= count.Period.LastDay).Select(month => months[month])],
            count.Key.Table,
            count.Key.Table switch
            {
                PublicTable.Total => 0,
                PublicTable.Area => areas.GetValueOrDefault(count.Key.Code, -1),
                PublicTable.Category => categories.GetValueOrDefault(count.Key.Code, -1),
                _ => values.GetValueOrDefault(count.Key.Code, -1),
            }));
        for (var count = 0; count < _counts.Length; count++)
        {
            foreach (var month in _selections[count].Months)
            {
                var key = (month, _selections[count].Table, _selections[count].Code);
                if (!_including.TryGetValue(key, out var including))
                {
                    _including.Add(key, including = []);
                }

                including.Add(count);
            }
        }

        var groups = new List<Group>();
        foreach (var (group, number) in cases.Where(group => group.Value > 0))
        {
            var coded = new Group(months[group.Month], areas[group.Area], categories[group.Category], values[group.Value]);
            groups.Add(coded);
            AddTo(_values, coded, number);
        }

        _groups = [.. groups.OrderBy(group => (group.Month, group.Area, group.Category, group.Value))];
        _hidden = [.. _counts.Select((count, index) => count.WasShown is { } shown ? !shown : IsSmall(_values[index]))];
    }

    /// <summary>The keys of the counts to hide.</summary>
    /// <param name="cases">The number of cases by group.</param>
    /// <param name="counts">All counts that are linked with each other: those of the same tables in a calendar year.</param>
    /// <param name="threshold">The lowest count that everyone may read.</param>
    public static IReadOnlySet<CountKey> Hide(
        IReadOnlyDictionary<CaseGroup, int> cases, IEnumerable<PublicCount> counts, int threshold)
    {
        var audit = new DisclosureAudit(cases, counts, threshold);
        audit.Run();
        return audit._counts.Where((_, index) => audit._hidden[index]).Select(count => count.Key).ToHashSet();
    }

    private void Run()
    {
        // Counts of later months only cannot make an earlier release unsafe.
        var undecided = _counts.Where(count => count.WasShown is null).Select(count => count.Period.FirstDay).DefaultIfEmpty().Min();
        for (var count = 0; count < _counts.Length; count++)
        {
            if (_hidden[count] && IsSmall(_values[count]) && _counts[count].Period.LastDay >= undecided)
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
        List<int>? cheapest = null;
        var lowest = int.MaxValue;
        foreach (var first in _groups)
        {
            Try([(first, -1)]);
            Try([(first, 1)]);
            for (var property = 0; property < Properties && lowest > 0; property++)
            {
                if (!_selections[small].CanChange(first, property))
                {
                    continue;
                }

                var previous = -1;
                foreach (var second in _groups)
                {
                    var value = second[property];
                    if (value == first[property])
                    {
                        continue;
                    }

                    var firstAfter = first.With(property, value);
                    if (value != previous)
                    {
                        Try([(first, -1), (firstAfter, 1)]);
                        previous = value;
                    }

                    Try([(first, -1), (firstAfter, 1), (second, -1), (second.With(property, first[property]), 1)]);
                }
            }
        }

        // Without any exchange, nothing new is shown: the earlier releases are safe by themselves.
        return cheapest ?? [.. Enumerable.Range(0, _counts.Length).Where(count => _counts[count].WasShown is null)];

        void Try(ReadOnlySpan<(Group Group, int Change)> exchange)
        {
            var selection = _selections[small];
            var change = 0;
            foreach (var (group, by) in exchange)
            {
                change += selection.Includes(group) ? by : 0;
            }

            if (change != 0 && WeightOf(exchange, lowest) is { } weight)
            {
                lowest = weight;
                cheapest = [.. _changed.Where(count => _changes[count] != 0 && !_hidden[count])];
            }
        }
    }

    /// <summary>The weight of the shown counts that an exchange changes, or null if the exchange is impossible or not cheaper.</summary>
    private int? WeightOf(ReadOnlySpan<(Group Group, int Change)> exchange, int lowest)
    {
        foreach (var count in _changed)
        {
            _changes[count] = 0;
        }

        _changed.Clear();
        foreach (var (group, by) in exchange)
        {
            AddTo(_changes, group, by);
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
            _values[count] > 0 && _values[count] + _changes[count] > 0 && _counts[count].WasShown != true;
    }

    // Adds to the counts that include a group, and notes them.
    private void AddTo(int[] sums, Group group, int number)
    {
        Add(PublicTable.Total, 0);
        Add(PublicTable.Area, group.Area);
        Add(PublicTable.Category, group.Category);
        Add(PublicTable.Value, group.Value);

        void Add(PublicTable table, int code)
        {
            foreach (var count in _including.GetValueOrDefault((group.Month, table, code)) ?? [])
            {
                sums[count] += number;
                _changed.Add(count);
            }
        }
    }

    private static Dictionary<T, int> Numbers<T>(IEnumerable<T> values, IComparer<T> order)
        where T : notnull =>
        values.Distinct().Order(order).Select((value, index) => (value, index)).ToDictionary(pair => pair.value, pair => pair.index);

    // A group with its properties as numbers.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Group(int Month, int Area, int Category, int Value)
    {
        public int this[int property] => property switch { 0 => Month, 1 => Area, 2 => Category, _ => Value };

        public Group With(int property, int value) => property switch
        {
            0 => this with { Month = value },
            1 => this with { Area = value },
            2 => this with { Category = value },
            _ => this with { Value = value },
        };
    }

    private sealed record Selection(HashSet<int> Months, PublicTable Table, int Code)
    {
        public bool Includes(Group group) => Months.Contains(group.Month) && IncludesCode(group);

        // Whether a change of one property may move a group into the selection or out of it.
        public bool CanChange(Group group, int property) => property == 0
            ? IncludesCode(group)
            : property == (int)Table && Months.Contains(group.Month);

        private bool IncludesCode(Group group) => Table == PublicTable.Total || group[(int)Table] == Code;
    }
}
