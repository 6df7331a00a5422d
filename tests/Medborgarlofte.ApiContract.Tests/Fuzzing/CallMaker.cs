using System.Text;
using System.Text.Json.Nodes;
using Medborgarlofte.ApiContract.Tests.Examples;

namespace Medborgarlofte.ApiContract.Tests.Fuzzing;

/// <summary>Creates valid, slightly invalid and hostile calls of an operation from its description and a successful call.</summary>
internal sealed class CallMaker(Dice dice, string template, JsonObject operation, Call example)
{
    private readonly List<JsonObject> _parameters =
        [.. (operation["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject())];

    public FuzzCall Next()
    {
        var path = example.Path.Split('?')[0];
        var isElsewhere = false;
        if (dice.OneIn(6) && template.Contains('{', StringComparison.Ordinal))
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
        var value = dice.Of(Hostile.Texts);

        // The server rejects a null character in an address before the program runs; an empty segment is another address.
        var isUnusable = value.Contains('\0') || value.Length is 0 or > 1000;
        segments[dice.Of(places)] = isUnusable ? "x" : Uri.EscapeDataString(WithoutLoneHalves(value));
        return string.Join('/', segments);
    }

    private string Query()
    {
        var query = new StringBuilder();
        foreach (var parameter in _parameters.Where(parameter => (string)parameter["in"]! == "query"))
        {
            if (dice.OneIn(3))
            {
                var value = dice.OneIn(2) && parameter["example"] is { } right ? right.ToString() : dice.Of(Hostile.Texts);
                query.Append(query.Length == 0 ? '?' : '&').Append((string)parameter["name"]!).Append('=')
                    .Append(Uri.EscapeDataString(WithoutLoneHalves(value[..Math.Min(value.Length, 1000)])));
            }
        }

        return query.ToString();
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (example.IfMatch is not null && !dice.OneIn(8))
        {
            headers["If-Match"] = dice.OneIn(3) ? Header() : dice.Of(["\"1\"", "\"2\"", "\"3\"", "*"]);
        }

        foreach (var name in new[] { "Idempotency-Key", "traceparent", "Accept", "Accept-Language" })
        {
            if (dice.OneIn(8))
            {
                headers[name] = dice.OneIn(3)
                    ? dice.Of(["text/html", "application/json", "text/csv", "*/*", "image/png", "text/html;q=2, */*;q=x"])
                    : Header();
            }
        }

        return headers;
    }

    // The server rejects control characters in a header before the program runs.
    private string Header() => new([.. dice.Of(Hostile.Texts).Where(letter => letter is >= ' ' and <= '~').Take(500)]);

    private (string? MediaType, byte[]? Body) Body()
    {
        if (example.Body is not { } right)
        {
            return dice.OneIn(4) && example.Method != HttpMethod.Get ? ("application/json", dice.Of(Hostile.Bodies)) : (null, null);
        }

        var mediaType = dice.OneIn(12)
            ? dice.Of(["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data", "", "nonsense"])
            : right.MediaType;
        if (dice.OneIn(5))
        {
            return (mediaType, dice.Of(Hostile.Bodies));
        }

        return (mediaType, right.MediaType == "application/json"
            ? Encoding.UTF8.GetBytes(Changed(right.Content))
            : ChangedFile(right.Content));
    }

    private string Changed(string json)
    {
        var body = JsonNode.Parse(json)!;
        for (var changes = dice.Below(4); changes > 0; changes--)
        {
            Change(body);
        }

        return body.ToJsonString();
    }

    private void Change(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members when members.Count > 0 && !dice.OneIn(6):
                var name = dice.Of(members.Select(member => member.Key).ToList());
                if (members[name] is JsonObject or JsonArray && dice.OneIn(2))
                {
                    Change(members[name]!);
                }
                else if (dice.OneIn(5))
                {
                    members.Remove(name);
                }
                else
                {
                    members[name] = Hostile.Value(dice);
                }

                break;
            case JsonObject members:
                members[dice.Of(["unknown", "id", "version", "status", "party", "createdBy", "", "__proto__"])] = Hostile.Value(dice);
                break;
            case JsonArray items when items.Count > 0 && dice.OneIn(2):
                items[dice.Below(items.Count)] = Hostile.Value(dice);
                break;
            case JsonArray items:
                for (var more = dice.Of([1, 2, 30, 200]); more > 0; more--)
                {
                    items.Add(Hostile.Value(dice));
                }

                break;
        }
    }

    private byte[] ChangedFile(string content)
    {
        var text = new StringBuilder(content);
        for (var changes = dice.Below(5); changes > 0; changes--)
        {
            var place = dice.Below(text.Length);
            text.Remove(place, Math.Min(dice.Below(5), text.Length - place)).Insert(place, dice.Of(Hostile.Texts));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string WithoutLoneHalves(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter) || text.Length == 4)]);
}
