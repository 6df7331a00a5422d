using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public abstract class ExternalIdTests(IntakeApp app)
{
    [Fact]
    public async Task A_source_reports_an_external_id_once()
    {
        var first = await app.ReportAsync(("source", "police"), ("externalId", "K-1"));
        var before = await app.RowCountsAsync();

        var second = await PostAsync("police", "K-1");

        Assert.Contains("K-1", second.IsProblem(HttpStatusCode.Conflict));
        Assert.Equal(first.Location, second.TextOf("existing"));
        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Two_sources_may_use_the_same_external_id()
    {
        (await PostAsync("school", "K-2")).Is(HttpStatusCode.Created);

        (await PostAsync("fire-service", "K-2")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_reports_with_one_external_id_at_once_one_is_stored()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("police", "K-3")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(1, await app.ReadAsync(db => db.Incidents.CountAsync(i => i.ExternalId == "K-3")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_blank_external_id_is_none(string blank)
    {
        (await PostAsync("police", blank)).Is(HttpStatusCode.Created);

        (await PostAsync("police", blank)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Blanks_around_an_external_id_do_not_make_another_and_another_case_does()
    {
        (await PostAsync("police", "K-4")).Is(HttpStatusCode.Created);

        (await PostAsync("police", " K-4  ")).IsProblem(HttpStatusCode.Conflict);
        (await PostAsync("police", "k-4")).Is(HttpStatusCode.Created);
    }

    private Task<Answer> PostAsync(string source, string externalId) =>
        app.PostAsync("/incidents", IntakeApp.Incident(("source", source), ("externalId", externalId)));
}

public sealed class ExternalIdOnSqlite(IntakeApp app) : ExternalIdTests(app), IClassFixture<IntakeApp>;

public sealed class ExternalIdOnSqlServer(OnSqlServer<IntakeApp> server) : ExternalIdTests(server.App), IClassFixture<OnSqlServer<IntakeApp>>;
