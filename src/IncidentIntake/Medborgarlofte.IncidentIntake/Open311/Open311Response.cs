using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>A response of GeoReport v2, in XML or JSON depending on the extension in the address.</summary>
/// <param name="root">Name of the XML root.</param>
/// <param name="content">The content as JSON, from which the XML is created.</param>
/// <param name="status">HTTP status.</param>
internal sealed class Open311Response(string root, JsonNode content, int status = StatusCodes.Status200OK) : IResult
{
    // A JSON list is an XML element with child elements of one name.
    private static readonly Dictionary<string, string> ItemNames = new(StringComparer.Ordinal)
    {
        ["attributes"] = "attribute",
        ["endpoints"] = "endpoint",
        ["errors"] = "error",
        ["formats"] = "format",
        ["service_request_updates"] = "request_update",
        ["service_requests"] = "request",
        ["services"] = "service",
        ["values"] = "value",
    };

    private static readonly XmlWriterSettings Xml = new()
    {
        Async = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Errors, each with its code.</summary>
    public static Open311Response Errors(int status, params IEnumerable<string> descriptions) => new(
        "errors",
        new JsonArray([.. descriptions.Select(description => new JsonObject { ["code"] = status, ["description"] = description })]),
        status);

    /// <summary>Whether an extension in the address is a supported format.</summary>
    public static bool IsKnown(string? format) => format is "xml" or "json";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (httpContext.Request.RouteValues["format"] is "json")
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.WriteAsync(content.ToJsonString(ApiJson.Options), httpContext.RequestAborted);
            return;
        }

        response.ContentType = "text/xml; charset=utf-8";
        await using var buffer = new MemoryStream();
        await using (var writer = XmlWriter.Create(buffer, Xml))
        {
            await new XDocument(Element(root, content)).WriteToAsync(writer, httpContext.RequestAborted);
        }

        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
    }

    private static XElement Element(string name, JsonNode? node) => node switch
    {
        null => new XElement(name),
        JsonObject members => new XElement(name, members.Select(member => Element(member.Key, member.Value))),
        JsonArray items => new XElement(name, items.Select(item => Element(ItemNames[name], item))),
        _ => new XElement(name, PlainText.WithoutUnwritable(node.ToString())),
    };
}
