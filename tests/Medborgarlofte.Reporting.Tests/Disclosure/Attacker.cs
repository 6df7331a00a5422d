using Google.OrTools.LinearSolver;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

/// <summary>
/// A reader who collects all public counts and computes, by linear programming, the lowest and the highest value that each hidden count can
/// have. The reader knows which counts are 0, and that a hidden count of a document is at least 1.
/// </summary>
internal sealed class Attacker : IDisposable
{
    private const double Tolerance = 1e-6;

    // No municipality has as many cases; the solver needs a limit.
    private const int MaxCases = 100_000;
    private const int RandomObjectives = 12;

    private readonly Solver _solver = Solver.CreateSolver("GLOP");
    private readonly Dictionary<string, Variable> _numbers = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Value, LinearExpr Sum)> _hidden = [];

    /// <summary>Adds a sum of unknown numbers of cases that equals another.</summary>
    public void AddEqual(IEnumerable<string> sum, IEnumerable<string> other) => _solver.Add(Sum(sum) == Sum(other));

    /// <summary>Adds a count that everyone sees.</summary>
    public void AddShown(IEnumerable<string> sum, int value) => _solver.Add(Sum(sum) == value);

    /// <summary>Adds a hidden count.</summary>
    /// <param name="name">Name of the count.</param>
    /// <param name="sum">The unknown numbers of cases that it is the sum of.</param>
    /// <param name="value">The true value, which the reader does not know.</param>
    /// <param name="isListed">Whether a document states the count without its value, so that it is at least 1.</param>
    public void AddHidden(string name, IEnumerable<string> sum, int value, bool isListed = true)
    {
        var expression = Sum(sum);
        _hidden.Add((name, value, expression));
        if (isListed)
        {
            _solver.Add(expression >= 1);
        }
    }

    /// <summary>The hidden counts from 1 to below a threshold whose only possible value is their true value.</summary>
    public IReadOnlyList<string> Determined(int threshold, Random random)
    {
        var candidates = _hidden.FindAll(hidden => hidden.Value > 0 && hidden.Value < threshold);
        for (var round = 0; round < RandomObjectives && candidates.Count > 0; round++)
        {
            // A solution in which a count has another value rules the count out, so few of them are left for the exact question.
            _solver.Maximize(new SumArray([.. candidates.Select(hidden => hidden.Sum * (random.NextDouble() - 0.5))]));
            Solve();
            candidates.RemoveAll(hidden => Math.Abs(ValueOf(hidden.Sum) - hidden.Value) > Tolerance);
        }

        return [.. candidates.Where(hidden => Highest(hidden.Sum) - Lowest(hidden.Sum) < Tolerance).Select(hidden => hidden.Name)];
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

    private SumArray Sum(IEnumerable<string> names) => new([.. names.Select(Number)]);

    private Variable Number(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers.Add(name, number = _solver.MakeNumVar(0, MaxCases, ""));
        }

        return number;
    }
}
