using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class IdempotencyTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Same_key_with_the_same_report_returns_the_same_response()
    {
        var first = (await PostAsync("again", "again")).Is(HttpStatusCode.Created);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await app.MoveAsync(first.Id, "verified")).Is(HttpStatusCode.OK);

        var second = await PostAsync("again", "again");

        Assert.Equal(first, second);
        Assert.Equal(1, await StoredAsync("again"));
    }

    [Fact]
    public async Task Same_key_with_another_report_is_rejected()
    {
        (await PostAsync("other", "other")).Is(HttpStatusCode.Created);
        var before = await app.RowCountsAsync();

        (await PostAsync("other", "else")).IsProblem(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Concurrent_requests_with_the_same_key_store_one_incident_and_return_one_response()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PostAsync("at-once", "at-once")));

        Assert.Equal(HttpStatusCode.Created, answers[0].Status);
        Assert.Single(answers.Distinct());
        Assert.Equal(1, await StoredAsync("at-once"));
    }

    [Fact]
    public async Task Rejected_report_does_not_use_its_key()
    {
        (await PostAsync("corrected", new string('x', 4_001))).IsProblem(HttpStatusCode.BadRequest, "description");

        (await PostAsync("corrected", "corrected")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Key_over_the_limit_is_rejected() =>
        (await PostAsync(new string('k', 101), "long")).IsProblem(HttpStatusCode.BadRequest, "Idempotency-Key");

    [Fact]
    public async Task Repeated_report_without_key_is_stored_again()
    {
        var first = await app.ReportAsync();

        Assert.NotEqual(first.Id, (await app.ReportAsync()).Id);
    }

    private Task<Answer> PostAsync(string key, string description) =>
        app.PostAsync("/incidents", IntakeApp.Incident(("description", description), ("reportedAt", null)), ("Idempotency-Key", key));

    private Task<int> StoredAsync(string description) => app.ReadAsync(db => db.Incidents.CountAsync(i => i.Description == description));
}
