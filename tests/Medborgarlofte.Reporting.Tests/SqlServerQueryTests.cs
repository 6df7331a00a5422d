using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class SqlServerQueryTests
{
    [Fact]
    public void Sql_server_sums_the_cells_itself()
    {
        using var sqlServer = new SqlServerReportingFactory().CreateDbContext([]);

        var query = sqlServer.CubeCells
            .Where(cell => cell.Municipality == Some.Municipality && cell.Basis == CubeBasis.Reported && cell.Grain == CubeGrain.Month)
            .GroupBy(cell => new { cell.Dimension, cell.Area, cell.Category, cell.Attempted, cell.Value })
            .Select(cells => new CubeRow(
                cells.Key.Dimension, cells.Key.Area, cells.Key.Category, cells.Key.Attempted, cells.Key.Value, cells.Sum(cell => cell.Count)))
            .ToQueryString();

        Assert.Contains("GROUP BY", query, StringComparison.Ordinal);
    }
}
