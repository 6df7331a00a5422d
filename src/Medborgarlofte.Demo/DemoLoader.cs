using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Medborgarlofte.Demo;

/// <summary>
/// Loads the Oxelösund demo, the first tertial of 2021, through the public API: what it can enter, whoever may can. The
/// counts, measures and effects are those of the published follow-up; dates and positions of the single cases are
/// made up, and so are causes, indicators, the meetings with who decided what when, the commitments and the activities that were logged.
/// </summary>
public static class DemoLoader
{
    private const string Municipality = "api/v1/municipalities/0481";
    private const int Cases = 60;
    private const int Occasions = 154;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Signs in at the development issuer as the persona that may load the demo.</summary>
    /// <param name="client">A client whose base address is the gateway's or Standalone's.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="HttpRequestException">There is no development issuer.</exception>
    public static async Task SignInAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var credentials = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "demo"), new("client_secret", "development")]);
        using var response = await client.PostAsync(new Uri("connect/token", UriKind.Relative), credentials, cancellationToken);
        await EnsureAcceptedAsync(response, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", answer.GetProperty("access_token").GetString());
    }

    /// <summary>Loads the demo; does nothing where its municipality exists already.</summary>
    /// <param name="client">A client whose base address is the gateway's or Standalone's, signed in.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>Whether anything was loaded.</returns>
    /// <exception cref="HttpRequestException">A request was refused; the message holds the answer.</exception>
    /// <exception cref="InvalidOperationException">The municipality exists, but not the demo's whole data.</exception>
    public static async Task<bool> LoadAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var existing = await client.GetAsync(new Uri(Municipality, UriKind.Relative), cancellationToken);
        if (existing.StatusCode == HttpStatusCode.OK)
        {
            return await IsPublishedAsync(client, cancellationToken)
                ? false
                : throw new InvalidOperationException(
                    "Kommunen 0481 finns redan, men exemplets uppföljning är inte publicerad: töm datakatalogen och läs in exemplet igen.");
        }

        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        await SendAllAsync(client, "reference-data.json", ids, cancellationToken);
        await ImportAsync(client, cancellationToken);
        await SendAllAsync(client, "requests.json", ids, cancellationToken);
        await CountAllAsync(client, cancellationToken);
        await SendAllAsync(client, "est-cycle.json", ids, cancellationToken);
        await PublishAsync(client, cancellationToken);
        return true;
    }

    private static async Task SendAllAsync(
        HttpClient client, string file, Dictionary<string, string> ids, CancellationToken cancellationToken)
    {
        using var stream = Open(file);
        await foreach (
            var request in JsonSerializer.DeserializeAsyncEnumerable<DemoRequest>(stream, JsonSerializerOptions.Web, cancellationToken))
        {
            var (path, body) = (Fill(request!.Path, ids), Fill(request.Body.GetRawText(), ids));
            if (request.Agenda is { } agenda)
            {
                await DrawnUpAsync(client, path.Replace("/status-changes", "/agenda", StringComparison.Ordinal), agenda, cancellationToken);
            }

            var answer = await UntilAcceptedAsync(() => SendAsync(client, path, body, cancellationToken), cancellationToken);
            if (request.Id is not null)
            {
                ids[request.Id] = answer.GetProperty("id").GetString()!;
                NoteCauses(request.Id, answer, ids);
            }
        }
    }

    // Nobody else is at work in the example: whatever version there is holds.
    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string path, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return await client.SendAsync(request, cancellationToken);
    }

    // The causes of a problem area are known by its name and their number, from 1.
    private static void NoteCauses(string name, JsonElement answer, Dictionary<string, string> ids)
    {
        if (answer.TryGetProperty("causes", out var causes))
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

    // Everything reaches Reporting by events: a meeting is held when its agenda can tell of all the cases and of what is to be decided.
    private static Task CountAllAsync(HttpClient client, CancellationToken cancellationToken) => UntilAsync(
        async () =>
        {
            using var answer =
                await client.GetAsync(new Uri(Municipality + "/situational-pictures/2021-t1", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode
                && (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("total").GetProperty("count")
                    .GetInt32() == Cases;
        },
        "the cases to be counted",
        cancellationToken);

    private static Task DrawnUpAsync(HttpClient client, string path, DemoAgenda expected, CancellationToken cancellationToken) =>
        UntilAsync(
        async () =>
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return false;
            }

            var agenda = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return agenda.GetProperty("proposalsToDecide").GetArrayLength() == expected.Proposals
                && agenda.GetProperty("problemAreasToChoose").GetArrayLength() == expected.ProblemAreas
                && agenda.GetProperty("latestMeetingOn").GetString() == expected.Latest;
        },
        $"the agenda {path}",
        cancellationToken);

    // Publish when Reporting has all the rows, and each measure as it stands.
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
        using var response = await client.PostAsync(
            new Uri(Municipality + "/follow-ups/2021-t1/publications", UriKind.Relative), content: null, cancellationToken);
        await EnsureAcceptedAsync(response, cancellationToken);
    }

    private static IEnumerable<string> MeasureStates(JsonElement rows) =>
        from row in rows.EnumerateArray()
        from measure in row.GetProperty("measures").EnumerateArray()
        group measure by measure.GetProperty("status").GetString() into state
        orderby state.Key
        select $"{state.Key} {state.Count()}";

    // A module's copy of the reference data is some milliseconds behind: what it does not know yet it refuses.
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
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s in vain for {what}.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task EnsureAcceptedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode}: {answer}");
        }
    }

    private static string Fill(string text, Dictionary<string, string> ids) =>
        ids.Aggregate(text, (filled, id) => filled.Replace("{{" + id.Key + "}}", id.Value, StringComparison.Ordinal));

    private static Stream Open(string file) => typeof(DemoLoader).Assembly.GetManifestResourceStream(file)!;

    private sealed record DemoRequest(string? Id, string Path, JsonElement Body, DemoAgenda? Agenda);

    // What the agenda of a meeting must tell before it is opened and the agenda stays as it is.
    private sealed record DemoAgenda(int Proposals, int ProblemAreas, string? Latest);
}
