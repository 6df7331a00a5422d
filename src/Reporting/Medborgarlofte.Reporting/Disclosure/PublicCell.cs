namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>What a public count counts: the cases of a period that belong to a number of selections.</summary>
/// <param name="Table">The table. Counts of different tables are not linked.</param>
/// <param name="FirstDay">First day of the period.</param>
/// <param name="LastDay">Last day of the period.</param>
/// <param name="Selections">The selections: one for most counts, one for each row for the totals of a follow-up.</param>
/// <param name="AtLeast">The lowest number of selections that a counted case belongs to.</param>
/// <param name="AtMost">The highest number of selections that a counted case belongs to.</param>
internal sealed record PublicCell(
    PublicTable Table,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<CaseSelection> Selections,
    int AtLeast = 1,
    int AtMost = int.MaxValue)
{
    /// <summary>The selection as a text, equal for equal selections.</summary>
    public string SelectionKey => Selections is [var only] && AtLeast == 1
        ? only.Key
        : $"{AtLeast}-{AtMost}:{string.Join('+', Selections.Select(selection => selection.Key).Order(StringComparer.Ordinal))}";

    /// <summary>The count as a text, equal for equal counts.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Table}/{FirstDay:yyyyMMdd}-{LastDay:yyyyMMdd}/{SelectionKey}");

    /// <summary>Whether the count includes cases with these properties, in its period.</summary>
    public bool Includes(string area, string category, string value) =>
        Selections.Count(selection => selection.Includes(area, category, value)) is var count && count >= AtLeast && count <= AtMost;

    /// <summary>Whether the count includes a group of cases.</summary>
    public bool Includes(CaseGroup group) =>
        group.From >= FirstDay && group.From <= LastDay && Includes(group.Area, group.Category, group.Value);

    /// <summary>
    /// The rests that a reader gets by subtracting the count from the same cases of all areas, of all categories, or of both, because
    /// pictures and other follow-ups may show those.
    /// </summary>
    public IEnumerable<PublicCell> Rests() => Selections is not [var only] || AtLeast != 1
        ? []
        : new[] { only with { Areas = [] }, only with { Categories = [] }, only with { Areas = [], Categories = [] } }
            .Where(wider => wider.Key != only.Key)
            .DistinctBy(wider => wider.Key)
            .Select(wider => this with { Selections = [wider, only], AtMost = 1 });

    /// <summary>A count of one selection.</summary>
    public static PublicCell Of(PublicTable table, DateOnly firstDay, DateOnly lastDay, CaseSelection selection) =>
        new(table, firstDay, lastDay, [selection]);

    /// <summary>The count of a query to the cube, or of one part of its split.</summary>
    public static PublicCell Of(CubeQuery query, string code = "") =>
        Of(TableOf(query), query.FirstDay, query.LastDay, SelectionOf(query, code));

    /// <summary>The cases that a query to the cube selects, or one part of its split.</summary>
    public static CaseSelection SelectionOf(CubeQuery query, string code = "") => new(
        query.By == SplitBy.Area ? [code] : query.Areas,
        query.By == SplitBy.Category ? [code] : query.Categories,
        query.By is SplitBy.None or SplitBy.Area or SplitBy.Category ? query.Target : code);

    /// <summary>The category of activities of a measure in the table of results.</summary>
    public static string ActivityOf(Guid measure, ActivityKind kind) => $"{measure}/{ApiJson.CodeOf(kind)}";

    private static PublicTable TableOf(CubeQuery query)
    {
        if (query.Basis == ApiJson.CodeOf(CubeBasis.Occurred))
        {
            return query.Target is null ? PublicTable.Occurred : PublicTable.OccurredTarget;
        }

        return SplitBy.DimensionOf(query.By) switch
        {
            CubeDimension.Form => PublicTable.Form,
            CubeDimension.Target => PublicTable.Target,
            CubeDimension.Goods => PublicTable.Goods,
            CubeDimension.VictimGroup => PublicTable.VictimGroup,
            _ => PublicTable.Cases,
        };
    }
}

/// <summary>Selects cases by their properties.</summary>
/// <param name="Areas">Area codes; empty means all.</param>
/// <param name="Categories">Codes of categories, channels, measures or activities; empty means all.</param>
/// <param name="Value">The value; null means all.</param>
internal sealed record CaseSelection(IReadOnlyList<string> Areas, IReadOnlyList<string> Categories, string? Value = null)
{
    public static readonly CaseSelection All = new([], []);

    /// <summary>The selection as a text.</summary>
    public string Key => $"{Joined(Areas)}/{Joined(Categories)}/{Value ?? "*"}";

    public bool Includes(string area, string category, string value) =>
        (Areas.Count == 0 || Areas.Contains(area, StringComparer.Ordinal))
        && (Categories.Count == 0 || Categories.Contains(category, StringComparer.Ordinal))
        && (Value is null || Value == value);

    private static string Joined(IReadOnlyList<string> codes) =>
        codes.Count == 0 ? "*" : string.Join(',', codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}

/// <summary>The tables of public counts.</summary>
internal enum PublicTable
{
    /// <summary>Cases by the day on which they were reported.</summary>
    Cases,

    /// <summary>Forms of these cases.</summary>
    Form,

    /// <summary>Targets of these cases.</summary>
    Target,

    /// <summary>Stolen goods of these cases.</summary>
    Goods,

    /// <summary>Victim groups of these cases.</summary>
    VictimGroup,

    /// <summary>Cases by the day on which they occurred.</summary>
    Occurred,

    /// <summary>Targets of these cases.</summary>
    OccurredTarget,

    /// <summary>Citizens' views.</summary>
    Views,

    /// <summary>Reasons of citizens' views.</summary>
    ViewReason,

    /// <summary>Outcome events that count people.</summary>
    Outcome,

    /// <summary>Immediate results of activities.</summary>
    Result,
}
