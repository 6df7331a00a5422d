using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

/// <summary>The trust checks of reports from outside the parties, by number.</summary>
public sealed class TrustTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    private const string Form = "application/x-www-form-urlencoded";

    public static TheoryData<string, string> UnreadableForms => new()
    {
        { "%FF%FE", Form },
        { "%C3%28", Form },
        { "\u00ff\u00fe", Form },
        { "%ED%A0%80", Form },
        { "%00", Form },
        { "%EF%BF%BF", Form },
        { "%E5", Form },
        { "\u00e5", Form + "; charset=iso-8859-1" },
    };

    [Fact]
    public async Task Trust_04_identity_of_a_reporter_is_neither_stored_nor_returned()
    {
        string[] person = ["PLANTED-FIRST", "PLANTED-LAST", "planted@example.com", "0701740605", "PLANTED-DEVICE", "PLANTED-ACCOUNT",
            "PLANTED-MEDIA", "PLANTED-STREET"];
        var stranger = await Open311Caller.WithKeyAsync(app);
        (string, string)[] fields =
        [
            ("first_name", person[0]), ("last_name", person[1]), ("email", person[2]), ("phone", person[3]), ("device_id", person[4]),
            ("account_id", person[5]),
            ("media_url", "https://example.com/" + person[6]), ("address_string", person[7]),
        ];

        var id = await stranger.SendAsync([("description", "Sopor"), .. fields]);
        (await stranger.PostAsync("servicerequestupdates.xml", [("service_request_id", id), ("description", "Kvar"), .. fields]))
            .IsCreated();

        Assert.Contains("sparas inte", (await stranger.PostAsync("requests.xml", ("service_code", "littering"), ("address_id", "ramdal")))
            .Of("request", "service_notice"));
        var responses = new StringBuilder();
        foreach (var path in new[
            ] { $"/incidents/{id}", $"/incidents/{id}/history", "/incidents?status=quarantined&limit=200", "/service-request-updates" })
        {
            responses.Append((await app.GetAsync(path)).Is(HttpStatusCode.OK).Text);
        }

        foreach (var path in new[] { $"requests/{id}.xml", "requests.json", "servicerequestupdates.xml" })
        {
            responses.Append((await stranger.GetAsync(path)).Text);
        }

        Assert.All(person, word => Assert.DoesNotContain(word, responses.ToString()));
        Assert.All(await app.AllStoredTextAsync(), text => Assert.All(person, word => Assert.DoesNotContain(word, text)));
    }

    [Fact]
    public async Task Trust_05_receipt_is_unguessable_and_gives_access_to_its_own_report_only()
    {
        var tokens = new List<string>();
        for (var report = 0; report < 20; report++)
        {
            tokens.Add((await app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", $"Rapport {report}"))))
                .Is(HttpStatusCode.Created).TextOf("receiptToken")!);
        }

        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{43}$", token));
        Assert.Equal(tokens.Count, tokens.Select(token => token[..8]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(await app.AllStoredTextAsync(), text => Assert.All(tokens, token => Assert.DoesNotContain(token, text)));

        (await StatusAsync(tokens[0])).Is(HttpStatusCode.OK);
        await app.CreateMunicipalityAsync("0484", "Eskilstuna");
        var missing = await StatusAsync(new string('x', 43));
        foreach (var wrong in new[]
        {
            await StatusAsync(tokens[0][..^1]), await StatusAsync(tokens[0] + "x"), await StatusAsync(
                WithFirstCharacterChanged(tokens[0])), await StatusAsync(""),
            await StatusAsync(new string('x', 10_000)), await StatusAsync(tokens[0], "/api/v1/municipalities/0484"),
        })
        {
            wrong.IsProblem(HttpStatusCode.NotFound);
            Assert.Equal(missing.TextOf("detail"), wrong.TextOf("detail"));
        }
    }

    [Fact]
    public async Task Trust_19_media_url_is_never_fetched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connection = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/photo.jpg";
        var stranger = await Open311Caller.WithKeyAsync(app);

        var id = await stranger.SendAsync(("description", "Med bild"), ("media_url", url));
        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", id), ("description", "Med bild"), ("media_url", url)))
            .IsCreated();
        (await app.MoveAsync(Guid.Parse(id), "verified")).Is(HttpStatusCode.OK);
        Assert.Equal("", (await stranger.GetAsync($"requests/{id}.xml")).Of("request", "media_url"));

        Assert.False(connection.IsCompleted);
        Assert.All(await app.AllStoredTextAsync(), text => Assert.DoesNotContain("photo.jpg", text));
    }

    [Theory]
    [MemberData(nameof(UnreadableForms))]
    public async Task Trust_25_form_that_is_not_utf8_is_rejected(string bytes, string mediaType)
    {
        var stranger = await Open311Caller.WithKeyAsync(app);
        var before = await app.RowCountsAsync();

        foreach (var format in new[] { "xml", "json" })
        {
            (await stranger.PostRawAsync(
                $"requests.{format}", $"api_key={stranger.Key}&service_code=littering&address_id=ramdal&description=a{bytes}b", mediaType))
                .IsError(HttpStatusCode.BadRequest);
            (await stranger.PostRawAsync(
                $"requests.{format}", $"api_key={stranger.Key}&service_code=littering&address_id=ramdal&x{bytes}y=1", mediaType))
                .IsError(HttpStatusCode.BadRequest);
        }

        foreach (var path in new[] { "/0481/rapportera", "/0481/rapportera/status" })
        {
            using var content = new ByteArrayContent(
                Encoding.Latin1.GetBytes($"category=littering&area=ramdal&day=2021-05-01&token=x&description=a{bytes}b&token=a{bytes}"));
            content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(mediaType);
            using var response = await app.Client.PostAsync(new Uri(path, UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Theory]
    [InlineData("{\"category\": \"littering\", \"description\": \"\u00ff\u00fe\"}")]
    [InlineData("{\"category\": \"littering\", \"description\": \"\\ud83d\"}")]
    [InlineData("{\"category\": \"litt")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Trust_25_malformed_json_is_rejected(string body)
    {
        var before = await app.RowCountsAsync();

        foreach (var path in new[] { "/public-reports", "/public-report-statuses", "/open311-clients" })
        {
            (await app.PostBytesAsync(path, Encoding.Latin1.GetBytes(body), "application/json")).IsProblem(HttpStatusCode.BadRequest);
        }

        Assert.Equal(before, await app.RowCountsAsync());
    }

    private static string WithFirstCharacterChanged(string token) => (token[0] == 'A' ? 'B' : 'A') + token[1..];

    private Task<Answer> StatusAsync(string token, string municipality = IntakeApp.Root) =>
        app.PostAsync(municipality + "/public-report-statuses", new JsonObject { ["receiptToken"] = token });
}
