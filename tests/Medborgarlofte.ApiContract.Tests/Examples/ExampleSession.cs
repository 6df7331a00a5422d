using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Calls every operation of the running API at least once and keeps what was sent and answered.</summary>
internal sealed class ExampleSession(HttpClient client)
{
    public const string Municipality = "municipalities/0481";

    private readonly Dictionary<string, Example> _examples = new(StringComparer.Ordinal);
    private readonly StableIds _ids = new();

    /// <summary>Runs the examples of all modules; the same each time.</summary>
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

    /// <summary>Reads something.</summary>
    public Task<JsonElement> GetAsync(string operationId, string path, int status = 200) =>
        SendAsync(operationId, HttpMethod.Get, path, null, null, status);

    /// <summary>Reads something, again and again until it shows what events bring.</summary>
    public async Task<JsonElement> GetWhenAsync(string operationId, string path, Func<JsonElement, bool> reached)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
                return response.IsSuccessStatusCode && reached(JsonElement.Parse(await response.Content.ReadAsStringAsync()));
            },
            $"{operationId} to show what events bring");
        return await GetAsync(operationId, path);
    }

    /// <summary>Creates something or moves it on.</summary>
    public Task<JsonElement> PostAsync(
        string operationId, string path, object? body, int status = 201, string? ifMatch = null, string? key = null) =>
        SendAsync(operationId, HttpMethod.Post, path, body is null ? null : JsonOf(body), ifMatch, status, key);

    /// <summary>Creates something; refused while its module has not heard of what it points at, which changes nothing.</summary>
    public async Task<JsonElement> PostKnownAsync(string operationId, string path, object body)
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

    /// <summary>Replaces something.</summary>
    public Task<JsonElement> PutAsync(string operationId, string path, object body, string? ifMatch = "\"1\"", int status = 200) =>
        SendAsync(operationId, HttpMethod.Put, path, JsonOf(body), ifMatch, status);

    /// <summary>Takes something away.</summary>
    public Task DeleteAsync(string operationId, string path, int status = 204, string? ifMatch = null) =>
        SendAsync(operationId, HttpMethod.Delete, path, null, ifMatch, status);

    /// <summary>Sends a file.</summary>
    public Task<JsonElement> PostFileAsync(string operationId, string path, string mediaType, string content, int status = 202) =>
        SendAsync(operationId, HttpMethod.Post, path, (mediaType, content), null, status);

    /// <summary>Calls what is no part of the document, so that there is something to show.</summary>
    public async Task<JsonElement> PostBesideAsync(string path, Dictionary<string, string> form)
    {
        using var sent = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), sent);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer);
    }

    private static (string, string) JsonOf(object body) => ("application/json", JsonSerializer.Serialize(body, ApiJson.Options));

    private async Task<JsonElement> SendAsync(
        string operationId, HttpMethod method, string path, (
            string MediaType, string Content)? body, string? ifMatch, int status, string? key = null)
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

    // The first call of each kind is the example; later ones lead on to other examples.
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

    // Every operation is also called in the ways that are wrong for it; nothing is changed by that.
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
