using Google.OrTools.LinearSolver;
using Medborgarlofte.Reporting.Disclosure;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

/// <summary>
/// A reader who collects all shown counts and computes, by linear programming, the lowest and the highest value that each hidden count can
/// have. The reader knows which counts are 0, that a hidden count is at least 1, and that a period is the sum of its months.
/// </summary>
internal sealed class Attacker : IDisposable
{
    private const double Tolerance = 1e-6;

    // No municipality has as many cases; the solver needs a limit.
    private const int MaxCases = 100_000;
    private const int RandomObjectives = 12;

    private readonly Solver _solver = Solver.CreateSolver("GLOP");
    private readonly Dictionary<(DateOnly Month, PublicTable Table, string Code), Variable> _cells = [];
    private readonly List<(PublicCount Count, int Value, LinearExpr Sum)> _hidden = [];

    /// <param name="counts">All public counts, with their true values and whether they are shown.</param>
    public Attacker(IReadOnlyCollection<(PublicCount Count, int Value, bool IsShown)> counts)
    {
        var codes = counts.Select(count => count.Count.Key).Where(key => key.Table != PublicTable.Total)
            .Select(key => (key.Table, key.Code)).Distinct().ToLookup(key => key.Table, key => key.Code);
        var months = counts.SelectMany(count => MonthsOf(count.Count.Period)).Distinct().ToList();
        foreach (var month in months)
        {
            var total = NewCell(month, PublicTable.Total, "");
            foreach (var table in codes.Where(table => table.Key != PublicTable.Value))
            {
                _solver.Add(Sum(table.Select(code => NewCell(month, table.Key, code))) == total);
            }

            foreach (var code in codes[PublicTable.Value])
            {
                NewCell(month, PublicTable.Value, code);
            }
        }

        foreach (var (count, value, isShown) in counts)
        {
            var sum = Sum(MonthsOf(count.Period).Select(month => _cells[(month, count.Key.Table, count.Key.Code)]));
            if (isShown)
            {
                _solver.Add(sum == value);
            }
            else
            {
                _solver.Add(sum >= 1);
                _hidden.Add((count, value, sum));
            }
        }
    }

    /// <summary>The hidden counts below a threshold whose only possible value is their true value.</summary>
    public IReadOnlyList<CountKey> Determined(int threshold, Random random)
    {
        var candidates = _hidden.FindAll(hidden => hidden.Value < threshold);
        for (var round = 0; round < RandomObjectives && candidates.Count > 0; round++)
        {
            // A solution in which a count has another value rules the count out, so few of them are left for the exact question.
            _solver.Maximize(new SumArray([.. candidates.Select(hidden => hidden.Sum * (random.NextDouble() - 0.5))]));
            Solve();
            candidates.RemoveAll(hidden => Math.Abs(ValueOf(hidden.Sum) - hidden.Value) > Tolerance);
        }

        return [.. candidates.Where(hidden => Highest(hidden.Sum) - Lowest(hidden.Sum) < Tolerance).Select(hidden => hidden.Count.Key)];
    }

    public void Dispose() => _solver.Dispose();

    private double Highest(LinearExpr sum)
    {
        _solver.Maximize(sum);
        Solve();
        return ValueOf(sum);
    }

    private double Lowest(LinearExpr sum)
    {
        _solver.Minimize(sum);
        Solve();
        return ValueOf(sum);
    }

    // The truth is a solution.
    private void Solve() => Assert.Equal(Solver.ResultStatus.OPTIMAL, _solver.Solve());

    private static double ValueOf(LinearExpr sum)
    {
        var coefficients = new Dictionary<Variable, double>();
        var constant = sum.Visit(coefficients);
        return constant + coefficients.Sum(part => part.Key.SolutionValue() * part.Value);
    }

    private Variable NewCell(DateOnly month, PublicTable table, string code) =>
        _cells[(month, table, code)] = _solver.MakeNumVar(0, MaxCases, "");

    private static SumArray Sum(IEnumerable<Variable> cells) => new([.. cells]);

    private static IEnumerable<DateOnly> MonthsOf(Medborgarlofte.Reporting.Periods.Period period)
    {
        for (var month = period.FirstDay; month <= period.LastDay; month = month.AddMonths(1))
        {
            yield return month;
        }
    }
}
