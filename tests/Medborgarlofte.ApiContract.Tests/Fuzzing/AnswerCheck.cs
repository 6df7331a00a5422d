using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Medborgarlofte.ApiContract.Tests.Fuzzing;

/// <summary>Finds faults in a response: a server error, exposed internals, or a deviation from the document.</summary>
internal static partial class AnswerCheck
{
    private static readonly string[] ProblemMembers = ["type", "title", "status", "detail", "instance", "traceId", "requestId"];

    public static async Task<IReadOnlyList<string>> FaultsAsync(HttpClient client, FuzzCall call, JsonObject operation, JsonObject document)
    {
        using var request = call.ToRequest();
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return [.. Faults(response, body, call, operation, document)];
    }

    private static IEnumerable<string> Faults(
        HttpResponseMessage response, string body, FuzzCall call, JsonObject operation, JsonObject document)
    {
        var status = (int)response.StatusCode;
        var documented = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)] as JsonObject;
        if (status >= 500 && (response.StatusCode != HttpStatusCode.ServiceUnavailable || response.Headers.RetryAfter is null))
        {
            yield return $"{status} {body}";
        }

        if (!call.IsElsewhere && documented is null)
        {
            yield return $"{status} is not in the document: {body}";
        }

        if (!response.Headers.Contains("traceparent"))
        {
            yield return $"{status} has no traceparent";
        }

        if (documented?["headers"]?["ETag"] is not null && response.Headers.ETag is null)
        {
            yield return $"{status} has no ETag, but the document describes one";
        }

        if (documented is not null && documented["headers"]?["ETag"] is null && response.Headers.ETag is not null)
        {
            yield return $"{status} has an ETag that the document does not describe";
        }

        if (Internals().IsMatch(body) && status >= 400)
        {
            yield return $"{status} exposes internals: {body}";
        }

        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (status < 400 && mediaType is not null && documented?["content"]?[mediaType] is null)
        {
            yield return $"{status} is {mediaType}, which the document does not describe";
        }

        if (mediaType is "application/json" or "application/problem+json")
        {
            foreach (var error in JsonFaults(body, status, mediaType, documented, document))
            {
                yield return error;
            }
        }
        else if (status >= 400 && mediaType != "text/html")
        {
            yield return $"{status} is {mediaType}, not problem details: {body}";
        }
    }

    private static IEnumerable<string> JsonFaults(string body, int status, string mediaType, JsonObject? documented, JsonObject document)
    {
        var answer = JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = 64 });
        if (status >= 400)
        {
            var missing = mediaType == "application/problem+json"
                ? ProblemMembers.Where(member => answer?[member] is null).ToList()
                : [.. ProblemMembers];
            return missing.Count > 0 || (int)answer!["status"]! != status ? [$"{status} lacks {string.Join(", ", missing)}: {body}"] : [];
        }

        return SchemaCheck.Errors(answer, documented?["content"]?["application/json"]?["schema"], document)
            .Select(error => $"{status} does not match its schema: {error}");
    }

    [GeneratedRegex(
        @"\bat (?:System|Microsoft|Medborgarlofte)\.|Exception:|StackTrace|SqliteException|SQLite Error|\.cs:line",
        RegexOptions.IgnoreCase)]
    private static partial Regex Internals();
}
