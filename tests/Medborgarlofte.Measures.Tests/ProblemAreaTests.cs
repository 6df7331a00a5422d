using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class ProblemAreaTests(MeasuresApp app)
{
    [Fact]
    public async Task Event_has_the_promises_that_contained_the_problem_area()
    {
        var (first, second) = (await app.PromiseAsync(), await app.PromiseAsync());
        var id = await app.CreateAsync("problem-areas", Samples.Theme(first));
        Assert.Equal(
            ["movedOn"],
            await app.ErrorsOfAsync(HttpMethod.Put, $"problem-areas/{id}", Moved("2999-01-01"), "*"));

        await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{id}", Moved("2021-04-01"), "*")).ReadAsync(HttpStatusCode.OK);

        var moved = System.Text.Json.JsonDocument.Parse((await app.EventsAboutAsync(id))[^1]).RootElement;
        var earlier = Assert.Single(moved.GetProperty("earlierPromises").EnumerateArray());
        Assert.Equal(second, moved.GetProperty("promiseId").GetGuid());
        Assert.Equal(
            (first, "2021-03-31"), (earlier.GetProperty("promiseId").GetGuid(), earlier.GetProperty("lastDay").GetString()));

        object Moved(string? movedOn) =>
            new { promiseId = second, kind = "theme", name = "Skadegörelse", categories = new[] { "vandalism" }, movedOn };
    }

    [Fact]
    public async Task Problem_areas_are_listed_by_order_and_a_new_one_gets_the_next_order()
    {
        var promise = await app.PromiseAsync();
        await app.CreateAsync("problem-areas", Samples.Theme(promise, order: 4, name: "Sist"));
        await app.CreateAsync("problem-areas", Samples.Theme(promise, order: 1, name: "Först"));
        await app.CreateAsync("problem-areas", Samples.Theme(promise, name: "Tillagd"));
        await app.ProblemAreaAsync();

        var rows = (await app.GetAsync($"problem-areas?promiseId={promise}")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["Först", "Sist", "Tillagd"], rows.Select(row => row.GetProperty("name").GetString()));
        Assert.Equal([1, 4, 5], rows.Select(row => row.GetProperty("order").GetInt32()));
    }

    [Fact]
    public async Task Unknown_codes_are_reported_with_their_index()
    {
        var request = Samples.Theme(await app.PromiseAsync(), categories: ["vandalism", "okänd", null!], areas: ["borta", "sunda"]);

        Assert.Equal(["areas[0]", "categories[1]", "categories[2]"], await app.ErrorsOfAsync(HttpMethod.Post, "problem-areas", request));
    }

    [Theory]
    [InlineData("theme", "categories")]
    [InlineData("place", "areas")]
    public async Task Theme_requires_a_category_and_place_an_area(string kind, string missing)
    {
        var request = new { promiseId = await app.PromiseAsync(), kind, name = "Ramdal" };

        Assert.Equal([missing], await app.ErrorsOfAsync(HttpMethod.Post, "problem-areas", request));
    }

    [Fact]
    public async Task Unknown_promise_and_order_out_of_range_are_rejected()
    {
        Assert.Equal(
            ["order", "promiseId"],
            await app.ErrorsOfAsync(HttpMethod.Post, "problem-areas", Samples.Theme(Guid.CreateVersion7(), order: 0)));
        Assert.Equal(["kind"], await app.ErrorsOfAsync(HttpMethod.Post, "problem-areas", new { kind = "person" }));
    }

    [Fact]
    public async Task Change_without_order_keeps_the_order_and_records_one_event()
    {
        var promise = await app.PromiseAsync();
        await app.CreateAsync("problem-areas", Samples.Theme(promise));
        var id = await app.CreateAsync("problem-areas", Samples.Theme(promise));
        var place = new { promiseId = promise, kind = "place", name = "Ramdalsområdet", areas = new[] { "ramdal" } };

        await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{id}", place)).ReadAsync(HttpStatusCode.PreconditionRequired);
        var changed = await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{id}", place, "\"1\"")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(2, changed.GetProperty("order").GetInt32());
        var events = (await app.EventsAboutAsync(id)).ConvertAll(payload => JsonDocument.Parse(payload).RootElement);
        Assert.Equal(
            [(1, "theme"), (2, "place")], events.Select(e => (e.GetProperty("version").GetInt32(), e.GetProperty("kind").GetString()!)));
    }
}
