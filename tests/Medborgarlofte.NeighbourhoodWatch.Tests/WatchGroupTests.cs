using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class WatchGroupTests(NeighbourhoodWatchApp app)
{
    [Fact]
    public async Task Registration_date_defaults_to_today_and_Location_returns_the_group()
    {
        var response = await app.RegisterAsync();

        var created = await NeighbourhoodWatchApp.ReadAsync(response, HttpStatusCode.Created);
        var read = await app.Client.GetAsync(response.Headers.Location);
        Assert.Equal(created.GetRawText(), (await NeighbourhoodWatchApp.ReadAsync(read, HttpStatusCode.OK)).GetRawText());
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);
        Assert.Equal("2021-05-03", created.GetProperty("registeredOn").GetString());
    }

    [Fact]
    public async Task Registration_records_one_event_without_the_group_name()
    {
        var created = await NeighbourhoodWatchApp.ReadAsync(
            await app.RegisterAsync(name: "Hemliga gatan", variant: "boat"), HttpStatusCode.Created);
        var id = created.GetProperty("id").GetGuid();

        var entry = Assert.Single(await app.InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
            db.EventLog.Where(e => e.Subject == id).ToListAsync()));

        Assert.Equal("WatchGroupChanged", entry.Type);
        Assert.Equal((1, "boat"), Read(entry.Payload));
        Assert.DoesNotContain("Hemliga", entry.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_filters_by_area()
    {
        await using var own = await app.AnotherAsync();
        await own.RegisterAsync(area: "sunda");
        await own.RegisterAsync(area: "ramdal", households: 77);

        var list = await own.Client.GetFromJsonAsync<JsonElement>(NeighbourhoodWatchApp.Groups + "?area=ramdal");

        Assert.Equal(77, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("households").GetInt32());
        Assert.Equal(1, list.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("", "sunda", "boat", 5, null, "name")]
    [InlineData("A", "borta", "boat", 5, null, "area")]
    [InlineData("A", "sunda", null, 5, null, "variant")]
    [InlineData("A", "sunda", "boat", 0, null, "households")]
    [InlineData("A", "sunda", "boat", 5, "2021-05-04", "registeredOn")]
    public async Task Error_names_the_invalid_field(
        string name, string area, string? variant, int households, string? registeredOn, string field)
    {
        var problem = await NeighbourhoodWatchApp.ReadAsync(
            await app.RegisterAsync(name, area, variant, households, registeredOn), HttpStatusCode.BadRequest);

        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Unknown_municipality_and_group_are_not_found()
    {
        var municipality = await app.Client.GetAsync("/api/v1/municipalities/9999/watch-groups");
        var group = await app.Client.GetAsync($"{NeighbourhoodWatchApp.Groups}/{Guid.CreateVersion7()}");

        Assert.Equal(
            "Kommunen 9999 finns inte.",
            (await NeighbourhoodWatchApp.ReadAsync(municipality, HttpStatusCode.NotFound)).GetProperty("detail").GetString());
        await NeighbourhoodWatchApp.ReadAsync(group, HttpStatusCode.NotFound);
    }

    private static (int Version, string Variant) Read(string payload)
    {
        var json = JsonDocument.Parse(payload).RootElement;
        return (json.GetProperty("version").GetInt32(), json.GetProperty("variant").GetString()!);
    }
}
