using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class ExternalIdTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Repeated_external_id_of_a_source_is_a_conflict()
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
    public async Task One_of_concurrent_reports_with_the_same_external_id_is_stored()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("police", "K-3")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(1, await app.ReadAsync(db => db.Incidents.CountAsync(i => i.ExternalId == "K-3")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Blank_external_id_is_ignored(string blank)
    {
        (await PostAsync("police", blank)).Is(HttpStatusCode.Created);

        (await PostAsync("police", blank)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task External_ids_are_trimmed_and_case_sensitive()
    {
        (await PostAsync("police", "K-4")).Is(HttpStatusCode.Created);

        (await PostAsync("police", " K-4  ")).IsProblem(HttpStatusCode.Conflict);
        (await PostAsync("police", "k-4")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Trust_01_external_id_of_another_party_is_available_and_not_disclosed()
    {
        var first = await app.ReportAsync(("source", "security-company"), ("externalId", "K-5"));
        using var another = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("security:annat-bolag", ["reporter"])));

        var free = await SendAsync(another, "K-5");
        var known = await SendAsync(another, "K-5");

        free.Is(HttpStatusCode.Created);
        Assert.NotEqual(first.Location, free.Location);
        known.IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(free.Location, known.TextOf("existing"));
        Assert.Equal(first.Location, (await PostAsync("security-company", "K-5")).TextOf("existing"));
    }

    [Fact]
    public async Task Trust_01_import_counts_only_its_own_partys_reports_as_known()
    {
        await app.ReportAsync(("source", "school"), ("externalId", "K-6"));
        using var another = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("school:annan", ["reporter"])));
        var file = ImportHelper.Lines("category;area;occurred_from;external_id", "theft;ramdal;2021-03-02;K-6");
        using var content = new StringContent(file, System.Text.Encoding.UTF8, ImportHelper.Csv);

        var import = await Answer.ReadAsync(
            await another.PostAsync(new Uri(IntakeApp.Root + "/incident-imports?source=school", UriKind.Relative), content));

        await Eventually.TrueAsync(
            async () => (await Answer.ReadAsync(await another.GetAsync(new Uri(import.Location!, UriKind.Relative))))
                .Json.GetProperty("rowsAccepted").GetInt32() == 1,
            "the row to be taken");
        Assert.Equal(2, await app.ReadAsync(db => db.Incidents.CountAsync(i => i.ExternalId == "K-6")));
    }

    private static async Task<Answer> SendAsync(HttpClient client, string externalId)
    {
        using var content = new StringContent(
            IntakeApp.Incident(("source", "security-company"), ("externalId", externalId))
                .ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        return await Answer.ReadAsync(await client.PostAsync(new Uri(IntakeApp.Root + "/incidents", UriKind.Relative), content));
    }

    private Task<Answer> PostAsync(string source, string externalId) =>
        app.PostAsync("/incidents", IntakeApp.Incident(("source", source), ("externalId", externalId)));
}
