using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Every endpoint screens the texts of its requests.</summary>
public sealed class FreeTextTests(WholeApp app)
{
    private const string Person = "850709-9805";

    // Not stored; looked up by its hash.
    private const string Secret = "receiptToken";

    [Fact]
    public async Task Every_text_in_a_request_rejects_a_personal_number()
    {
        var escaped = new List<string>();
        var tried = 0;
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { } type
                || !type.Assembly.GetName().Name!.StartsWith("Medborgarlofte", StringComparison.Ordinal))
            {
                continue;
            }

            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];
            var (path, example) = await ResolveAsync(endpoint, method);
            foreach (var field in TextsOf(type).Where(field => field != Secret))
            {
                tried++;
                var (status, answer) = await SendAsync(method, path, BodyOf(type, example, field));
                if (status != HttpStatusCode.BadRequest || JsonNode.Parse(answer)!["errors"]?[field] is null || ContainsNumber(answer))
                {
                    escaped.Add($"{method} {path} {field}: {(int)status} {answer}");
                }
            }
        }

        Assert.True(escaped.Count == 0, string.Join(Environment.NewLine, escaped));
        Assert.True(tried > 50, $"only {tried} fields were found");
    }

    // A trace id may contain the same four digits.
    private static bool ContainsNumber(string answer)
    {
        var problem = JsonNode.Parse(answer)!;
        return $"{problem["detail"]}{problem["errors"]}".Contains("9805", StringComparison.Ordinal);
    }

    // Every text member, by its name in errors: title, judged.office, performers[0], forms[0].swedish.
    private static IEnumerable<string> TextsOf(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var inner = property.PropertyType;
            if (inner != typeof(string) && inner.IsGenericType && inner.IsAssignableTo(typeof(IEnumerable)))
            {
                name += "[0]";
                inner = inner.GetGenericArguments()[0];
            }

            if (inner == typeof(string))
            {
                yield return name;
            }
            else if (inner is { IsClass: true } && inner.Assembly.GetName().Name!.StartsWith("Medborgarlofte", StringComparison.Ordinal))
            {
                foreach (var text in TextsOf(inner))
                {
                    yield return $"{name}.{text}";
                }
            }
        }
    }

    // Creates a body from a valid example, if one exists, with the personal number in one field.
    private static JsonObject BodyOf(Type type, JsonElement? example, string field)
    {
        var body = new JsonObject();
        foreach (var property in type.GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (example is { } shown && shown.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                body[name] = JsonNode.Parse(value.GetRawText());
            }
        }

        JsonNode at = body;
        var steps = field.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        for (var index = 0; index < steps.Length; index++)
        {
            JsonNode next = index == steps.Length - 1 ? Person : steps[index + 1] == "0" ? new JsonArray() : new JsonObject();
            if (at is JsonArray array)
            {
                array.Clear();
                array.Add(next);
            }
            else
            {
                at[steps[index]] = next;
            }

            at = next;
        }

        return body;
    }

    // Replaces each route parameter by the first item of the list before it.
    private async Task<(string Path, JsonElement? Example)> ResolveAsync(RouteEndpoint endpoint, string method)
    {
        var path = "";
        JsonElement? example = null;
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            if (segment.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter)
            {
                var value = parameter.Name switch
                {
                    "municipality" => "0481",
                    "period" => "2021-t1",
                    "documentType" => "incidentText",
                    "party" => "municipality:0481",
                    "problemAreaId" => (await FirstAsync("/api/v1/municipalities/0481/problem-areas"))!.Value.GetProperty("id").GetString(),
                    _ => await FirstAsync(path) is { } first
                        ? (first.TryGetProperty("id", out var id) ? id : first.GetProperty("code")).ToString() : null,
                };
                path += "/" + (value ?? throw new InvalidOperationException(
                    $"{path} is empty: create an item in WholeApp, so that {endpoint.RoutePattern.RawText} can be called."));
            }
            else
            {
                path += "/" + ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)segment.Parts[0]).Content;
            }
        }

        if (method == "POST")
        {
            example = await FirstAsync(path);
        }
        else
        {
            using var response = await app.Client.GetAsync(path);
            example = response.IsSuccessStatusCode ? JsonElement.Parse(await response.Content.ReadAsStringAsync()) : null;
        }

        return (path, example);
    }

    private async Task<JsonElement?> FirstAsync(string list)
    {
        using var response = await app.Client.GetAsync(list);
        return response.IsSuccessStatusCode
            && JsonElement.Parse(await response.Content.ReadAsStringAsync()) is { ValueKind: JsonValueKind.Object } answer
            && answer.TryGetProperty("items", out var items)
            && items.GetArrayLength() > 0
                ? items[0]
                : null;
    }

    private async Task<(HttpStatusCode Status, string Answer)> SendAsync(string method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await app.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
