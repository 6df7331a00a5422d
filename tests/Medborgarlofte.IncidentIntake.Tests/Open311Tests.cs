using System.Text.Json;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class Open311Tests(IntakeApp app) : IClassFixture<IntakeApp>
{
    private const string Words = "Klotter på \"gymnasiet\" & bryggan 🚲👩‍👩‍👧 <b>]]> 50 % + ½\r\nåäö ÅÄÖ é 漢字 عربى";

    [Fact]
    public async Task Client_discovers_lists_posts_reads_and_updates_over_xml()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);

        var discovery = (await stranger.GetAsync("discovery.xml")).IsXml().Xml;
        var endpoint = discovery.Element("endpoints")!.Element("endpoint")!;
        Assert.Equal("http://wiki.open311.org/GeoReport_v2", endpoint.Element("specification")!.Value);
        Assert.EndsWith("/open311/0481", endpoint.Element("url")!.Value, StringComparison.Ordinal);
        Assert.Equal(["text/xml", "application/json"], endpoint.Element("formats")!.Elements("format").Select(format => format.Value));

        var service = (await stranger.GetAsync("services.xml")).IsXml().Xml.Elements("service")
            .Single(s => s.Element("service_code")!.Value == "criminal-damage");
        Assert.Equal(("Skadegörelse", "true", "realtime"),
            (service.Element("service_name")!.Value, service.Element("metadata")!.Value, service.Element("type")!.Value));
        var attributes = (await stranger.GetAsync("services/criminal-damage.xml")).IsXml().Xml.Element("attributes")!.Elements("attribute")
            .ToList();
        Assert.Equal(["forms multivaluelist", "targets multivaluelist", "occurred_from datetime"],
            attributes.Select(a => $"{a.Element("code")!.Value} {a.Element("datatype")!.Value}"));
        Assert.Contains("graffiti", attributes[0].Element("values")!.Elements("value").Select(value => value.Element("key")!.Value));

        var posted = await stranger.PostAsync(
            "requests.xml",
            ("service_code", "criminal-damage"),
            ("lat", "58.67"),
            ("long", "17.1"),
            ("attribute[forms]", "graffiti"),
            ("attribute[forms]", "stone-throwing"),
            ("attribute[targets][]", "school"),
            ("attribute[occurred_from]", "2021-05-02T21:00:00+02:00"),
            ("description", Words));
        Assert.Equal(HttpStatusCode.Created, posted.Status);
        var id = posted.Of("request", "service_request_id");
        Assert.Contains("112", posted.Of("request", "service_notice"));

        var read = (await stranger.GetAsync($"requests/{id}.xml")).IsXml();
        Assert.Equal(Words, read.Of("request", "description"));
        Assert.Equal(("open", "Skadegörelse", "criminal-damage"),
            (read.Of("request", "status"), read.Of("request", "service_name"), read.Of("request", "service_code")));
        Assert.Equal(("58.67", "17.1", "Centrum", "centrum"),
            (read.Of("request", "lat"), read.Of("request", "long"), read.Of("request", "address"), read.Of("request", "address_id")));
        Assert.Equal("2021-05-03T11:00:00+02:00", read.Of("request", "requested_datetime"));
        Assert.Equal(Words, (await stranger.GetAsync("requests.xml?extensions=true")).IsXml().Xml.Elements("request")
            .Single(r => r.Element("service_request_id")!.Value == id).Element("description")!.Value);
        Assert.Equal(id, (await stranger.GetAsync($"tokens/{id}.xml")).IsXml().Of("request", "service_request_id"));

        var updated = await stranger.PostAsync(
            "servicerequestupdates.xml", ("service_request_id", id), ("status", "OPEN"),
            ("updated_datetime", "2021-05-03T11:00:00+02:00"), ("description", "Nu är det borta 🎉 åäö"));
        Assert.Equal(HttpStatusCode.Created, updated.Status);
        var update = (await stranger.GetAsync("servicerequestupdates.xml")).IsXml().Xml.Elements("request_update")
            .Single(u => u.Element("service_request_id")!.Value == id);
        Assert.Equal(
            (updated.Of("request_update", "update_id"), "open", "Nu är det borta 🎉 åäö"),
            (update.Element("update_id")!.Value, update.Element("status")!.Value, update.Element("description")!.Value));

        var incident = await app.GetAsync($"/incidents/{id}");
        Assert.Equal((Words, "quarantined", "open311", "centrum"),
            (incident.TextOf("description"), incident.TextOf("status"), incident.TextOf("source"), incident.TextOf("area")));
        Assert.Equal(["graffiti", "stone-throwing"], incident.Items("forms").Select(form => form.GetString()));
        Assert.Equal(["school"], incident.Items("targets").Select(target => target.GetString()));
        Assert.Equal(DateTimeOffset.Parse("2021-05-02T19:00:00Z", System.Globalization.CultureInfo.InvariantCulture),
            incident.Json.GetProperty("occurredFrom").GetDateTimeOffset());
        Assert.Equal(["IncidentQuarantined"], await app.EventsAboutAsync(Guid.Parse(id)));
    }

    [Fact]
    public async Task Client_reads_its_own_position_but_not_a_partys_correction()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var id = await stranger.SendAsync(("description", Words), ("lat", "58.67"), ("long", "17.1"), ("address_id", "centrum"));
        Assert.Equal("58.67", (await stranger.GetAsync($"requests/{id}.xml")).Of("request", "lat"));

        (await app.PutAsync(
            $"/incidents/{id}",
            IntakeApp.Incident(("category", "littering"), ("area", "centrum"), ("description", "Vid Storgatan 1"),
                ("position", GeoJson.Position(58.671, 17.101))),
            "*")).Is(HttpStatusCode.OK);

        var read = await stranger.GetAsync($"requests/{id}.xml");
        Assert.Equal(("", "", ""), (read.Of("request", "lat"), read.Of("request", "long"), read.Of("request", "description")));
        Assert.DoesNotContain("58.671", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_and_xml_have_the_same_content()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var id = await stranger.SendAsync(("description", Words), ("lat", "58.67"), ("long", "17.1"), ("address_id", "centrum"));
        (await stranger.PostAsync("servicerequestupdates.json", ("service_request_id", id), ("description", Words)))
            .Json[0]!["update_id"]!.GetValue<string>();

        foreach (var (path, element) in new[]
        {
            ("discovery", ""), ("services", "service"), ("services/theft", ""), ($"requests/{id}", "request"), ("requests", "request"),
            ($"tokens/{id}", "request"),
            ("servicerequestupdates", "request_update"),
        })
        {
            var xml = (await stranger.GetAsync(path + ".xml")).IsXml().Xml;
            var json = await stranger.GetAsync(path + ".json");
            Assert.Equal((HttpStatusCode.OK, "application/json; charset=utf-8"), (json.Status, json.MediaType));

            // A name may contain characters that XML does not support.
            Assert.Equal(LeafValues(xml), LeafValues(json.Json).Select(leaf => leaf.Replace("\a", "", StringComparison.Ordinal)));
            Assert.Equal(element.Length > 0, json.Json is JsonArray);
            Assert.All(xml.Elements().Take(element.Length), item => Assert.Equal(element, item.Name.LocalName));
        }
    }

    [Fact]
    public async Task Public_list_omits_crimes_unverified_requests_texts_and_positions()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var other = await Open311Caller.WithKeyAsync(app, "Grannens app");
        var nobody = Open311Caller.WithoutKey(app);
        (string, string)[] place = [("lat", "58.67"), ("long", "17.1"), ("address_id", "centrum"), ("description", Words)];
        var littering = await stranger.SendAsync([("service_code", "littering"), .. place]);
        var crime = await stranger.SendAsync([("service_code", "theft"), .. place]);
        var waiting = await stranger.SendAsync([("service_code", "lighting"), .. place]);
        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", littering), ("description", Words))).IsCreated();
        await VerifyAsync(littering);
        await VerifyAsync(crime);

        foreach (var reader in new[] { other, nobody })
        {
            var list = await reader.GetAsync("requests.xml");
            Assert.Contains(littering, list.All("request", "service_request_id"));
            Assert.DoesNotContain(crime, list.All("request", "service_request_id"));
            Assert.DoesNotContain(waiting, list.All("request", "service_request_id"));
            foreach (var id in new[] { littering, crime, waiting })
            {
                var one = (await reader.GetAsync($"requests/{id}.xml")).IsXml();
                Assert.Equal(("", "", ""), (one.Of("request", "description"), one.Of("request", "lat"), one.Of("request", "long")));
                Assert.Equal("Centrum", one.Of("request", "address"));
            }

            var updates = await reader.GetAsync("servicerequestupdates.xml");
            Assert.Contains(littering, updates.All("request_update", "service_request_id"));
            Assert.All([list, updates], reply => Assert.DoesNotContain("Klotter", reply.Text));
        }

        Assert.Empty(
            new[] { littering, crime, waiting }.Except((await stranger.GetAsync("requests.xml")).All("request", "service_request_id")));
    }

    [Fact]
    public async Task Reports_from_parties_and_the_form_are_not_listed_in_open311()
    {
        var reported = await app.ReportAsync(("category", "littering"));
        (await app.MoveAsync(reported.Id, "verified")).Is(HttpStatusCode.OK);
        var form = await app.QuarantineAsync();
        (await app.MoveAsync(form, "verified")).Is(HttpStatusCode.OK);
        var stranger = await Open311Caller.WithKeyAsync(app);

        foreach (var id in new[] { reported.Id, form })
        {
            (await stranger.GetAsync($"requests/{id}.xml")).IsError(HttpStatusCode.NotFound);
            Assert.DoesNotContain(id.ToString(), (await stranger.GetAsync("requests.xml")).Text);
        }
    }

    [Fact]
    public async Task Description_that_a_party_has_corrected_is_not_returned()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var id = await stranger.SendAsync(("description", "Mina ord"));
        (await app.PutAsync($"/incidents/{id}", IntakeApp.Incident(("description", "Partens ord")), "*")).Is(HttpStatusCode.OK);

        Assert.Equal("", (await stranger.GetAsync($"requests/{id}.xml")).Of("request", "description"));
    }

    [Theory]
    [InlineData("verified", "open", "bekräftad")]
    [InlineData("rejected", "closed", "leder inte vidare")]
    [InlineData("duplicate", "closed", "redan rapporterad")]
    public async Task Client_reads_the_status_of_its_request(string to, string status, string message)
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var id = await stranger.SendAsync();
        (await app.MoveAsync(Guid.Parse(id), to, note: "Ett internt skäl", duplicateOf: to == "duplicate" ? (await app.ReportAsync()).Id
            : null)).Is(HttpStatusCode.OK);

        var read = await stranger.GetAsync($"requests/{id}.xml");
        Assert.Equal(status, read.Of("request", "status"));
        Assert.Contains(message, read.Of("request", "status_notes"));
        var updates = await stranger.GetAsync("servicerequestupdates.xml");
        var update = Assert.Single(updates.Elements, element => element.Element("service_request_id")!.Value == id);
        Assert.Equal(status, update.Element("status")!.Value);
        Assert.Contains(message, update.Element("description")!.Value);
        Assert.DoesNotContain("internt", read.Text + updates.Text);
        Assert.Contains(id, (await stranger.GetAsync($"requests.xml?status={status}")).Text);
        Assert.DoesNotContain(id, (await stranger.GetAsync($"requests.xml?status={(status == "open" ? "closed" : "open")}")).Text);
    }

    [Fact]
    public async Task Repeated_update_of_a_closed_request_is_stored_once()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var id = await stranger.SendAsync();
        (await app.MoveAsync(Guid.Parse(id), "rejected")).Is(HttpStatusCode.OK);

        (string, string)[] update = [("service_request_id", id), ("description", "Det är kvar 🙁"), ("status", "closed")];
        var first = (await stranger.PostAsync("servicerequestupdates.xml", update)).IsCreated();
        var again = (await stranger.PostAsync("servicerequestupdates.xml", update)).IsCreated();

        Assert.Equal(first.Of("request_update", "update_id"), again.Of("request_update", "update_id"));
        var seen = Assert.Single((await app.GetAsync($"/service-request-updates?incident={id}")).Is(HttpStatusCode.OK).Items());
        Assert.Equal("Det är kvar 🙁", seen.GetProperty("description").GetString());
        Assert.Equal("rejected", (await app.GetAsync($"/incidents/{id}")).TextOf("status"));
    }

    [Fact]
    public async Task Only_the_client_of_a_request_can_update_it()
    {
        var id = await (await Open311Caller.WithKeyAsync(app)).SendAsync();
        var other = await Open311Caller.WithKeyAsync(app);
        var before = await app.RowCountsAsync();

        var refused = (await other.PostAsync("servicerequestupdates.xml", ("service_request_id", id), ("description", "x")))
            .IsError(HttpStatusCode.NotFound);
        var missing = Guid.CreateVersion7().ToString();
        var unknown = (await other.PostAsync("servicerequestupdates.xml", ("service_request_id", missing), ("description", "x")))
            .IsError(HttpStatusCode.NotFound);

        Assert.Equal(unknown.Replace(missing, "", StringComparison.Ordinal), refused.Replace(id, "", StringComparison.Ordinal));
        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task Sending_without_a_valid_key_is_rejected(string format)
    {
        await app.CreateMunicipalityAsync(format == "xml" ? "0480" : "0482", "Grannkommunen");
        var elsewhere = await Open311Caller.WithKeyAsync(app, municipality: format == "xml" ? "0480" : "0482");
        var revoked = await Open311Caller.WithKeyAsync(app, "Gammal");
        var clients = await app.GetAsync("/open311-clients?limit=200");
        var id = clients.Items().Single(client => client.GetProperty("system").GetString() == "Gammal" && client.GetProperty("revokedAt")
            .ValueKind == JsonValueKind.Null).GetProperty("id").GetGuid();
        Assert.NotNull((await app.PostAsync($"/open311-clients/{id}/revocations", new JsonObject())).Is(HttpStatusCode.OK)
            .TextOf("revokedAt"));
        var before = await app.RowCountsAsync();

        foreach (var key in new[] { null, "wrong", elsewhere.Key, revoked.Key })
        {
            var sender = Open311Caller.WithoutKey(app, key);
            Assert.Contains("api_key", (await sender.PostAsync(
                $"requests.{format}", ("service_code", "littering"), ("address_id", "ramdal"))).IsError(HttpStatusCode.Forbidden));
            (await sender.PostAsync($"servicerequestupdates.{format}", ("service_request_id", "x"), ("description", "x")))
                .IsError(HttpStatusCode.Forbidden);
            if (key is not null)
            {
                (await sender.GetAsync($"requests.{format}")).IsError(HttpStatusCode.Forbidden);
            }
        }

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Key_is_returned_once_and_stored_as_a_hash()
    {
        var created = (await app.PostAsync("/open311-clients", new JsonObject { ["system"] = "Appen" })).Is(HttpStatusCode.Created);
        var key = created.TextOf("apiKey")!;

        Assert.Equal(43, key.Length);
        Assert.Equal("standard", created.TextOf("rateClass"));
        Assert.DoesNotContain(key, (await app.GetAsync("/open311-clients")).Text + (await app.GetAsync(created.Location!)).Text);
        Assert.Equal(64, (await app.ReadAsync(db => db.Open311Clients.SingleAsync(client => client.PublicId == created.Id)))
            .KeyHash.Length);
        (await app.PostAsync("/open311-clients", new JsonObject { ["system"] = " " })).IsProblem(HttpStatusCode.BadRequest, "system");
        (await app.PostAsync("/open311-clients", new JsonObject { ["system"] = "x", ["keyHash"] = "x" }))
            .IsProblem(HttpStatusCode.BadRequest);
        (await app.GetAsync($"/open311-clients/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("address_id=ramdal", HttpStatusCode.BadRequest, "service_code")]
    [InlineData("service_code=piracy&address_id=ramdal", HttpStatusCode.NotFound, "piracy")]
    [InlineData("service_code=littering", HttpStatusCode.BadRequest, "centrum, ramdal, sunda")]
    [InlineData("service_code=littering&address_string=Storgatan+1", HttpStatusCode.BadRequest, "kan inte slås upp")]
    [InlineData("service_code=littering&address_id=atlantis", HttpStatusCode.BadRequest, "address_id")]
    [InlineData("service_code=littering&lat=58.67", HttpStatusCode.BadRequest, "lat och long")]
    [InlineData("service_code=littering&lat=58,67&long=17,1", HttpStatusCode.BadRequest, "decimalpunkt")]
    [InlineData("service_code=littering&lat=NaN&long=17.1", HttpStatusCode.BadRequest, "lat, long")]
    [InlineData("service_code=littering&lat=59.33&long=18.06", HttpStatusCode.BadRequest, "utanför Oxelösunds kommun")]
    [InlineData("service_code=criminal-damage&address_id=ramdal&attribute[forms]=arson", HttpStatusCode.BadRequest, "attribute[forms]")]
    [InlineData("service_code=littering&address_id=ramdal&attribute[occurred_from]=yesterday", HttpStatusCode.BadRequest,
        "attribute[occurred_from]")]
    [InlineData(
        "service_code=littering&address_id=ramdal&attribute[occurred_from]=2021-06-01T00:00:00Z", HttpStatusCode.BadRequest, "framtiden")]
    [InlineData("service_code=littering&address_id=ramdal&jurisdiction_id=city.gov", HttpStatusCode.NotFound, "jurisdiction_id")]
    public async Task Invalid_request_is_rejected_with_a_helpful_message(string body, HttpStatusCode status, string message)
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var before = await app.RowCountsAsync();

        foreach (var format in new[] { "xml", "json" })
        {
            Assert.Contains(message, (await stranger.PostRawAsync($"requests.{format}", $"api_key={stranger.Key}&{body}")).IsError(status));
        }

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Description_over_the_limit_is_rejected_and_the_longest_is_read_back()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var longest = new string('å', 4_000);

        (await stranger.PostAsync("requests.xml", ("service_code", "littering"), ("address_id", "ramdal"), ("description", longest + "å")))
            .IsError(HttpStatusCode.BadRequest);
        Assert.Equal(longest, (await stranger.GetAsync($"requests/{await stranger.SendAsync(("description", longest))}.xml"))
            .Of("request", "description"));
    }

    [Theory]
    [InlineData("requests.csv", HttpStatusCode.NotFound)]
    [InlineData("requests/1.xml", HttpStatusCode.NotFound)]
    [InlineData("requests/00000000-0000-0000-0000-000000000000.json", HttpStatusCode.NotFound)]
    [InlineData("services/piracy.xml", HttpStatusCode.NotFound)]
    [InlineData("services/%01.xml", HttpStatusCode.NotFound)]
    [InlineData("tokens/1.json", HttpStatusCode.NotFound)]
    [InlineData("services.xml?jurisdiction_id=city.gov", HttpStatusCode.NotFound)]
    [InlineData("requests.xml?status=lost", HttpStatusCode.BadRequest)]
    [InlineData("requests.xml?start_date=monday", HttpStatusCode.BadRequest)]
    [InlineData("requests.xml?end_date=0001-01-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("requests.xml?start_date=2021-01-01T00:00:00Z&end_date=2021-04-01T00:00:01Z", HttpStatusCode.BadRequest)]
    [InlineData("requests.json?start_date=2021-02-01T00:00:00Z&end_date=2021-01-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("servicerequestupdates.xml?start_date=2021-01-01T00:00:00Z&end_date=2021-12-01T00:00:00Z", HttpStatusCode.BadRequest)]
    public async Task Invalid_query_is_rejected_in_the_format_of_georeport(string path, HttpStatusCode status) =>
        (await Open311Caller.WithoutKey(app).GetAsync(path)).IsError(status);

    [Fact]
    public async Task Unknown_municipality_is_not_found_in_open311() =>
        Assert.Contains("9999", (await Open311Caller.WithoutKey(app, municipality: "9999").GetAsync("services.json"))
            .IsError(HttpStatusCode.NotFound));

    [Fact]
    public async Task Body_that_is_not_a_form_is_rejected_in_the_format_of_georeport() =>
        (await (await Open311Caller.WithKeyAsync(app)).PostRawAsync("requests.xml", "{}", "application/json"))
            .IsError(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task Identical_requests_are_stored_once_within_the_repeat_window()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var first = await stranger.SendAsync(("description", "Två gånger"));

        Assert.Equal(first, await stranger.SendAsync(("description", "Två gånger")));
        Assert.NotEqual(first, await stranger.SendAsync(("description", "Två gånger"), ("address_id", "sunda")));
        Assert.NotEqual(first, await (await Open311Caller.WithKeyAsync(app)).SendAsync(("description", "Två gånger")));
    }

    [Fact]
    public async Task Control_characters_are_rejected_and_never_returned()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        Assert.Contains("UTF-8", (await stranger.PostRawAsync(
            "requests.xml", $"api_key={stranger.Key}&service_code=littering&address_id=ramdal&description=a%00b%0B"))
                .IsError(HttpStatusCode.BadRequest));
        (await app.PostAsync("/categories",
            new JsonObject { ["code"] = "bell", ["kind"] = "disorder", ["swedish"] = "Ring\u0007klocka 🔔", ["english"] = "Bell" }))
            .Is(HttpStatusCode.Created);

        Assert.Contains("Ringklocka 🔔", (await stranger.GetAsync("services.xml")).IsXml().All("service", "service_name"));
    }

    [Fact]
    public void Document_describes_every_route_and_no_other()
    {
        using var document = JsonDocument.Parse(typeof(IncidentIntakeModule).Assembly.GetManifestResourceStream("open311.json")!);
        var documented =
            from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select $"{method.Name.ToUpperInvariant()} {path.Name}";
        var mapped =
            from endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            where endpoint.RoutePattern.RawText!.StartsWith("/open311/{", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>().HttpMethods
            select $"{method} {endpoint.RoutePattern.RawText}";

        Assert.Equal(mapped.Order(), documented.Order());
    }

    [Fact]
    public async Task Document_describes_every_returned_member()
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var id = await stranger.SendAsync();
        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", id), ("description", "x"))).IsCreated();
        using var response = await app.Client.GetAsync(new Uri("/open311/openapi.json", UriKind.Relative));
        var schemas = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["components"]!["schemas"]!;

        foreach (var (path, schema) in new[]
        {
            ("discovery", "Discovery"), ("services", "Service"), ("services/theft", "ServiceDefinition"),
            ($"requests/{id}", "ServiceRequest"),
            ($"tokens/{id}", "Token"), ("servicerequestupdates", "ServiceRequestUpdate"), ("requests.csv", "Error"),
        })
        {
            var answer = (await stranger.GetAsync(path + (path == "requests.csv" ? "" : ".json"))) is var reply
                && reply.MediaType!.Contains("xml", StringComparison.Ordinal)
                ? reply.Xml.Elements().First().Elements().Select(element => element.Name.LocalName)
                : (reply.Json is JsonArray list ? list[0]! : reply.Json).AsObject().Select(member => member.Key);
            Assert.Equal(schemas[schema]!["properties"]!.AsObject().Select(member => member.Key).Order(), answer.Order());
        }
    }

    private async Task VerifyAsync(string id) => (await app.MoveAsync(Guid.Parse(id), "verified")).Is(HttpStatusCode.OK);

    // Without names: XML and JSON have different names at the start of a list.
    private static IEnumerable<string> LeafValues(System.Xml.Linq.XElement element) =>
        element.HasElements ? element.Elements().SelectMany(LeafValues) : element.Value.Length == 0 ? [] : [element.Value];

    private static IEnumerable<string> LeafValues(JsonNode? node) => node switch
    {
        null => [],
        JsonObject members => members.SelectMany(member => LeafValues(member.Value)),
        JsonArray items => items.SelectMany(LeafValues),
        _ => node.ToString().Length == 0 ? [] : [node.ToString()],
    };
}
