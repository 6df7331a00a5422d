using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Trust.Tests;

/// <summary>A party sees only its own resources; those of others are indistinguishable from missing ones.</summary>
public sealed class OwnershipTests(StandaloneFixture standalone) : IClassFixture<StandaloneFixture>
{
    private const string Root = ApiClient.Root + "/0481";
    private const string Missing = "019a0000-0000-7000-8000-000000000000";

    [Fact]
    public async Task Trust_01_incident_of_another_party_is_indistinguishable_from_a_missing_one()
    {
        using var owner = standalone.ClientOf("housing:kustbostader", "reporter");
        using var stranger = standalone.ClientOf("security:bevakning", "reporter");
        var id = (await ReportAsync(owner)).GetProperty("id").GetString()!;

        await AssertSameAsync(stranger, $"incidents/{id}", $"incidents/{Missing}");
        await AssertSameAsync(stranger, $"incidents/{id}/history", $"incidents/{Missing}/history");
        await AssertSameAsync(stranger, $"incidents/{id}", $"incidents/{Missing}", HttpMethod.Put);
        await AssertSameAsync(stranger, $"incidents/{id}/status-changes", $"incidents/{Missing}/status-changes", HttpMethod.Post);
        await owner.GetJsonAsync($"{Root}/incidents/{id}");
        await standalone.Client.GetJsonAsync($"{Root}/incidents/{id}");
    }

    [Fact]
    public async Task Trust_02_resource_of_another_party_is_indistinguishable_from_a_missing_one()
    {
        using var stranger = standalone.ClientOf("security:annat-bolag", "reporter");
        using var contact = standalone.ClientOf("watch:annan-grupp", "watch-contact");
        var measure = await CreateMeasureAsync("security:bevakning");
        var group = await standalone.Client.PostWhenKnownAsync(
            $"{Root}/watch-groups", new
            {
                name = "Sunda norra", area = "sunda", variant = "neighbourhood", households = 12, party = "watch:sunda-norra",
            });
        var import = await standalone.Client.PostFileAsync(
            $"{Root}/incident-imports?source=own", "text/csv", "category;occurred_from\ntheft;2021-03-02\n");

        await AssertSameAsync(stranger, $"measures/{measure}", $"measures/{Missing}");
        await AssertSameAsync(stranger, $"measures/{measure}/status-changes", $"measures/{Missing}/status-changes", HttpMethod.Post);
        await AssertSameAsync(stranger, $"incident-imports/{import.Text("id")}", $"incident-imports/{Missing}");
        await AssertSameAsync(stranger, $"incident-imports/{import.Text("id")}/refusals", $"incident-imports/{Missing}/refusals");
        await AssertSameAsync(contact, $"watch-groups/{group.Text("id")}", $"watch-groups/{Missing}");
        using var owner = standalone.ClientOf("security:bevakning", "reporter");
        await owner.GetJsonAsync($"{Root}/measures/{measure}");
        using var own = standalone.ClientOf("watch:sunda-norra", "watch-contact");
        await own.GetJsonAsync($"{Root}/watch-groups/{group.Text("id")}");
    }

    /// <summary>Covers every operation below an incident, import, measure or watch group that a party may call on its own.</summary>
    [Fact]
    public async Task Trust_01_02_every_operation_on_another_partys_resource_is_not_found()
    {
        using var owner = standalone.ClientOf("security:agare", "reporter");
        using var stranger = standalone.ClientOf("security:framling", "reporter");
        using var contact = standalone.ClientOf("watch:framling", "watch-contact");
        var measure = await CreateMeasureAsync("security:agare");
        var activity = await owner.PostJsonAsync(
            $"{Root}/measures/{measure}/activities",
            new { kind = "round", startedAt = "2021-03-02T10:00:00Z", area = "sunda", occasions = 1 });
        var group = await standalone.Client.PostWhenKnownAsync(
            $"{Root}/watch-groups", new
            {
                name = "Sunda södra", area = "sunda", variant = "neighbourhood", households = 12, party = "watch:agare",
            });
        var member = await standalone.Client.PostJsonAsync(
            $"{Root}/watch-groups/{group.Text("id")}/members", new { role = "household", address = "Bryggan 3" });
        var import = await owner.PostFileAsync(
            $"{Root}/incident-imports?source=own", "text/csv", "category;occurred_from\ntheft;2021-03-02\n");
        var others = new Dictionary<string, (string Id, string? Part, HttpClient Stranger)>
        {
            ["incidents"] = ((await ReportAsync(owner)).Text("id"), null, stranger),
            ["incident-imports"] = (import.Text("id"), null, stranger),
            ["measures"] = (measure, activity.Text("id"), stranger),
            ["watch-groups"] = (group.Text("id"), member.Text("id"), contact),
        };
        var tried = 0;
        foreach (var rule in AccessMatrix.Rows)
        {
            if (rule.Route.Split('/') is not [_, "api", "v1", "municipalities", _, var things, "{id:guid}", .. var rest]
                || !others.TryGetValue(things, out var other)
                || !rule.Roles.HasFlag(other.Stranger == contact ? Roles.WatchContact : Roles.Reporter))
            {
                continue;
            }

            tried++;
            var under = string.Concat(rest.Select(part => "/" + (part.StartsWith('{') ? other.Part ?? Missing : part)));
            var (first, second) = (await CallAsync(
                other.Stranger,
                rule.Method,
                $"{things}/{other.Id}{under}"), await CallAsync(other.Stranger, rule.Method, $"{things}/{Missing}{under}"));
            Assert.Equal((rule.Method, under, second), (rule.Method, under, first));
            Assert.True(
                rule.Method == "GET" ? first.Status == HttpStatusCode.NotFound : (int)first.Status is >= 400 and < 500,
                $"{rule.Method} {rule.Route}: {first.Status}");
        }

        Assert.True(tried >= 25, $"only {tried} operations were tried");
    }

