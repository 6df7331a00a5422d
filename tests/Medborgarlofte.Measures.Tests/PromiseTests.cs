using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class PromiseTests(MeasuresApp app)
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
    [InlineData(false, true, 2, 2, "utgår inte från medborgarnas åsikter")]
    [InlineData(true, false, 2, 2, "utgår inte från den lokala lägesbilden")]
    [InlineData(true, true, 1, 1, "en ägare")]
    [InlineData(true, true, 2, 1, "inte undertecknat av alla")]
    [InlineData(true, true, 2, 0, "inte undertecknat.")]
    public async Task Promise_without_source_owner_or_signature_is_stored_with_a_warning(
        bool views, bool picture, int owners, int signatures, string warning)
    {
        string[] both = ["police:nykoping", "municipality:0481"];
        var request = Requests.Promise(
            owners: both[..owners],
            sources: Requests.Sources(views ? [Requests.Views()] : [], picture ? [Requests.Picture()] : []),
            signatures: both[..signatures].Select(party => Requests.Signature(party)));

        var promise = await app.GetAsync($"promises/{await app.CreateAsync("promises", request)}");

        Assert.Contains(warning, Assert.Single(promise.GetProperty("warnings").EnumerateArray()).GetString());
        Assert.Equal(
            (views, picture),
            (promise.GetProperty("restsOnCitizenViews").GetBoolean(), promise.GetProperty("restsOnSituationalPicture").GetBoolean()));
    }

    [Fact]
    public async Task Unspecified_sources_are_stored_with_a_warning_each()
    {
        var id = await app.CreateAsync("promises", new
        {
            title = "Medborgarlöfte 2019",
            goal = "Tryggare",
            firstDay = "2019-01-01",
            lastDay = "2019-12-31",
            owners = new[] { "police:nykoping", "municipality:0481" },
            restsOnCitizenViews = true,
            restsOnSituationalPicture = true,
        });

        var warnings = (await app.GetAsync($"promises/{id}")).GetProperty("warnings").EnumerateArray()
            .Select(warning => warning.GetString());

        Assert.Equal(
            ["Löftet anger inte vilka av medborgarnas åsikter det utgår från.", "Löftet anger inte vilken lokal lägesbild det utgår från.", "Löftet är inte undertecknat."],
            warnings);
    }

    [Fact]
    public async Task Promise_of_two_years_stores_sources_signatures_and_predecessor()
    {
        var earlier = await app.PromiseAsync();
        var request = Requests.Promise(
            "Medborgarlöfte 2022–2023",
            firstDay: "2022-01-01",
            lastDay: "2023-12-31",
            sources: Requests.Sources(
                [Requests.Views(), Requests.Views("survey", area: null, firstDay: "2020-05-01", lastDay: "2020-05-31")],
                [Requests.Picture()]),
            followsPromiseId: earlier);
        var id = await app.CreateAsync("promises", request);

        var promise = await app.GetAsync($"promises/{id}");

        Assert.Equal(earlier, promise.GetProperty("followsPromiseId").GetGuid());
        var views = promise.GetProperty("sources").GetProperty("citizenViews");
        Assert.Equal(["dialogue", "survey"], views.EnumerateArray().Select(source => source.GetProperty("channel").GetString()));
        Assert.Equal("ramdal", Assert.Single(views[0].GetProperty("areas").EnumerateArray()).GetString());
        Assert.Equal("2020-12-31", promise.GetProperty("sources").GetProperty("situationalPictures")[0].GetProperty("lastDay").GetString());
        Assert.Equal("Lokalpolisområdeschefen", promise.GetProperty("signatures")[0].GetProperty("office").GetString());
        var recorded = JsonDocument.Parse(Assert.Single(await app.EventsAboutAsync(id))).RootElement;
        Assert.True(JsonElement.DeepEquals(promise.GetProperty("sources"), recorded.GetProperty("sources")));
        Assert.True(JsonElement.DeepEquals(promise.GetProperty("signatures"), recorded.GetProperty("signatures")));
    }

    [Fact]
    public async Task Chain_of_promises_is_chronological_and_acyclic()
    {
        var first = await app.PromiseAsync();
        var second = await app.CreateAsync(
            "promises", Requests.Promise(firstDay: "2022-01-01", lastDay: "2022-12-31", followsPromiseId: first));

        string[] wrongFollows = ["followsPromiseId"];
        Assert.Equal(
            wrongFollows, await app.ErrorsOfAsync(HttpMethod.Post, "promises", Requests.Promise(followsPromiseId: Guid.CreateVersion7())));
        Assert.Equal(wrongFollows, await app.ErrorsOfAsync(HttpMethod.Post, "promises", Requests.Promise(followsPromiseId: second)));
        Assert.Equal(
            wrongFollows,
            await app.ErrorsOfAsync(HttpMethod.Put, $"promises/{first}", Requests.Promise(followsPromiseId: second), "\"1\""));
        Assert.Equal(
            wrongFollows, await app.ErrorsOfAsync(HttpMethod.Put, $"promises/{first}", Requests.Promise(followsPromiseId: first), "\"1\""));
        Assert.Equal(
            ["firstDay"],
            await app.ErrorsOfAsync(
                HttpMethod.Put, $"promises/{first}", Requests.Promise(firstDay: "2022-01-01", lastDay: "2022-12-31"), "\"1\""));
    }

    [Fact]
    public async Task Each_version_of_a_promise_can_be_read_with_its_party()
    {
        var id = await app.PromiseAsync();
        await app.SendAsync(
            HttpMethod.Put, $"promises/{id}", Requests.Promise(title: "Reviderat", signatures: Array.Empty<object>()), "\"1\"");

        var versions = await app.GetAsync($"promises/{id}/versions");

        Assert.Equal(
            ["Medborgarlöfte 2021", "Reviderat"],
            versions.EnumerateArray().Select(version => version.GetProperty("promise").GetProperty("title").GetString()));
        Assert.Equal(
            [2, 0], versions.EnumerateArray().Select(version => version.GetProperty("promise").GetProperty("signatures").GetArrayLength()));
        Assert.All(versions.EnumerateArray(), version => Assert.NotEmpty(version.GetProperty("party").GetString()!));
        await (await app.SendAsync(HttpMethod.Get, $"promises/{Guid.CreateVersion7()}/versions")).ReadAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Errors_of_sources_and_signatures_are_reported_with_their_index()
    {
        var request = Requests.Promise(
            sources: Requests.Sources(
                [Requests.Views(area: "nowhere"), Requests.Views(firstDay: "2020-12-01"), new { }],
                [Requests.Picture("2010-01-01"), Requests.Picture(lastDay: "2999-01-01")]),
            signatures: new[]
            {
                Requests.Signature("police:nykoping"), Requests.Signature("police:nykoping"), Requests.Signature(
                    "security:guards", office: "", signedOn: "2999-01-01"),
            });

        Assert.Equal(
            [
                "signatures[1].party", "signatures[2].office", "signatures[2].party", "signatures[2].signedOn",
                "sources.citizenViews[0].areas[0]",
                "sources.citizenViews[1].lastDay",
                "sources.citizenViews[2].firstDay",
                "sources.citizenViews[2].lastDay",
                "sources.situationalPictures[0].lastDay", "sources.situationalPictures[1].lastDay",
            ],
            await app.ErrorsOfAsync(HttpMethod.Post, "promises", request));
    }

    [Fact]
    public async Task All_errors_are_reported_at_once_by_field()
    {
        var request = Requests.Promise(
            title: new string('x', 201), lastDay: "2020-12-31", owners: ["police:nykoping", "Polisen"], signatures: Array.Empty<object>());

        Assert.Equal(["lastDay", "owners[1]", "title"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", request));
        Assert.Equal(
            ["firstDay", "goal", "lastDay", "owners", "title"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", new { }));
    }

    [Fact]
    public async Task Change_requires_the_current_version()
    {
        var id = await app.PromiseAsync();
        var request = Requests.Promise(title: "Medborgarlöfte 2021, reviderat");

        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", request)).ReadAsync(HttpStatusCode.PreconditionRequired);
        var changed = await app.SendAsync(HttpMethod.Put, $"promises/{id}", request, "\"1\"");
        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", Requests.Promise(), "\"1\""))
            .ReadAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        Assert.Equal("Medborgarlöfte 2021, reviderat", (await app.GetAsync($"promises/{id}")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Of_concurrent_changes_one_is_saved_and_records_one_event()
    {
        var id = await app.PromiseAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            app.SendAsync(HttpMethod.Put, $"promises/{id}", Requests.Promise(title: $"Löfte {i}"), "\"1\"")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await app.EventsAboutAsync(id)).Count);
    }

    [Fact]
    public async Task Every_change_records_one_event_with_the_whole_state_and_version()
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

        var problem = await (await app.SendAsync(HttpMethod.Post, "/api/v1/municipalities/9999/promises", Requests.Promise()))
            .ReadAsync(HttpStatusCode.NotFound);
        await (await app.SendAsync(HttpMethod.Get, $"/api/v1/municipalities/0480/promises/{id}")).ReadAsync(HttpStatusCode.NotFound);

        Assert.Equal("Kommunen 9999 finns inte.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task List_is_paged_and_contains_only_promises_of_the_municipality()
    {
        const string Nykoping = "/api/v1/municipalities/0480/promises";
        for (var i = 0; i < 3; i++)
        {
            await app.CreateAsync(Nykoping, Requests.Promise(title: $"Löfte {i}", sources: Requests.Sources([], [])));
        }

        var page = await app.GetAsync(Nykoping + "?page=2&limit=2");

        Assert.Equal(3, page.GetProperty("total").GetInt32());
        Assert.Equal("Löfte 0", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
        await (await app.SendAsync(HttpMethod.Get, Nykoping + "?limit=201")).ReadAsync(HttpStatusCode.BadRequest);
    }
}
