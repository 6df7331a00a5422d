using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Medborgarlofte.Demo;

/// <summary>
/// Loads the Oxelösund demo, the first tertial of 2021, through the public API. Counts, measures and effects are those of the published
/// follow-up. Dates and positions of cases, causes, indicators, meetings, decisions, commitments and activities are fictitious.
/// </summary>
public static class DemoLoader
{
    private const string Municipality = "api/v1/municipalities/0481";

    // Oxelösund publishes the follow-up of the first tertial in May. The day is fictitious.
    private const string PublishedOn = "2021-05-03";

    private const int Cases = 60;
    private const int Occasions = 154;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // Each step is a span, so that the hundreds of requests have a root.
    private static readonly ActivitySource Source = new("Medborgarlofte");

    /// <summary>Signs in at the development issuer as the persona that loads the demo.</summary>
    /// <param name="client">A client whose base address is the gateway's or Standalone's.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="HttpRequestException">There is no development issuer.</exception>
    public static async Task SignInAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var credentials = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "demo"), new("client_secret", "development")]);
        using var response = await client.PostAsync(new Uri("connect/token", UriKind.Relative), credentials, cancellationToken);
        await EnsureAcceptedAsync(response, cancellationToken);
        var token = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
    }

    /// <summary>Loads the demo, unless its municipality already exists.</summary>
    /// <param name="client">A client whose base address is the gateway's or Standalone's, signed in.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    /// <returns>Whether anything was loaded.</returns>
    /// <exception cref="HttpRequestException">A request was rejected; the message contains the response.</exception>
    /// <exception cref="InvalidOperationException">The municipality exists, but the demo is incomplete.</exception>
    public static async Task<bool> LoadAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var root = Source.StartActivity("demo");
        using var existing = await client.GetAsync(new Uri(Municipality, UriKind.Relative), cancellationToken);
        if (existing.StatusCode == HttpStatusCode.OK)
        {
            return await IsPublishedAsync(client, cancellationToken)
                ? false
                : throw new InvalidOperationException(
                    "Kommunen 0481 finns redan, men exemplets uppföljning är inte publicerad: töm datakatalogen och läs in exemplet igen.");
        }

        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        await StepAsync("reference data", () => SendAllAsync(client, "reference-data.json", ids, cancellationToken));
        await StepAsync("import", () => ImportAsync(client, cancellationToken));
        await StepAsync("requests", () => SendAllAsync(client, "requests.json", ids, cancellationToken));
        await StepAsync("counting", () => WaitForCasesAsync(client, cancellationToken));
        await StepAsync("EST cycle", () => SendAllAsync(client, "est-cycle.json", ids, cancellationToken));
        await StepAsync("publication", () => PublishAsync(client, cancellationToken));
        return true;
    }

    private static async Task StepAsync(string name, Func<Task> step)
    {
        using var activity = Source.StartActivity("demo " + name);
        await step();
    }

    private static async Task SendAllAsync(
        HttpClient client, string file, Dictionary<string, string> ids, CancellationToken cancellationToken)
    {
        using var stream = Open(file);
        var requests = JsonSerializer.DeserializeAsyncEnumerable<DemoRequest>(stream, JsonSerializerOptions.Web, cancellationToken);
        await foreach (var request in requests)
        {
            var (path, body) = (Fill(request!.Path, ids), Fill(request.Body.GetRawText(), ids));
            if (request.Agenda is { } agenda)
            {
                var agendaPath = path.Replace("/status-changes", "/agenda", StringComparison.Ordinal);
                await WaitForAgendaAsync(client, agendaPath, agenda, cancellationToken);
            }

            var created = await UntilAcceptedAsync(() => SendAsync(client, path, body, cancellationToken), cancellationToken);
            if (request.Id is not null)
            {
                ids[request.Id] = created.GetProperty("id").GetString()!;
                RememberCauses(request.Id, created, ids);
            }
        }
    }

    // No one else changes the demo, so any version is acceptable.
    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string path, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return await client.SendAsync(request, cancellationToken);
    }

    // Requests refer to a cause by the name of its problem area and its number, from 1.
    private static void RememberCauses(string name, JsonElement created, Dictionary<string, string> ids)
    {
        if (created.TryGetProperty("causes", out var causes))
        {
            foreach (var (index, cause) in causes.EnumerateArray().Index())
            {
                ids[$"{name}.{index + 1}"] = cause.GetProperty("id").GetString()!;
            }
        }
    }

    private static async Task ImportAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(Open("incidents.csv"));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response =
            await client.PostAsync(new Uri(Municipality + "/incident-imports?source=demo", UriKind.Relative), content, cancellationToken);
        await EnsureAcceptedAsync(response, cancellationToken);
    }

    private static async Task<bool> IsPublishedAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var followUp =
            await client.GetFromJsonAsync<JsonElement>(new Uri(Municipality + "/follow-ups/2021-t1", UriKind.Relative), cancellationToken);
        return followUp.GetProperty("state").GetString() == "published";
    }

    // Reporting receives data by events, so the loader waits until the agenda of a meeting contains all cases and proposals.
    private static Task WaitForCasesAsync(HttpClient client, CancellationToken cancellationToken) => UntilAsync(
        async () =>
        {
            using var response =
                await client.GetAsync(new Uri(Municipality + "/situational-pictures/2021-t1", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode
                && await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken) is var picture
                && picture.GetProperty("total").GetProperty("count").GetInt32() == Cases;
        },
        "the cases to be counted",
        cancellationToken);

    private static Task WaitForAgendaAsync(HttpClient client, string path, DemoAgenda expected, CancellationToken cancellationToken) =>
        UntilAsync(
            async () =>
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
                return response.IsSuccessStatusCode
                    && await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken) is var agenda
                    && agenda.GetProperty("proposalsToDecide").GetArrayLength() == expected.Proposals
                    && agenda.GetProperty("problemAreasToChoose").GetArrayLength() == expected.ProblemAreas
                    && agenda.GetProperty("latestMeetingOn").GetString() == expected.Latest;
            },
            $"the agenda {path}",
            cancellationToken);

    // Publishes when Reporting has all rows with the current state of each measure.
    private static async Task PublishAsync(HttpClient client, CancellationToken cancellationToken)
    {
        await UntilAsync(
            async () =>
            {
                var followUp = await client.GetFromJsonAsync<JsonElement>(
                    new Uri(Municipality + "/follow-ups/2021-t1", UriKind.Relative), cancellationToken);
                return followUp.GetProperty("rows") is var rows
                    && rows.GetArrayLength() == 3
                    && rows[2].GetProperty("effects").GetArrayLength() == 2
                    && MeasureStates(rows).SequenceEqual(["completed 2", "planned 3", "started 9"])
                    && followUp.GetProperty("commitments") is var commitments
                    && commitments.GetArrayLength() == 3
                    && followUp.GetProperty("outcomes").GetArrayLength() == 2
                    && commitments.EnumerateArray().Sum(commitment => commitment.GetProperty("count").GetInt32()) == Occasions;
            },
            "the events to reach the follow-up",
            cancellationToken);
        using var response = await client.PostAsJsonAsync(
            new Uri(Municipality + "/follow-ups/2021-t1/publications", UriKind.Relative), new { on = PublishedOn }, cancellationToken);
        await EnsureAcceptedAsync(response, cancellationToken);
    }

    private static IEnumerable<string> MeasureStates(JsonElement rows) =>
        from row in rows.EnumerateArray()
        from measure in row.GetProperty("measures").EnumerateArray()
        group measure by measure.GetProperty("status").GetString() into state
        orderby state.Key
        select $"{state.Key} {state.Count()}";

    // A module's copy of the reference data lags by some milliseconds, so a request with new codes may be rejected at first.
    private static async Task<JsonElement> UntilAcceptedAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var response = await send();
            if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
                || clock.Elapsed > TimeSpan.FromSeconds(15))
            {
                await EnsureAcceptedAsync(response, cancellationToken);
                return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, string what, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await reached())
        {
            if (clock.Elapsed > Timeout)
            {
                throw new TimeoutException($"Waited {Timeout.TotalSeconds} s for {what}.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task EnsureAcceptedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"{response.RequestMessage!.RequestUri} returned {(int)response.StatusCode}: {body}");
        }
    }

    private static string Fill(string text, Dictionary<string, string> ids) =>
        ids.Aggregate(text, (filled, id) => filled.Replace("{{" + id.Key + "}}", id.Value, StringComparison.Ordinal));

    private static Stream Open(string file) => typeof(DemoLoader).Assembly.GetManifestResourceStream(file)!;

    private sealed record DemoRequest(string? Id, string Path, JsonElement Body, DemoAgenda? Agenda);

    // Expected agenda of a meeting before it is opened, which freezes the agenda.
    private sealed record DemoAgenda(int Proposals, int ProblemAreas, string? Latest);
}
