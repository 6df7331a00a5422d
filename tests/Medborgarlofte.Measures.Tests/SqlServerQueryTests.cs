using Medborgarlofte.Measures.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Tests;

public sealed class SqlServerQueryTests
{
    [Fact]
    public void Sql_server_filters_measures_by_problem_area_in_the_query()
    {
        using var sqlServer = new SqlServerDesignTimeContext().CreateDbContext([]);
        var area = Guid.CreateVersion7();

        var query = sqlServer.Measures.Where(measure => measure.ProblemAreaIds.Contains(area)).ToQueryString();

        Assert.Contains("OPENJSON", query, StringComparison.Ordinal);
    }
}
