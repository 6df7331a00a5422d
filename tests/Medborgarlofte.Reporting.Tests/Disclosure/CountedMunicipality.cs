using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.Periods;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

/// <summary>A municipality with cases by day, area and category.</summary>
/// <param name="cases">The cases; the value states whether they are attempts.</param>
/// <param name="forms">The forms of the cases.</param>
internal sealed class CountedMunicipality(
    IReadOnlyDictionary<CaseGroup, int> cases, IReadOnlyDictionary<CaseGroup, int> forms)
{
    private static readonly Some Some = new("0481");

    public MunicipalityReference Reference { get; } = new(
        Some.ReferenceData().OfType<MunicipalityChanged>().Single(),
        CodesOf(cases, group => group.Area).ToDictionary(area => area, area => Some.Area(area, area.ToUpperInvariant())),
        CodesOf(cases, group => group.Category).ToDictionary(category => category, category => Some.ReferenceData()
            .OfType<CategoryChanged>()
            .First() with { Category = category, Name = new(category, category, category, category, "försök till " + category) }),
        new Dictionary<string, PartyChanged>());

    /// <summary>Every category is collected in all periods.</summary>
    public CollectedCategories Collected => new(
        Reference.Categories, Reference.Categories.Keys.ToDictionary(category => category, _ => DateOnly.MinValue));

    public IReadOnlyDictionary<CaseGroup, int> CasesOf(PublicTable table) => table == PublicTable.Cases ? cases : forms;

    public CubeSlice SliceOf(Period period) => new(
        CubeBasis.Reported,
        period.FirstDay,
        period.LastDay,
        [.. RowsOf(CubeDimension.Cases, cases, period), .. RowsOf(CubeDimension.Form, forms, period)]);

    public static ProblemAreaChanged Theme(params string[] categories) =>
        Some.Theme(Guid.Empty, 1, string.Join('+', categories), categories);

    public static ProblemAreaChanged Place(params string[] areas) => Some.Place(Guid.Empty, 1, string.Join('+', areas), areas);

    /// <summary>A municipality with completed cases only.</summary>
    public static CountedMunicipality Of(params (string Day, string Area, string Category, int Count)[] cases) => new(
        cases.ToDictionary(
            one => new CaseGroup(
                DateOnly.ParseExact(one.Day, "yyyy-MM-dd"), one.Area, one.Category, SplitBy.IsCompleted),
            one => one.Count),
        new Dictionary<CaseGroup, int>());

    /// <summary>A municipality of random size, with cases spread evenly or concentrated.</summary>
    public static CountedMunicipality Generate(Random random, int maxCodes)
    {
        var areas = Weights(random.Next(2, maxCodes), random.NextDouble() * 2);
        var categories = Weights(random.Next(2, maxCodes), random.NextDouble() * 2);
        var mean = areas.Length * Math.Pow(10, (random.NextDouble() * 2.2) - 0.2);
        var attempts = random.NextDouble() * 0.3;
        var cases = new Dictionary<CaseGroup, int>();
        var forms = new Dictionary<CaseGroup, int>();
        for (var month = 1; month <= 12; month++)
        {
            for (var count = (int)(mean * (0.3 + (1.4 * random.NextDouble()))); count > 0; count--)
            {
                var group = new CaseGroup(
                    new DateOnly(2021, month, random.Next(1, 29)),
                    "a" + Pick(areas, random),
                    "c" + Pick(categories, random),
                    SplitBy.CodeOf(random.NextDouble() < attempts));
                cases[group] = cases.GetValueOrDefault(group) + 1;
                var form = group with { Value = $"f{group.Category}{random.Next(3)}" };
                forms[form] = forms.GetValueOrDefault(form) + random.Next(2);
            }
        }

        return new CountedMunicipality(cases, forms);
    }

    /// <summary>The problem areas of a promise: themes, some of them in some areas, and places.</summary>
    public ProblemAreaChanged[] GenerateRows(Random random)
    {
        var areas = CodesOf(cases, group => group.Area).ToArray();
        var categories = CodesOf(cases, group => group.Category).ToArray();
        return
        [
            .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(3) switch
            {
                0 => Place(Some(areas)),
                1 => Theme(Some(categories)) with { Areas = Some(areas) },
                _ => Theme(Some(categories)),
            })
        ];

        string[] Some(string[] codes) => [.. random.GetItems(codes, random.Next(1, 4)).Distinct()];
    }

    private static IEnumerable<CubeRow> RowsOf(CubeDimension dimension, IReadOnlyDictionary<CaseGroup, int> groups, Period period) => groups
        .Where(group => group.Key.From >= period.FirstDay && group.Key.From <= period.LastDay)
        .GroupBy(group => group.Key with { From = default })
        .Select(group => new CubeRow(
            dimension,
            group.Key.Area,
            group.Key.Category,
            Attempted: group.Key.Value == SplitBy.IsAttempted,
            dimension == CubeDimension.Cases ? "" : group.Key.Value,
            group.Sum(part => part.Value)));

    private static IEnumerable<string> CodesOf(IReadOnlyDictionary<CaseGroup, int> cases, Func<CaseGroup, string> codeOf) =>
        cases.Keys.Select(codeOf).Distinct();

    private static double[] Weights(int number, double skew) => [.. Enumerable.Range(1, number).Select(rank => Math.Pow(rank, -skew))];

    private static int Pick(double[] weights, Random random)
    {
        var left = random.NextDouble() * weights.Sum();
        return Math.Min(weights.Length - 1, weights.TakeWhile(weight => (left -= weight) >= 0).Count());
    }
}
