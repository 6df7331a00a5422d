using Medborgarlofte.TestSupport;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class CitizenViewTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task View_is_read_back_unchanged_and_recorded_as_an_event()
    {
        var view = IntakeApp.View(
            ("area", null),
            ("position", GeoJson.Position(58.67, 17.1)),
            ("reasons", new JsonArray("lighting", "unsafe-place", "lighting")),
            ("text", " Mörkt vid bryggan "),
            ("receivedOn", "2021-04-30"));
        var received = (await app.PostAsync("/citizen-views", view)).Is(HttpStatusCode.Created);

        Assert.Equal(received.Text, (await app.GetAsync(received.Location!)).Text);
        Assert.Equal("\"1\"", received.ETag);
        Assert.Equal(("safetyWalk", "centrum"), (received.TextOf("channel"), received.TextOf("area")));
        Assert.Equal(("Mörkt vid bryggan", "2021-04-30"), (received.TextOf("text"), received.TextOf("receivedOn")));
        Assert.Equal(["lighting", "unsafe-place"], received.Items("reasons").Select(reason => reason.GetString()));
        Assert.Equal(["CitizenViewReceived"], await app.EventsAboutAsync(received.Id));
    }

    [Theory]
    [InlineData("dialogue")]
    [InlineData("survey")]
    [InlineData("safetyWalk")]
    [InlineData("webForm")]
    public async Task View_may_have_any_channel(string channel) =>
        Assert.Equal(channel, (await app.PostAsync("/citizen-views", IntakeApp.View(("channel", channel)))).Is(HttpStatusCode.Created)
            .TextOf("channel"));

    [Fact]
    public async Task Views_are_listed_by_area_newest_first()
    {
        foreach (var day in new[] { "2021-01-02", "2021-01-04", "2021-01-03" })
        {
            (await app.PostAsync("/citizen-views", IntakeApp.View(("area", "sunda"), ("receivedOn", day)))).Is(HttpStatusCode.Created);
        }

        var list = await app.GetAsync("/citizen-views?area=sunda&limit=2");

        Assert.Equal(["2021-01-04", "2021-01-03"], list.Texts("receivedOn"));
        Assert.Equal(3, list.NumberOf("total"));
    }

    [Fact]
    public async Task ReceivedOn_defaults_to_today() =>
        Assert.Equal("2021-05-03", (await app.PostAsync("/citizen-views", IntakeApp.View())).TextOf("receivedOn"));

    [Theory]
    [InlineData("channel", "null", "channel")]
    [InlineData("channel", "\"rumour\"", "channel")]
    [InlineData("channel", "2", "channel")]
    [InlineData("area", "\"atlantis\"", "area")]
    [InlineData("position", """{"latitude": 59.33, "longitude": 18.06}""", "position")]
    [InlineData("reasons", "[]", "reasons")]
    [InlineData("reasons", "null", "reasons")]
    [InlineData("reasons", """["lighting", "ghosts"]""", "reasons[1]")]
    [InlineData("reasons", "[null]", "reasons[0]")]
    [InlineData("receivedOn", "\"2021-05-04\"", "receivedOn")]
    [InlineData("receivedOn", "\"0021-05-04\"", "receivedOn")]
    [InlineData("name", "\"Kalle\"", "name")]
    public Task Invalid_view_is_rejected_with_the_field(string member, string value, string field) =>
        IsRejectedAsync(member, JsonNode.Parse(value), field);

    [Fact]
    public Task Text_over_the_limit_is_rejected() => IsRejectedAsync("text", new string('x', 2_001), "text");

    private async Task IsRejectedAsync(string member, JsonNode? value, string field)
    {
        var before = await app.RowCountsAsync();

        (await app.PostAsync("/citizen-views", IntakeApp.View((member, value)))).IsProblem(HttpStatusCode.BadRequest, field);

        Assert.Equal(before, await app.RowCountsAsync());
    }
}
