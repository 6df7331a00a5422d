using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Medborgarlofte.IncidentIntake.Tests.Support;

/// <summary>An external Open311 client: it knows GeoReport v2 and an address, and reads bytes.</summary>
internal sealed class Open311Caller(HttpClient client, string municipality, string? key)
{
    public string? Key => key;

    /// <summary>A client with a key from a coordinator.</summary>
    public static async Task<Open311Caller> WithKeyAsync(IntakeApp app, string system = "Felanmälan", string rateClass =
        "standard", string municipality = "0481") => new(
        app.Client,
        municipality,
        (await app.PostAsync(
            $"/api/v1/municipalities/{municipality}/open311-clients", new JsonObject { ["system"] = system, ["rateClass"] = rateClass }))
            .Is(HttpStatusCode.Created).TextOf("apiKey"));

    public static Open311Caller WithoutKey(IntakeApp app, string? key = null, string municipality = "0481") =>
        new(app.Client, municipality, key);

    /// <summary>Reads an address, with the key, if any, in a header.</summary>
    public async Task<Open311Reply> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/open311/{municipality}/{path}");
        if (key is not null)
        {
            request.Headers.Add("Api-Key", key);
        }

        return await ReadAsync(await client.SendAsync(request));
    }

    /// <summary>Posts fields as a form in UTF-8, with the key in the form.</summary>
    public Task<Open311Reply> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var all = key is null ? fields : [("api_key", key), .. fields];
        return PostRawAsync(
            path, string.Join('&', all.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));
    }

    public async Task<Open311Reply> PostRawAsync(string path, string body, string mediaType = "application/x-www-form-urlencoded")
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return await ReadAsync(await client.PostAsync(new Uri($"/open311/{municipality}/{path}", UriKind.Relative), content));
    }

    /// <summary>Sends a service request with a place, and returns its id.</summary>
    public async Task<string> SendAsync(params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual = [("service_code", "littering"), ("address_id", "ramdal")];
        var reply = await PostAsync("requests.xml", [.. usual.Where(field => fields.All(other => other.Name != field.Name)), .. fields]);
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text);
        return reply.Of("request", "service_request_id");
    }

    private static async Task<Open311Reply> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new Open311Reply(
                response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync(
                    ), response.Headers.RetryAfter?.Delta);
        }
    }
}

/// <summary>A response of an Open311 server, in bytes.</summary>
internal sealed record Open311Reply(HttpStatusCode Status, string? MediaType, byte[] Bytes, TimeSpan? RetryAfter)
{
    public string Text => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(Bytes);

    public XElement Xml => XDocument.Load(new MemoryStream(Bytes)).Root!;

    public IEnumerable<XElement> Elements => Xml.Elements();

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public Open311Reply IsXml()
    {
        Assert.True(Status == HttpStatusCode.OK, Text);
        Assert.Equal("text/xml; charset=utf-8", MediaType);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", Text, StringComparison.Ordinal);
        return this;
    }

    public Open311Reply IsCreated()
    {
        Assert.True(Status == HttpStatusCode.Created, Text);
        return this;
    }

    /// <summary>The text of a member of the only element of a name.</summary>
    public string Of(string element, string member) => Assert.Single(Xml.Elements(element)).Element(member)!.Value;

    public string[] All(string element, string member) => [.. Xml.Elements(element).Select(item => item.Element(member)!.Value)];

    /// <summary>Asserts an error in the format of GeoReport, and returns its description.</summary>
    public string IsError(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        if (MediaType!.StartsWith("application/json", StringComparison.Ordinal))
        {
            Assert.Equal((int)status, Json[0]!["code"]!.GetValue<int>());
            return Json[0]!["description"]!.GetValue<string>();
        }

        Assert.Equal("text/xml; charset=utf-8", MediaType);
        Assert.Equal("errors", Xml.Name.LocalName);
        Assert.All(All("error", "code"), code =>
            Assert.Equal(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), code));
        return string.Join(' ', All("error", "description"));
    }
}
