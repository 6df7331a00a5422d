using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Fuzzing;

/// <summary>Values that have caused failures in other programs.</summary>
internal static class HostileValues
{
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "\0", "a\0b", "\t\r\n", "null", "undefined", "NaN", "-1", "0", "9999999999999999999999",
        "1e400", "0x1F", "true", "[]", "{}",
        "'; DROP TABLE Incidents; --", "\" OR 1=1 --", "%' OR '%'='", "${jndi:ldap://127.0.0.1/a}", "{{7*7}}",
        "<script>alert(1)</script>", "=HYPERLINK(\"http://127.0.0.1\")",
        "../../../../etc/passwd", "..\\..\\windows", "%2e%2e%2f", "file:///etc/passwd", "åäö ÅÄÖ é ß", "İıſ", "🚓🧯", "e\u0301",
        "\u202Eabc", "\uFEFF", "\uFFFF", "a\u0000\u0001\u001F",
        "0481", "9999", "2021-t1", "2021-13", "0001-01-01", "9999-12-31", "2021-02-29", "2021-03-28T02:30:00", "2021-03-28T02:30:00+01:00",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "00-00000000000000000000000000000000-0000000000000000-00",
        "\"1\"", "W/\"1\"", "*", "\"1\", \"2\"", ",,,", ";", new string('a', 65), new string('a', 300), new string('ö', 5000),
    ];

    /// <summary>JSON values; parsed for each use, because a node has only one parent.</summary>
    public static IReadOnlyList<string> Json { get; } =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "-0.0", "1e3", "1e308", "1e999", "2147483647", "2147483648", "-2147483649",
        "9223372036854775808", "123456789012345678901234567890",
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\"", "\"0\"", "[]", "{}", "[null]", "[[]]", "[{}]", "[1,\"a\",null]", "{\"a\":1}",
        "{\"\":null}", "{\"$type\":\"System.Diagnostics.Process\"}", "{\"__proto__\":{}}",
        "{\"type\":\"Polygon\",\"coordinates\":[]}", "{\"type\":\"Polygon\",\"coordinates\":[[[17,58],[17,58],[17,58],[17,58]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1e308,1e308],[0,0],[1,1],[1e308,1e308]]]}",
        "{\"type\":\"Point\",\"coordinates\":[17,58]}", "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
        "{\"latitude\":91,\"longitude\":181}", "{\"latitude\":1e308,\"longitude\":-1e308}", "{\"latitude\":58.67,\"longitude\":17.1}",
    ];

    /// <summary>Whole bodies that are not JSON, or larger than expected.</summary>
    public static IReadOnlyList<byte[]> Bodies { get; } =
    [
        [], [0], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0x22, 0xC3, 0x28, 0x22], [0xED, 0xA0, 0x80], .. new[]
        {
            "null", "true", "1", "\"\"", "[]", "{}", "[{}]", "{", "}", "{\"", "{\"a\":", "{\"a\":1,}", "{'a':1}", "//", "{}{}",
            "{\"a\":1}garbage", "{\"name\":\"\\ud800\"}", "{\"category\":\"\\udc00\"}", "{\"code\":\"\\ud800\",\"text\":\"\\ud800\"}",
            "{\"\\ud800\":1}", "<xml/>", "a=1&b=2", "\uFEFF{}",
            new string('[', 100_000), new string('{', 5_000),
            string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200),
            "{\"a\":\"" + new string('x', 500_000) + "\"}",
            "\n\n\n", ";;;\n;;;\n", "kategori;område\n\"oavslutat", "external_id,category,occurred_from\n1,theft,\0\n",
            new string(';', 10_000), "{\"externalId\":\"1\"}\nnull\n[]\n",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    public static JsonNode? Value(SeededRandom random) =>
        random.OneChanceIn(3) ? JsonValue.Create(random.Of(Texts)) : Parse(random.Of(Json));

    // A value that cannot be parsed as a node is sent as text.
    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create(json);
        }
    }
}
