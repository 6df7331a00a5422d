using Medborgarlofte.Measures.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Tests;

public sealed class SqlServerQueryTests
{
    [Fact]
    public void Sql_server_finds_the_measures_of_a_problem_area_itself()
    {
        using var sqlServer = new SqlServerDesignTimeContext().CreateDbContext([]);
        var area = Guid.CreateVersion7();

        var query = sqlServer.Measures.Where(measure => measure.ProblemAreaIds.Contains(area)).ToQueryString();

        Assert.Contains("OPENJSON", query, StringComparison.Ordinal);
    }
}
