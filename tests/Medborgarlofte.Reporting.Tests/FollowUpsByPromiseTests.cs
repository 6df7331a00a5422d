using Medborgarlofte.Reporting.Data;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Medborgarlofte.Reporting.Tests;

public sealed class FollowUpsByPromiseTests
{
    [Fact]
    public async Task Earlier_publications_get_the_promise_that_they_contain()
    {
        var promise = Guid.CreateVersion7();
        await using var database = TestDatabase.CreateFile();
        await using var db = new SqliteReportingDbContext(
            new DbContextOptionsBuilder<SqliteReportingDbContext>().UseSqlite(database.ConnectionString).Options);
        await db.GetService<IMigrator>().MigrateAsync("ReplacedTextBasis", TestContext.Current.CancellationToken);
        var snapshot = $$"""{"promise": {"id": "{{promise}}" } }""";
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO PublishedFollowUp (Municipality, Period, Number, PublishedAt, Snapshot)
            VALUES ('0481', '2021-t1', 1, '2021-05-17 12:00:00', {snapshot})
            """,
            TestContext.Current.CancellationToken);

        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        var published = await db.PublishedFollowUps.SingleAsync(
            published => published.PromiseId == promise, TestContext.Current.CancellationToken);
        Assert.Equal(("2021-t1", 1), (published.Period, published.Number));
    }
}
