using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Calls every operation of the running API at least once and records requests and responses.</summary>
internal sealed class ExampleSession(HttpClient client)
{
    public const string Municipality = "municipalities/0481";

    private readonly Dictionary<string, Example> _examples = new(StringComparer.Ordinal);
    private readonly StableIds _ids = new();

    /// <summary>Runs the examples of all modules, with the same result each time.</summary>
    public static async Task<IReadOnlyDictionary<string, Example>> RunAsync(ContractApp app)
    {
        var session = new ExampleSession(app.Client);
        await ApiInfoExamples.RunAsync(session);
        await IncidentIntakeExamples.RunAsync(session);
        await PublicReportExamples.RunAsync(session);
        await RecordsExamples.RunAsync(session);
        await MeasuresExamples.RunAsync(session);
        await NeighbourhoodWatchExamples.RunAsync(session);
        await ReportingExamples.RunAsync(session);
        await CommitmentExamples.RunAsync(session);
        await MeetingExamples.RunAsync(session);
        await session.MeetProblemsAsync();
        return session._examples;
    }

    /// <summary>Sends a GET request.</summary>
    public Task<JsonElement> GetAsync(string operationId, string path, int status = 200) =>
        SendAsync(operationId, HttpMethod.Get, path, null, null, status);

    /// <summary>Repeats a GET request until the response reflects the published events.</summary>
    public async Task<JsonElement> GetWhenAsync(string operationId, string path, Func<JsonElement, bool> reached)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
                return response.IsSuccessStatusCode && reached(JsonElement.Parse(await response.Content.ReadAsStringAsync()));
            },
            $"{operationId} to reflect the published events");
        return await GetAsync(operationId, path);
    }

    /// <summary>Sends a POST request.</summary>
    public Task<JsonElement> PostAsync(
        string operationId, string path, object? body, int status = 201, string? ifMatch = null, string? key = null) =>
        SendAsync(operationId, HttpMethod.Post, path, body is null ? null : JsonOf(body), ifMatch, status, key);

    /// <summary>Repeats a POST request until its module has received the resources that the body refers to.</summary>
    public async Task<JsonElement> PostWhenKnownAsync(string operationId, string path, object body)
    {
        var (mediaType, content) = JsonOf(body);
        var answer = await Eventually.GetAsync(
            async () =>
            {
                using var sent = new StringContent(content, Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
                using var response = await client.PostAsync(new Uri(path, UriKind.Relative), sent);
                return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
            },
            $"{operationId} to be accepted");
        Keep(operationId, new Call(HttpMethod.Post, path, (mediaType, content)), 201, answer);
        return JsonElement.Parse(answer);
    }

    /// <summary>Sends a PUT request.</summary>
    public Task<JsonElement> PutAsync(string operationId, string path, object body, string? ifMatch = "\"1\"", int status = 200) =>
        SendAsync(operationId, HttpMethod.Put, path, JsonOf(body), ifMatch, status);

    /// <summary>Sends a DELETE request.</summary>
    public Task DeleteAsync(string operationId, string path, int status = 204, string? ifMatch = null) =>
        SendAsync(operationId, HttpMethod.Delete, path, null, ifMatch, status);

    /// <summary>Sends a file.</summary>
    public Task<JsonElement> PostFileAsync(string operationId, string path, string mediaType, string content, int status = 202) =>
        SendAsync(operationId, HttpMethod.Post, path, (mediaType, content), null, status);

    /// <summary>Posts a form to an address outside the document, to create data for the examples.</summary>
    public async Task<JsonElement> PostFormAsync(string path, Dictionary<string, string> form)
    {
        using var sent = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), sent);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer);
    }

    private static (string, string) JsonOf(object body) => ("application/json", JsonSerializer.Serialize(body, ApiJson.Options));

    private async Task<JsonElement> SendAsync(
        string operationId,
        HttpMethod method,
        string path,
        (string MediaType, string Content)? body,
        string? ifMatch,
        int status,
        string? key = null)
    {
        var call = new Call(method, path, body, ifMatch, key);
        var (answered, answer) = await SendAsync(call);
        Assert.True(answered == status, $"{operationId} answered {answered}, not {status}: {answer}");
        Keep(operationId, call, status, answer);
        return answer.Length == 0 ? default : JsonElement.Parse(answer);
    }

    private async Task<(int Status, string Answer)> SendAsync(Call call)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(call.Path, UriKind.Relative));
        if (call.Body is { } sent)
        {
            request.Content = new StringContent(sent.Content, Encoding.UTF8, new MediaTypeHeaderValue(sent.MediaType));
            request.Headers.ExpectContinue = sent.Content.Length > 1_000_000;
        }

        if (call.IfMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", call.IfMatch);
        }

        if (call.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", call.Key);
        }

        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    // The first call of each kind is the example; later calls only prepare other examples.
    private void Keep(string operationId, Call call, int status, string answer)
    {
        if (!_examples.TryGetValue(operationId, out var example))
        {
            _examples[operationId] = example = new Example(operationId);
        }

        answer = _ids.Write(answer)
            .Replace(client.BaseAddress!.GetLeftPart(UriPartial.Authority), "https://medborgarlofte.example.se", StringComparison.Ordinal);
        example.Answers.TryAdd(status, answer);
        if (status < 400)
        {
            example.Call ??= call;
            example.Path = example.Path.Length > 0 ? example.Path : "/" + _ids.Write(call.Path.Split('?')[0]);
            if (call.Body is { } sent)
            {
                example.Requests.TryAdd(sent.MediaType, _ids.Write(sent.Content));
            }
        }
    }

    // Sends invalid calls to every operation to record its errors; they change nothing.
    private async Task MeetProblemsAsync()
    {
        foreach (var example in _examples.Values.ToList())
        {
            foreach (var (status, call) in WrongCalls(example.Call!).Where(wrong => !example.Answers.ContainsKey(wrong.Status)))
            {
                var (answered, answer) = await SendAsync(call);
                if (answered == status)
                {
                    Keep(example.OperationId, call, status, answer);
                }
            }
        }
    }

    private static IEnumerable<(int Status, Call Call)> WrongCalls(Call call)
    {
        yield return (404, call with { Path = call.Path.Replace(Municipality, "municipalities/9999", StringComparison.Ordinal) });
        yield return (400, call with { Path = call.Path.Replace("2021-t1", "2021-t4", StringComparison.Ordinal) });
        if (call.Method == HttpMethod.Get)
        {
            yield return (400, call with { Path = call.Path.Split('?')[0] + "?page=0" });
        }

        if (call.IfMatch is not null)
        {
            yield return (428, call with { IfMatch = null });
            yield return (412, call with { IfMatch = "\"999\"" });
        }

        if (call.Body is { MediaType: "application/json" })
        {
            yield return (400, call with { Body = ("application/json", "{\"name\":") });
            yield return (413, call with { Body = ("application/json", new string(' ', 1_100_000)) });
            yield return (415, call with { Body = ("text/plain", "Klotter") });
        }
    }
}
