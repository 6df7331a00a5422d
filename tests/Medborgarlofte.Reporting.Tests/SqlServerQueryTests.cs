using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class SqlServerQueryTests
{
    [Fact]
    public void Query_is_grouped_by_SQL_Server()
    {
        using var sqlServer = new SqlServerDesignTimeContext().CreateDbContext([]);

        var query = sqlServer.CubeCells
            .Where(cell => cell.Municipality == "0481" && cell.Basis == CubeBasis.Reported && cell.Grain == CubeGrain.Month)
            .GroupBy(cell => new { cell.Dimension, cell.Area, cell.Category, cell.Attempted, cell.Value })
            .Select(cells => new CubeRow(
                cells.Key.Dimension, cells.Key.Area, cells.Key.Category, cells.Key.Attempted, cells.Key.Value, cells.Sum(
                    cell => cell.Count)))
            .ToQueryString();

        Assert.Contains("GROUP BY", query, StringComparison.Ordinal);
    }
}
