using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Medborgarlofte.TestSupport;

/// <summary>Extension methods that call the public API.</summary>
public static class ApiClient
{
    private static readonly Dictionary<string, string> PartyNames = new(StringComparer.Ordinal)
    {
        ["police:nykoping"] = "polisen",
        ["security:bevakning"] = "vaktbolag",
    };

    /// <summary>Root of the API.</summary>
    public const string Root = "api/v1/municipalities";

    /// <summary>Reads JSON; throws with the response body if the request fails.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response);
    }

    /// <summary>Posts JSON; throws with the response body if the request fails.</summary>
    public static async Task<JsonElement> PostJsonAsync(this HttpClient client, string path, object? body = null)
    {
        using var response = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? new { });
        return await ReadAsync(response);
    }

    /// <summary>Posts JSON and retries until the module has received its reference data.</summary>
    public static Task<JsonElement> PostWhenKnownAsync(this HttpClient client, string path, object body) =>
        Eventually.ValueAsync<JsonElement>(
            async () =>
            {
                using var response = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
                return response.IsSuccessStatusCode ? await ReadAsync(response) : null;
            },
            $"POST {path} to be accepted");

    /// <summary>
    /// Enters parties in the register of a municipality, such as the one of <see cref="TestIssuer.Everything"/> in another municipality
    /// than its own. A municipality is in its own register already.
    /// </summary>
    public static async Task RegisterPartiesAsync(this HttpClient client, string municipality, params string[] codes)
    {
        foreach (var code in codes.Except(["municipality:" + municipality[^4..]]))
        {
            var kind = code[..code.IndexOf(':', StringComparison.Ordinal)];
            await client.PostJsonAsync(municipality + "/parties", new { code, kind, name = PartyNames.GetValueOrDefault(code, code) });
        }
    }

    /// <summary>Adopts a promise, which is a draft until then.</summary>
    public static async Task AdoptAsync(this HttpClient client, string municipality, string promise)
    {
        var address = new Uri($"{municipality}/promises/{promise}/adoption", UriKind.Relative);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { }) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await client.SendAsync(request);
        await ReadAsync(response);
    }

    /// <summary>Posts a file.</summary>
    public static async Task<JsonElement> PostFileAsync(this HttpClient client, string path, string mediaType, string content)
    {
        using var body = new StringContent(content, Encoding.UTF8, mediaType);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), body);
        return await ReadAsync(response);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new HttpRequestException(
                $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {(int)response.StatusCode} {text}");
    }
}
