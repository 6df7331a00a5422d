using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public abstract class PromiseTests(MeasuresApp app)
{
    [Fact]
    public async Task Promise_is_created_with_location_and_etag_and_can_be_read_there()
    {
        var response = await app.SendAsync(HttpMethod.Post, "promises", Requests.Promise());

        var created = await response.ReadAsync(HttpStatusCode.Created);
        Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
        var read = await app.GetAsync(response.Headers.Location!.ToString());
        Assert.Equal(created.GetRawText(), read.GetRawText());
        Assert.Equal("2021-12-31", read.GetProperty("lastDay").GetString());
        Assert.Empty(read.GetProperty("warnings").EnumerateArray());
    }

    [Theory]
    [InlineData(false, true, 2, "medborgarnas åsikter")]
    [InlineData(true, false, 2, "lägesbilden")]
    [InlineData(true, true, 1, "en ägare")]
    public async Task Promise_that_lacks_a_source_or_an_owner_is_kept_with_a_warning(bool views, bool picture, int owners, string warning)
    {
        string[] both = ["police:nykoping", "municipality:0481"];
        var request = Requests.Promise(owners: both[..owners], restsOnCitizenViews: views, restsOnSituationalPicture: picture);

        var promise = await app.GetAsync($"promises/{await app.CreateAsync("promises", request)}");

        Assert.Contains(warning, Assert.Single(promise.GetProperty("warnings").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once_field_by_field()
    {
        var request = Requests.Promise(title: new string('x', 201), lastDay: "2020-12-31", owners: ["police:nykoping", "Polisen"]);

        Assert.Equal(["lastDay", "owners[1]", "title"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", request));
        Assert.Equal(
            ["firstDay", "goal", "lastDay", "owners", "title"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", new { }));
    }

    [Fact]
    public async Task Change_needs_the_version_that_was_read()
    {
        var id = await app.PromiseAsync();
        var request = Requests.Promise(title: "Medborgarlöfte 2021, reviderat");

        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", request)).ReadAsync(HttpStatusCode.PreconditionRequired);
        var changed = await app.SendAsync(HttpMethod.Put, $"promises/{id}", request, "\"1\"");
        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", Requests.Promise(), "\"1\"")).ReadAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        Assert.Equal("Medborgarlöfte 2021, reviderat", (await app.GetAsync($"promises/{id}")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Of_changes_to_the_same_version_at_once_one_wins_and_one_event_tells_of_it()
    {
        var id = await app.PromiseAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            app.SendAsync(HttpMethod.Put, $"promises/{id}", Requests.Promise(title: $"Löfte {i}"), "\"1\"")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await app.EventsAboutAsync(id)).Count);
    }

    [Fact]
    public async Task Every_change_is_one_event_with_the_whole_state_and_its_version()
    {
        var id = await app.PromiseAsync();
        await app.SendAsync(HttpMethod.Put, $"promises/{id}", Requests.Promise(title: "Nytt namn"), "\"1\"");
        await app.SendAsync(HttpMethod.Put, $"promises/{id}", Requests.Promise(title: ""), "\"2\"");

        var events = (await app.EventsAboutAsync(id)).ConvertAll(payload => JsonDocument.Parse(payload).RootElement);

        Assert.Equal([1, 2], events.Select(e => e.GetProperty("version").GetInt32()));
        Assert.Equal(["Medborgarlöfte 2021", "Nytt namn"], events.Select(e => e.GetProperty("title").GetString()));
        Assert.All(events, e => Assert.Equal(2, e.GetProperty("owners").GetArrayLength()));
    }

    [Fact]
    public async Task Unknown_municipality_and_promise_of_another_municipality_are_not_found()
    {
        var id = await app.PromiseAsync();

        var problem = await (await app.SendAsync(HttpMethod.Post, "/api/v1/municipalities/9999/promises", Requests.Promise())).ReadAsync(HttpStatusCode.NotFound);
        await (await app.SendAsync(HttpMethod.Get, $"/api/v1/municipalities/0480/promises/{id}")).ReadAsync(HttpStatusCode.NotFound);

        Assert.Equal("Kommunen 9999 finns inte.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task List_is_paged_and_holds_the_municipalitys_promises_only()
    {
        const string Nykoping = "/api/v1/municipalities/0480/promises";
        for (var i = 0; i < 3; i++)
        {
            await app.CreateAsync(Nykoping, Requests.Promise(title: $"Löfte {i}"));
        }

        var page = await app.GetAsync(Nykoping + "?page=2&limit=2");

        Assert.Equal(3, page.GetProperty("total").GetInt32());
        Assert.Equal("Löfte 0", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
        await (await app.SendAsync(HttpMethod.Get, Nykoping + "?limit=201")).ReadAsync(HttpStatusCode.BadRequest);
    }
}

public sealed class PromiseOnSqlite(MeasuresApp app) : PromiseTests(app);

public sealed class PromiseOnSqlServer(OnSqlServer<MeasuresApp> server) : PromiseTests(server.App);
