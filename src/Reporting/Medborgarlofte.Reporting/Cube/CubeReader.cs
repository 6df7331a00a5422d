namespace Medborgarlofte.Reporting.Cube;

/// <summary>Reads the cube. It never reads the facts, so that the cost does not grow with the number of incidents.</summary>
internal sealed class CubeReader(ReportingDbContext db)
{
    /// <summary>The cells of a period by one basis.</summary>
    public async Task<CubeSlice> ReadAsync(
        string municipality, CubeBasis basis, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var rows = new List<CubeRow>();
        foreach (var (grain, from, to) in PeriodCover.Of(first, last))
        {
            rows.AddRange(await db.CubeCells
                .Where(cell => cell.Municipality == municipality && cell.Basis == basis)
                .Where(cell => cell.Grain == grain && cell.Day >= from && cell.Day <= to)
                .GroupBy(cell => new { cell.Dimension, cell.Area, cell.Category, cell.Attempted, cell.Value })
                .Select(cells => new CubeRow(
                    cells.Key.Dimension,
                    cells.Key.Area,
                    cells.Key.Category,
                    cells.Key.Attempted,
                    cells.Key.Value,
                    cells.Sum(cell => cell.Count)))
                .ToListAsync(cancellationToken));
        }

        return new CubeSlice(basis, first, last, rows);
    }

    /// <summary>The number of cases that a query selects. Reads only the selected cells.</summary>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="basis">The day that cases are counted by.</param>
    /// <param name="query">The query; its split is ignored.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<int> CountAsync(string municipality, CubeBasis basis, CubeQuery query, CancellationToken cancellationToken)
    {
        var dimension = query.Target is null ? CubeDimension.Cases : CubeDimension.Target;
        var value = query.Target ?? "";
        var count = 0;
        foreach (var range in PeriodCover.Of(query.FirstDay, query.LastDay))
        {
            var grain = range.Grain;
            var days = range.Days;
            var cells = db.CubeCells.Where(cell =>
                cell.Municipality == municipality && cell.Basis == basis && cell.Grain == grain && days.Contains(cell.Day)
                && cell.Dimension == dimension && cell.Value == value);
            if (query.Areas.Count > 0)
            {
                cells = cells.Where(cell => query.Areas.Contains(cell.Area));
            }

            if (query.Categories.Count > 0)
            {
                cells = cells.Where(cell => query.Categories.Contains(cell.Category));
            }

            count += await cells.SumAsync(cell => cell.Count, cancellationToken);
        }

        return count;
    }

    /// <summary>The latest day on which a case was reported, or null if there are no cases.</summary>
    public async Task<DateOnly?> LastReportedOnAsync(string municipality, CancellationToken cancellationToken) =>
        await CasesReported(municipality, CubeGrain.Day)
            .OrderByDescending(cell => cell.Day)
            .Select(cell => (DateOnly?)cell.Day)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The number of reported cases by the first day of the month, for months with cases.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, int>> CasesByMonthAsync(string municipality, CancellationToken cancellationToken) =>
        await CasesReported(municipality, CubeGrain.Month)
            .GroupBy(cell => cell.Day)
            .Select(cells => new { Month = cells.Key, Count = cells.Sum(cell => cell.Count) })
            .ToDictionaryAsync(month => month.Month, month => month.Count, cancellationToken);

    /// <summary>The first day of the first month with a reported case, by category.</summary>
    public async Task<IReadOnlyDictionary<string, DateOnly>> FirstMonthsAsync(string municipality, CancellationToken cancellationToken) =>
        await CasesReported(municipality, CubeGrain.Month)
            .GroupBy(cell => cell.Category)
            .Select(cells => new { Category = cells.Key, Month = cells.Min(cell => cell.Day) })
            .ToDictionaryAsync(first => first.Category, first => first.Month, StringComparer.Ordinal, cancellationToken);

    /// <summary>The tertials with reported cases, in one query each, because the cost of scanning all cells grows every year.</summary>
    public async Task<IReadOnlyList<Period>> TertialsWithCasesAsync(string municipality, CancellationToken cancellationToken)
    {
        var tertials = new List<Period>();
        var from = DateOnly.MinValue;
        while (await CasesReported(municipality, CubeGrain.Month)
            .Where(cell => cell.Day >= from)
            .OrderBy(cell => cell.Day)
            .Select(cell => (DateOnly?)cell.Day)
            .FirstOrDefaultAsync(cancellationToken) is { } month)
        {
            tertials.Add(Period.TertialOf(month));
            from = tertials[^1].LastDay.AddDays(1);
        }

        return tertials;
    }

    private IQueryable<CubeCell> CasesReported(string municipality, CubeGrain grain) => db.CubeCells.Where(cell =>
        cell.Municipality == municipality && cell.Basis == CubeBasis.Reported && cell.Dimension == CubeDimension.Cases
        && cell.Grain == grain && cell.Count > 0);
}
