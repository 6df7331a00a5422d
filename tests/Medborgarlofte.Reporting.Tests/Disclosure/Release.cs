using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.FollowUps.Sentences;
using Medborgarlofte.Reporting.Names;
using Medborgarlofte.Reporting.Periods;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

/// <summary>The releases of a municipality: pictures of closed months, tertials and years, and follow-ups.</summary>
/// <param name="municipality">The cases and their names.</param>
internal sealed class Release(CountedMunicipality municipality)
{
    public const int Threshold = SmallCellSuppression.DefaultThreshold;

    private static readonly PublicTable[] Tables = [PublicTable.Cases, PublicTable.Form];
    private static readonly SmallCellSuppression SmallCells = new(Threshold);

    private readonly List<Period> _periods = [];
    private readonly Dictionary<string, ReleasedCell> _released = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ReleasedCell> Cells => _released.Values;

    /// <summary>The number of follow-ups without any released count.</summary>
    public int Withheld { get; private set; }

    public IEnumerable<string> Shown => Cells.Where(cell => cell.IsShown).Select(cell => cell.Cell.Key);

    /// <summary>Releases the pictures of some months of 2021, and of the tertials and the year that end with them.</summary>
    public void CloseMonths(int first, int last)
    {
        _periods.AddRange(Period.MonthsTertialsAndYear(2021).Where(
            period => period.LastDay.Month >= first && period.LastDay.Month <= last));
        foreach (var table in Tables)
        {
            Keep(Decide(table, _periods, []).Cells);
        }
    }

    /// <summary>Publishes a follow-up.</summary>
    /// <returns>What everyone reads.</returns>
    public PublicFollowUp Publish(Period period, params ProblemAreaChanged[] rows)
    {
        var view = CountView.All();
        Write(period, rows, view);
        var decided = new Dictionary<string, ReleasedCell>(StringComparer.Ordinal);
        List<Period> ended = [.. _periods.Union(Period.MonthsTertialsAndYear(2021).Where(ended => ended.LastDay <= period.LastDay))];
        foreach (var table in Tables)
        {
            var decision = Decide(table, ended, [.. view.Recorded.Where(count => count.Cell.Table == table)]);
            if (!decision.IsSafe)
            {
                Withheld++;
                return new PublicFollowUp([], [], new FollowUpTotals(null, null));
            }

            foreach (var cell in decision.Cells)
            {
                decided.Add(cell.Cell.Key, cell);
            }
        }

        Keep(view.Recorded.Select(count => decided[count.Cell.Key]));
        return Write(period, rows, CountView.Of(decided));
    }

    /// <summary>The hidden counts whose value an attacker computes.</summary>
    /// <param name="others">Further counts that the attacker asks for, although no document has them.</param>
    public IReadOnlyList<string> Determined(params ReleasedCell[] others) =>
        [.. Tables.SelectMany(table => ReleaseAttack.Determined(
            [.. Cells.Concat(others).Where(cell => cell.Cell.Table == table)], [.. GroupsOf(table, _periods, []).Keys], Threshold))];

    public int Count(Func<int, bool> condition, bool isShown) =>
        Cells.Count(cell => cell.IsListed && cell.IsShown == isShown && condition(cell.Count));

    private void Keep(IEnumerable<ReleasedCell> cells)
    {
        foreach (var cell in cells)
        {
            Assert.True(
                !_released.TryGetValue(cell.Cell.Key, out var before) || !before.IsShown || cell.IsShown, "A shown count is hidden later.");
            _released[cell.Cell.Key] = cell;
        }
    }

    private ReleaseDecision Decide(PublicTable table, List<Period> periods, IReadOnlyCollection<PublicCount> followUp)
    {
        var groups = GroupsOf(table, periods, followUp);
        var pictures = ReleaseDisclosure.PicturesOf(table, periods, groups.Keys).ConvertAll(one => one.Count);
        return DisclosureAudit.Decide(
            groups,
            [.. pictures, .. followUp],
            Cells.Where(cell => cell.Cell.Table == table),
            new HashSet<string>(),
            SmallCells);
    }

    private PublicFollowUp Write(Period period, ProblemAreaChanged[] rows, CountView view)
    {
        var slice = municipality.SliceOf(period);
        var problems = new ProblemSentences(new ReferenceNames(municipality.Reference), slice, view, municipality.Collected);
        var sentences = rows.SelectMany(row => problems.Write(row, rows.Except([row]))).ToList();
        return new PublicFollowUp(
            [.. rows.Select(row => view.Find(PublicCell.Of(slice.QueryFor(row)), slice.Count(slice.QueryFor(row))))],
            sentences,
            FollowUpDraft.TotalsOf(slice, rows, view));
    }

    private Dictionary<CaseGroup, int> GroupsOf(PublicTable table, List<Period> periods, IEnumerable<PublicCount> followUp)
    {
        var cuts = ReleaseDisclosure.CutsOf(
        [
            .. periods.Select(period => (period.FirstDay, period.LastDay)),
            .. Cells.Select(cell => cell.Cell)
                .Concat(followUp.Select(count => count.Cell))
                .Where(cell => cell.Table == table)
                .Select(cell => (cell.FirstDay, cell.LastDay)),
        ]);
        return municipality.CasesOf(table)
            .Where(_ => cuts.Count > 0)
            .Where(group => group.Key.From >= cuts[0] && group.Key.From < cuts[^1])
            .GroupBy(group => group.Key with { From = cuts.FindLast(cut => cut <= group.Key.From) })
            .ToDictionary(group => group.Key, group => group.Sum(part => part.Value));
    }
}

/// <summary>What everyone reads of a follow-up.</summary>
internal sealed record PublicFollowUp(IReadOnlyList<int?> Cases, IReadOnlyList<Sentence> Sentences, FollowUpTotals Totals)
{
    public string Text => string.Join(' ', Sentences.Select(sentence => sentence.Text));
}
