using System.Net;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class ObservationTests(NeighbourhoodWatchApp app)
{
    [Fact]
    public async Task Observation_event_contains_only_codes_area_and_time()
    {
        await app.PublishCategoriesAsync();
        var group = await app.FormAsync();

        var answer = await app.PostAsync(
            group + "/observations",
            new { category = "theft", occurredFrom = "2021-05-02T22:00:00Z", occurredTo = "2021-05-03T05:00:00Z" },
            HttpStatusCode.Accepted);
        var reported = Assert.Single(await app.EventsOfAsync(answer.GetProperty("id").GetString()!));

        Assert.Equal("ObservationReported", reported.Type);
        Assert.Equal(
            ["area", "category", "groupId", "municipality", "observationId", "occurredFrom", "occurredTo", "reportedAt", "version"],
            System.Text.Json.JsonDocument.Parse(reported.Payload).RootElement.EnumerateObject().Select(member => member.Name).Order());
    }

    [Theory]
    [InlineData("borta", "2021-05-02T22:00:00Z", null, "category")]
    [InlineData("theft", null, null, "occurredFrom")]
    [InlineData("theft", "2021-06-02T22:00:00Z", null, "occurredFrom")]
    [InlineData("theft", "1890-05-02T22:00:00Z", null, "occurredFrom")]
    [InlineData("theft", "2021-05-02T22:00:00Z", "2021-05-01T22:00:00Z", "occurredTo")]
    public async Task Invalid_observation_is_rejected_by_field(string category, string? occurredFrom, string? occurredTo, string field)
    {
        await app.PublishCategoriesAsync();
        var group = await app.FormAsync();

        var problem = await app.PostAsync(group + "/observations", new { category, occurredFrom, occurredTo }, HttpStatusCode.BadRequest);

        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Closed_group_cannot_report_and_another_partys_group_is_not_found()
    {
        await app.PublishCategoriesAsync();
        var group = await app.FormAsync();
        using var other = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("watch:annan-grupp", ["watch-contact"])));
        await app.SendAsync(
            HttpMethod.Post,
            group + "/observations",
            new { category = "theft", occurredFrom = "2021-05-02T22:00:00Z" },
            HttpStatusCode.NotFound,
            other);
        await app.MoveAsync(group, new { to = "closed", reason = "ownDecision" });

        await app.PostAsync(
            group + "/observations", new { category = "theft", occurredFrom = "2021-05-02T22:00:00Z" }, HttpStatusCode.Conflict);
    }
}
