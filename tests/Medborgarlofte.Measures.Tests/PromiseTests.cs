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
        var response = await app.SendAsync(HttpMethod.Post, "promises", Samples.Promise());

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
        var request = Samples.Promise(
            owners: both[..owners],
            sources: Samples.Sources(views ? [Samples.Views()] : [], picture ? [Samples.Picture()] : []),
            signatures: both[..signatures].Select(party => Samples.Signature(party)));

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
            [
                "Löftet anger inte vilka av medborgarnas åsikter det utgår från.",
                "Löftet anger inte vilken lokal lägesbild det utgår från.",
                "Löftet är inte undertecknat.",
            ],
            warnings);
    }

    [Fact]
    public async Task Promise_of_two_years_stores_sources_signatures_and_predecessor()
    {
        var earlier = await app.PromiseAsync();
        var request = Samples.Promise(
            "Medborgarlöfte 2022–2023",
            firstDay: "2022-01-01",
            lastDay: "2023-12-31",
            sources: Samples.Sources(
                [Samples.Views(), Samples.Views("survey", area: null, firstDay: "2020-05-01", lastDay: "2020-05-31")],
                [Samples.Picture()]),
            followsPromiseId: earlier);
        var id = await app.AdoptedAsync(request);

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
            "promises", Samples.Promise(firstDay: "2022-01-01", lastDay: "2022-12-31", followsPromiseId: first));

        string[] wrongFollows = ["followsPromiseId"];
        Assert.Equal(
            wrongFollows, await app.ErrorsOfAsync(HttpMethod.Post, "promises", Samples.Promise(followsPromiseId: Guid.CreateVersion7())));
        Assert.Equal(wrongFollows, await app.ErrorsOfAsync(HttpMethod.Post, "promises", Samples.Promise(followsPromiseId: second)));
        Assert.Equal(
            wrongFollows,
            await app.ErrorsOfAsync(HttpMethod.Put, $"promises/{first}", Samples.Promise(followsPromiseId: second), "\"2\""));
        Assert.Equal(
            wrongFollows, await app.ErrorsOfAsync(HttpMethod.Put, $"promises/{first}", Samples.Promise(followsPromiseId: first), "\"2\""));
        Assert.Equal(
            ["firstDay"],
            await app.ErrorsOfAsync(
                HttpMethod.Put, $"promises/{first}", Samples.Promise(firstDay: "2022-01-01", lastDay: "2022-12-31"), "\"2\""));
    }

    [Fact]
    public async Task Each_version_of_a_promise_can_be_read_with_its_party()
    {
        var id = await app.PromiseAsync();
        await app.SendAsync(
            HttpMethod.Put, $"promises/{id}", Samples.Promise(title: "Reviderat", signatures: Array.Empty<object>()), "\"2\"");

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
        var request = Samples.Promise(
            sources: Samples.Sources(
                [Samples.Views(area: "nowhere"), Samples.Views(firstDay: "2020-12-01"), new { }],
                [Samples.Picture("2010-01-01"), Samples.Picture(lastDay: "2999-01-01")]),
            signatures: new[]
            {
                Samples.Signature("police:nykoping"), Samples.Signature("police:nykoping"), Samples.Signature(
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
        var request = Samples.Promise(
            title: new string('x', 201), lastDay: "2020-12-31", owners: ["police:nykoping", "Polisen"], signatures: Array.Empty<object>());

        Assert.Equal(["lastDay", "owners[1]", "title"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", request));
        Assert.Equal(
            ["firstDay", "goal", "lastDay", "owners", "title"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", new { }));
    }

    [Fact]
    public async Task Change_requires_the_current_version()
    {
        var id = await app.PromiseAsync();
        var request = Samples.Promise(title: "Medborgarlöfte 2021, reviderat");

        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", request)).ReadAsync(HttpStatusCode.PreconditionRequired);
        var changed = await app.SendAsync(HttpMethod.Put, $"promises/{id}", request, "\"2\"");
        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", Samples.Promise(), "\"2\""))
            .ReadAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal("\"3\"", changed.Headers.ETag!.Tag);
        Assert.Equal("Medborgarlöfte 2021, reviderat", (await app.GetAsync($"promises/{id}")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Of_concurrent_changes_one_is_saved_and_records_one_event()
    {
        var id = await app.PromiseAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            app.SendAsync(HttpMethod.Put, $"promises/{id}", Samples.Promise(title: $"Löfte {i}"), "\"2\"")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await app.EventsAboutAsync(id)).Count);
    }

    [Fact]
    public async Task Every_change_records_one_event_with_the_whole_state_and_version()
    {
        var id = await app.PromiseAsync();
        await app.SendAsync(HttpMethod.Put, $"promises/{id}", Samples.Promise(title: "Nytt namn"), "\"2\"");
        await app.SendAsync(HttpMethod.Put, $"promises/{id}", Samples.Promise(title: ""), "\"3\"");

        var events = (await app.EventsAboutAsync(id)).ConvertAll(payload => JsonDocument.Parse(payload).RootElement);

        Assert.Equal([2, 3], events.Select(e => e.GetProperty("version").GetInt32()));
        Assert.Equal(["Medborgarlöfte 2021", "Nytt namn"], events.Select(e => e.GetProperty("title").GetString()));
        Assert.All(events, e => Assert.Equal(2, e.GetProperty("owners").GetArrayLength()));
    }

    [Fact]
    public async Task Unknown_municipality_and_promise_of_another_municipality_are_not_found()
    {
        var id = await app.PromiseAsync();

        var problem = await (await app.SendAsync(HttpMethod.Post, "/api/v1/municipalities/9999/promises", Samples.Promise()))
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
            await app.CreateAsync(Nykoping, Samples.Promise(title: $"Löfte {i}", sources: Samples.Sources([], [])));
        }

        var page = await app.GetAsync(Nykoping + "?page=2&limit=2");

        Assert.Equal(3, page.GetProperty("total").GetInt32());
        Assert.Equal("Löfte 0", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
        await (await app.SendAsync(HttpMethod.Get, Nykoping + "?limit=201")).ReadAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_draft_has_no_events_and_is_visible_only_to_those_who_work_with_the_promise()
    {
        var id = await app.CreateAsync("promises", Samples.Promise(title: "Utkast"));
        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", Samples.Promise(title: "Utkast 2"), "\"1\""))
            .ReadAsync(HttpStatusCode.OK);
        using var steering = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("municipality:0481", ["steering"])));
        using var reporter = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("security:guards", ["reporter"])));

        Assert.Equal("draft", (await app.GetAsync($"promises/{id}")).GetProperty("status").GetString());
        Assert.Empty(await app.EventsAboutAsync(id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(steering, $"promises/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(reporter, $"promises/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(reporter, $"promises/{id}/versions"));
        Assert.DoesNotContain(id.ToString(), await reporter.GetStringAsync(MeasuresApp.Root + "promises?limit=200"));
        Assert.Contains(id.ToString(), await steering.GetStringAsync(MeasuresApp.Root + "promises?limit=200"));

        static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
        {
            using var answer = await client.GetAsync(MeasuresApp.Root + path);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Adoption_records_the_promise_and_its_day()
    {
        var id = await app.CreateAsync("promises", Samples.Promise());
        Assert.Equal(["on"], await app.ErrorsOfAsync(HttpMethod.Post, $"promises/{id}/adoption", new { on = "2999-01-01" }, "\"1\""));

        var adopted = await (await app.SendAsync(HttpMethod.Post, $"promises/{id}/adoption", new { on = "2021-01-15" }, "\"1\""))
            .ReadAsync(HttpStatusCode.OK);

        Assert.Equal(("adopted", "2021-01-15"), (adopted.Text("status"), adopted.Text("adoptedOn")));
        var recorded = JsonDocument.Parse(Assert.Single(await app.EventsAboutAsync(id))).RootElement;
        Assert.Equal(
            ("adopted", "2021-01-15", 2),
            (recorded.Text("status"), recorded.Text("adoptedOn"), recorded.GetProperty("version").GetInt32()));
        var again = await (await app.SendAsync(HttpMethod.Post, $"promises/{id}/adoption", new { }, "*"))
            .ReadAsync(HttpStatusCode.Conflict);
        Assert.Equal(("adopted", "adopted"), (again.Text("from"), again.Text("to")));
    }

    [Fact]
    public async Task A_draft_is_deleted_without_trace_unless_something_refers_to_it()
    {
        var id = await app.CreateAsync("promises", Samples.Promise());
        await (await app.SendAsync(HttpMethod.Delete, $"promises/{id}")).ReadAsync(HttpStatusCode.PreconditionRequired);

        Assert.Equal(HttpStatusCode.NoContent, (await app.SendAsync(HttpMethod.Delete, $"promises/{id}", ifMatch: "\"1\"")).StatusCode);

        await (await app.SendAsync(HttpMethod.Get, $"promises/{id}")).ReadAsync(HttpStatusCode.NotFound);
        Assert.Empty(await app.EventsAboutAsync(id));
        var followed = await app.CreateAsync("promises", Samples.Promise());
        await app.CreateAsync(
            "promises", Samples.Promise(firstDay: "2022-01-01", lastDay: "2022-12-31", followsPromiseId: followed));
        await (await app.SendAsync(HttpMethod.Delete, $"promises/{followed}", ifMatch: "*")).ReadAsync(HttpStatusCode.Conflict);
        var adopted = await app.PromiseAsync();
        await (await app.SendAsync(HttpMethod.Delete, $"promises/{adopted}", ifMatch: "*")).ReadAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_adopted_promise_is_withdrawn_with_a_reason_and_cannot_be_changed_then()
    {
        var id = await app.PromiseAsync();
        Assert.Equal(["reason"], await app.ErrorsOfAsync(HttpMethod.Post, $"promises/{id}/withdrawal", new { }, "*"));

        var withdrawn = await (await app.SendAsync(
            HttpMethod.Post, $"promises/{id}/withdrawal", new { reason = "Ett nytt löfte ersätter det." }, "*"))
            .ReadAsync(HttpStatusCode.OK);

        Assert.Equal("withdrawn", withdrawn.Text("status"));
        Assert.Equal("Ett nytt löfte ersätter det.", withdrawn.GetProperty("withdrawal").Text("reason"));
        Assert.Contains("\"status\":\"withdrawn\"", (await app.EventsAboutAsync(id))[^1], StringComparison.Ordinal);
        await (await app.SendAsync(HttpMethod.Put, $"promises/{id}", Samples.Promise(), "*")).ReadAsync(HttpStatusCode.Conflict);
        var draft = await app.CreateAsync("promises", Samples.Promise());
        await (await app.SendAsync(HttpMethod.Post, $"promises/{draft}/withdrawal", new { reason = "Nej" }, "*"))
            .ReadAsync(HttpStatusCode.Conflict);
    }
}