    [Fact]
    public async Task Trust_03_lists_and_totals_contain_only_resources_visible_to_the_party()
    {
        using var first = standalone.ClientOf("housing:forsta", "reporter");
        using var second = standalone.ClientOf("housing:andra", "reporter");
        for (var i = 0; i < 3; i++)
        {
            await ReportAsync(first);
        }

        await ReportAsync(second);
        await CreateMeasureAsync("housing:forsta");

        var page = await first.GetJsonAsync($"{Root}/incidents?limit=2");
        Assert.Equal(3, page.GetProperty("total").GetInt32());
        Assert.Equal(2, page.GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await second.GetJsonAsync($"{Root}/incidents?limit=2")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await first.GetJsonAsync($"{Root}/measures")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await second.GetJsonAsync($"{Root}/measures")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await second.GetJsonAsync($"{Root}/incident-imports")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Trust_04_reporting_party_is_visible_only_to_coordinator_and_police()
    {
        using var owner = standalone.ClientOf("housing:tredje", "reporter");
        using var police = standalone.ClientOf("police:nykoping", "police");
        var reported = await ReportAsync(owner);
        var id = reported.GetProperty("id").GetString()!;
        await MoveAsync(police, id, "verified");

        Assert.Null(reported.GetProperty("reportedBy").GetString());
        Assert.Equal("police:nykoping", (await ReportAsync(police)).Text("reportedBy"));
        Assert.Equal("housing:tredje", (await police.GetJsonAsync($"{Root}/incidents/{id}")).Text("reportedBy"));
        Assert.Null((await owner.GetJsonAsync($"{Root}/incidents/{id}")).GetProperty("reportedBy").GetString());
        var history = await owner.GetJsonAsync($"{Root}/incidents/{id}/history");
        Assert.Equal(["housing:tredje", null], history.EnumerateArray().Select(entry => entry.GetProperty("party").GetString()));
    }

    [Fact]
    public async Task Reporter_may_withdraw_its_report_but_not_review_it()
    {
        using var owner = standalone.ClientOf("housing:fjarde", "reporter");
        var id = (await ReportAsync(owner)).GetProperty("id").GetString()!;

        Assert.Equal(HttpStatusCode.Forbidden, await MoveAsync(owner, id, "verified"));
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(owner, id, "withdrawn"));
    }

    [Fact]
    public async Task Performer_reads_a_measure_and_only_its_owner_changes_its_status()
    {
        using var performer = standalone.ClientOf("housing:utforare", "reporter");
        using var owner = standalone.ClientOf("security:bevakning", "reporter");
        var id = await CreateMeasureAsync("security:bevakning", "housing:utforare");

        Assert.Equal(HttpStatusCode.Forbidden, await StartAsync(performer, id));
        Assert.Equal(HttpStatusCode.OK, await StartAsync(owner, id));
    }

    [Fact]
    public async Task Trust_09_members_set_by_the_server_are_rejected()
    {
        foreach (var member in new[] { "status", "reportedBy", "party", "createdBy", "version", "id" })
        {
            var body = Incident();
            body[member] = "x";
            using var answer = await standalone.Client.PostAsJsonAsync(new Uri($"{Root}/incidents", UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Trust_28_each_denial_is_in_the_audit_log()
    {
        using var resident = standalone.ClientOf("resident:granskad", "resident");

        using var answer = await resident.GetAsync(
            new Uri($"{Root}/incidents?hemligt=ja", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await Eventually.TrueAsync(
            () => Task.FromResult(standalone.Process.Output.Contains(
                "Denied resident:granskad GET /api/v1/municipalities/{municipality}/incidents in 0481", StringComparison.Ordinal)),
            "the denial to be logged");
        Assert.DoesNotContain("hemligt", standalone.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_28_each_read_of_contact_details_is_logged_and_limited_to_registrars()
    {
        using var registrar = standalone.ClientOf("watch:granskad", "watch-contact", "watch-registrar");
        using var contact = standalone.ClientOf("watch:granskad", "watch-contact");
        var group = await standalone.Client.PostWhenKnownAsync(
            $"{Root}/watch-groups", new { name = "Granskad", area = "sunda", variant = "boat", households = 12, party = "watch:granskad" });
        var members = $"{Root}/watch-groups/{group.Text("id")}/members";
        var member = (await contact.PostJsonAsync(
            members, new { role = "household", address = "Bryggan 7", name = "Planterad", consentOn = "2021-05-01" })).Text("id");

        using var denied = await contact.GetAsync(
            new Uri($"{members}/{member}/contact-details", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.Equal("Planterad", (await registrar.GetJsonAsync($"{members}/{member}/contact-details")).Text("name"));

        await Eventually.TrueAsync(
            () => Task.FromResult(
                standalone.Process.Output.Contains(
                    $"Read {member} watch:granskad GET", StringComparison.Ordinal)), "the read to be logged");
        Assert.DoesNotContain("Planterad", standalone.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_28_each_read_that_shows_a_party_mailbox_is_in_the_audit_log()
    {
        const string Contact = Root + "/party-contacts/municipality:0481";
        using var registrar = standalone.ClientOf("municipality:0481", "coordinator", "watch-registrar");
        using var coordinator = standalone.ClientOf("municipality:0481", "coordinator");
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Contact, UriKind.Relative)) { Content = JsonContent.Create(
            new { email = "planterad@kommunen.example" }) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var set = await coordinator.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);

        Assert.Equal(JsonValueKind.Null, (await coordinator.GetJsonAsync(Contact)).GetProperty("email").ValueKind);
        Assert.Equal("planterad@kommunen.example", (await registrar.GetJsonAsync(Contact)).Text("email"));

        await Eventually.TrueAsync(() => Task.FromResult(Reads() > 0), "the read to be logged");
        Assert.Equal(1, Reads());
        Assert.DoesNotContain("planterad@", standalone.Process.Output, StringComparison.Ordinal);

        int Reads() => standalone.Process.Output.Split('\n')
            .Count(line => line.Contains("Read ", StringComparison.Ordinal) && line.Contains("/party-contacts/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trust_28_register_extract_is_logged_without_the_data_subject()
    {
        using var officer = standalone.ClientOf("municipality:dataskydd", "data-protection");
        var group = await standalone.Client.PostWhenKnownAsync(
            $"{Root}/watch-groups", new { name = "Utdrag", area = "sunda", variant = "boat", households = 12 });
        var sought = new
        {
            role = "household", address = "Bryggan 9", name = "Eftersökt Exempel", email = "eftersokt@example.se", consentOn = "2021-05-01",
        };
        var member = (await standalone.Client.PostJsonAsync($"{Root}/watch-groups/{group.Text("id")}/members", sought)).Text("id");

        using var answer = await officer.PostAsJsonAsync(
            new Uri(
                $"{Root}/watch-groups/register-extracts",
                UriKind.Relative), new { email = "eftersokt@example.se" }, TestContext.Current.CancellationToken);

        var extract = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(member, Assert.Single(extract.GetProperty("entries").EnumerateArray()).Text("id"));
        await LoggedAsync(
            "Extracted 1 municipality:dataskydd POST /api/v1/municipalities/{municipality}/watch-groups/register-extracts in 0481");
        await LoggedAsync($"Read {member} municipality:dataskydd POST");
        Assert.DoesNotContain("ftersok", standalone.Process.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Trust_28_denial_by_the_aggregate_is_in_the_audit_log()
    {
        using var owner = standalone.ClientOf("housing:femte", "reporter");
        var id = (await ReportAsync(owner)).GetProperty("id").GetString()!;

        Assert.Equal(HttpStatusCode.Forbidden, await MoveAsync(owner, id, "verified"));

        await Eventually.TrueAsync(
            () => Task.FromResult(standalone.Process.Output.Contains(
                "Denied housing:femte POST /api/v1/municipalities/{municipality}/incidents/{id:guid}/status-changes in 0481",
                StringComparison.Ordinal)),
            "the denial to be logged");
        Assert.DoesNotContain(id, standalone.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_28_hidden_resource_of_another_party_is_in_the_audit_log()
    {
        using var owner = standalone.ClientOf("housing:sjatte", "reporter");
        using var stranger = standalone.ClientOf("security:nyfiken", "reporter");
        var id = (await ReportAsync(owner)).GetProperty("id").GetString()!;

        using var answer = await stranger.GetAsync(
            new Uri($"{Root}/incidents/{id}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await LoggedAsync("Denied security:nyfiken GET /api/v1/municipalities/{municipality}/incidents/{id:guid} in 0481");
        Assert.DoesNotContain(id, standalone.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_28_invalid_Open311_key_is_logged_without_the_key()
    {
        using var anybody = standalone.ClientFor(token: null);

        using var answer = await anybody.GetAsync(
            new Uri("open311/0481/requests.json?api_key=GISSAD-NYCKEL", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await LoggedAsync("Denied anonymous GET /open311/{municipality}/requests.{format} in 0481");
        Assert.DoesNotContain("GISSAD-NYCKEL", standalone.Process.Output, StringComparison.Ordinal);
    }

    private Task LoggedAsync(string denial) => Eventually.TrueAsync(
        () => Task.FromResult(standalone.Process.Output.Contains(denial, StringComparison.Ordinal)), "the denial to be logged");

    [Fact]
    public async Task Trust_25_body_in_an_unknown_charset_is_415()
    {
        using var content = new ByteArrayContent([.. "{}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=foo");

        using var answer = await standalone.Client.PostAsync(
            new Uri($"{Root}/incidents", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static JsonObject Incident() => new() { ["category"] = "theft", ["area"] = "sunda", ["occurredFrom"] = "2021-03-02T10:00:00Z" };

    private static Task<System.Text.Json.JsonElement> ReportAsync(HttpClient client) =>
        client.PostJsonAsync($"{Root}/incidents", Incident());

    private static async Task<HttpStatusCode> MoveAsync(HttpClient client, string id, string to) =>
        await PostAsync(client, $"{Root}/incidents/{id}/status-changes", new { to });

    private static async Task<HttpStatusCode> StartAsync(HttpClient client, string measure) =>
        await PostAsync(client, $"{Root}/measures/{measure}/status-changes", new { to = "started", on = "2021-03-02" });

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<string> CreateMeasureAsync(string owner, params string[] performers)
    {
        var promise = await standalone.Client.PostWhenKnownAsync(
            $"{Root}/promises",
            new
            {
                title = "Löfte",
                goal = "Ökad trygghet",
                firstDay = "2021-01-01",
                lastDay = "2021-12-31",
                owners = new[] { "municipality:0481" },
            });
        await standalone.Client.AdoptAsync(Root, promise.Text("id"));
        var area = await standalone.Client.PostWhenKnownAsync(
            $"{Root}/problem-areas",
            new
            {
                promiseId = promise.Text("id"),
                order = 1,
                kind = "place",
                name = "Sunda",
                categories = Array.Empty<string>(),
                areas = new[] { "sunda" },
            });
        var measure = await standalone.Client.PostJsonAsync(
            $"{Root}/measures",
            new
            {
                problemAreaIds = new[] { area.Text("id") },
                title = "Rondering",
                ownerParty = owner,
                performers,
                horizon = "shortTerm",
                indicator = "Antal anmälda fall",
            });
        return measure.Text("id");
    }

    private static async Task AssertSameAsync(HttpClient stranger, string others, string missing, HttpMethod? method = null)
    {
        var (first, second) = (await AnswerAsync(others), await AnswerAsync(missing));
        Assert.Equal(HttpStatusCode.NotFound, first.Status);
        Assert.Equal(second, first);

        Task<(HttpStatusCode Status, string Headers, string Body)> AnswerAsync(string path) => CallAsync(
            stranger,
            (method ?? HttpMethod.Get).Method,
            path,
            method == HttpMethod.Put ? Incident() : new JsonObject { ["to"] = path.StartsWith(
                "measures", StringComparison.Ordinal) ? "started" : "withdrawn" });
    }

    // Returns the response without the request's address and the ids that differ for each request.
    private static async Task<(HttpStatusCode Status, string Headers, string Body)> CallAsync(
        HttpClient client, string method, string path, JsonObject? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{Root}/{path}", UriKind.Relative));
        if (method != "GET")
        {
            request.Content = JsonContent.Create(content ?? []);
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        using var answer = await client.SendAsync(request);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        body.Remove("instance");
        body.Remove("traceId");
        body.Remove("requestId");
        return (answer.StatusCode, string.Join(
            ',', answer.Headers.Select(header => header.Key).Order(StringComparer.Ordinal)), body.ToJsonString());
    }
}
