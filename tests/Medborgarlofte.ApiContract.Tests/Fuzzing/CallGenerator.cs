using System.Text;
using System.Text.Json.Nodes;
using Medborgarlofte.ApiContract.Tests.Examples;

namespace Medborgarlofte.ApiContract.Tests.Fuzzing;

/// <summary>Creates valid, slightly invalid and hostile calls of an operation from its description and a successful call.</summary>
internal sealed class CallGenerator(SeededRandom random, string template, JsonObject operation, Call example)
{
    private readonly List<JsonObject> _parameters =
        [.. (operation["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject())];

    public FuzzCall Next()
    {
        var path = example.Path.Split('?')[0];
        var isElsewhere = false;
        if (random.OneChanceIn(6) && template.Contains('{', StringComparison.Ordinal))
        {
            (path, isElsewhere) = (WithOtherSegment(path), true);
        }

        var (mediaType, body) = Body();
        var method = new HttpMethod(example.Method.Method);
        return new FuzzCall(method, path + Query(), mediaType, body, Headers(), isElsewhere);
    }

    private string WithOtherSegment(string path)
    {
        var segments = path.Split('/');
        var templates = template.TrimStart('/').Split('/');
        var places = Enumerable.Range(0, segments.Length).Where(index => templates[index].StartsWith('{')).ToList();
        var value = random.Of(HostileValues.Texts);

        // The server rejects a null character in an address before the program runs; an empty segment is another address.
        var isUnusable = value.Contains('\0') || value.Length is 0 or > 1000;
        segments[random.Of(places)] = isUnusable ? "x" : Uri.EscapeDataString(WithoutLoneHalves(value));
        return string.Join('/', segments);
    }

    private string Query()
    {
        var query = new StringBuilder();
        foreach (var parameter in _parameters.Where(parameter => (string)parameter["in"]! == "query"))
        {
            if (random.OneChanceIn(3))
            {
                var value = random.OneChanceIn(2) && parameter["example"] is { } right ? right.ToString() : random.Of(HostileValues.Texts);
                query.Append(query.Length == 0 ? '?' : '&').Append((string)parameter["name"]!).Append('=')
                    .Append(Uri.EscapeDataString(WithoutLoneHalves(value[..Math.Min(value.Length, 1000)])));
            }
        }

        return query.ToString();
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (example.IfMatch is not null && !random.OneChanceIn(8))
        {
            headers["If-Match"] = random.OneChanceIn(3) ? Header() : random.Of(["\"1\"", "\"2\"", "\"3\"", "*"]);
        }

        foreach (var name in new[] { "Idempotency-Key", "traceparent", "Accept", "Accept-Language" })
        {
            if (random.OneChanceIn(8))
            {
                headers[name] = random.OneChanceIn(3)
                    ? random.Of(["text/html", "application/json", "text/csv", "*/*", "image/png", "text/html;q=2, */*;q=x"])
                    : Header();
            }
        }

        return headers;
    }

    // The server rejects control characters in a header before the program runs.
    private string Header() => new([.. random.Of(HostileValues.Texts).Where(letter => letter is >= ' ' and <= '~').Take(500)]);

    private (string? MediaType, byte[]? Body) Body()
    {
        if (example.Body is not { } right)
        {
            return random.OneChanceIn(4) && example.Method != HttpMethod.Get
            ? ("application/json", random.Of(HostileValues.Bodies))
            : (null, null);
        }

        var mediaType = random.OneChanceIn(12)
            ? random.Of(["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data", "", "nonsense"])
            : right.MediaType;
        if (random.OneChanceIn(5))
        {
            return (mediaType, random.Of(HostileValues.Bodies));
        }

        return (mediaType, right.MediaType == "application/json"
            ? Encoding.UTF8.GetBytes(Changed(right.Content))
            : ChangedFile(right.Content));
    }

    private string Changed(string json)
    {
        var body = JsonNode.Parse(json)!;
        for (var changes = random.Below(4); changes > 0; changes--)
        {
            Change(body);
        }

        return body.ToJsonString();
    }

    private void Change(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members when members.Count > 0 && !random.OneChanceIn(6):
                var name = random.Of(members.Select(member => member.Key).ToList());
                if (members[name] is JsonObject or JsonArray && random.OneChanceIn(2))
                {
                    Change(members[name]!);
                }
                else if (random.OneChanceIn(5))
                {
                    members.Remove(name);
                }
                else
                {
                    members[name] = HostileValues.Value(random);
                }

                break;
            case JsonObject members:
                members[random.Of(["unknown", "id", "version", "status", "party", "createdBy", "", "__proto__"])] =
                    HostileValues.Value(random);
                break;
            case JsonArray items when items.Count > 0 && random.OneChanceIn(2):
                items[random.Below(items.Count)] = HostileValues.Value(random);
                break;
            case JsonArray items:
                for (var more = random.Of([1, 2, 30, 200]); more > 0; more--)
                {
                    items.Add(HostileValues.Value(random));
                }

                break;
        }
    }

    private byte[] ChangedFile(string content)
    {
        var text = new StringBuilder(content);
        for (var changes = random.Below(5); changes > 0; changes--)
        {
            var place = random.Below(text.Length);
            text.Remove(place, Math.Min(random.Below(5), text.Length - place)).Insert(place, random.Of(HostileValues.Texts));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string WithoutLoneHalves(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter) || text.Length == 4)]);
}
