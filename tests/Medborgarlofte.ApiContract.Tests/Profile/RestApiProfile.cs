using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Medborgarlofte.ApiContract.Tests.Profile;

/// <summary>Severity of a rule of the profile.</summary>
internal enum Severity
{
    /// <summary>BÖR.</summary>
    Warning,

    /// <summary>SKALL.</summary>
    Error,
}

/// <summary>A rule for OpenAPI documents; its check returns the location of every violation.</summary>
internal sealed record Rule(string Id, Severity Severity, Func<ProfiledDocument, IEnumerable<string>> Check);

/// <summary>The rules of the Swedish REST API profile 1.2 (DIGG) that can be checked in a document, under the profile's ids.</summary>
internal static partial class RestApiProfile
{
    private static readonly string[] RestMethods = ["get", "put", "post", "delete", "patch"];
    private static readonly string[] Swedish = ["och", "med", "är", "för", "som", "att"];
    private static readonly string[] English = ["and", "with", "is", "for", "the", "of"];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("UFN.01", Severity.Warning, document => document.Servers.Where(url => !VersionedServer().IsMatch(url))),
        new("UFN.02", Severity.Error, document => document.Servers.Where(url => new Uri(url) is not { Scheme: "https", Port: 443 })),
        new("UFN.05", Severity.Warning, document => document.Addresses.Where(address => address.Length > 2048)),
        new("UFN.07", Severity.Error, document => document.Addresses.Where(
            address => !UrlCharacters().IsMatch(WithoutParameters(address).Replace("https://", "", StringComparison.Ordinal)))),
        new("UFN.08", Severity.Error, document =>
            document.Paths.SelectMany(path => Segments(path.Key).Where(segment => !HyphenatedWords().IsMatch(segment)))),
        new("UFN.09", Severity.Error, document =>
            document.Addresses.Concat(document.ParameterNames("path")).Where(name => name.Contains('_') || name.Any(char.IsWhiteSpace))),
        new("SAK.01", Severity.Error, document => document.Servers.Where(
            url => new Uri(url) is var server && (server.Scheme != "https" || (!server.Host.Contains('.') && server.Host != "localhost")))),
        new("SAK.09", Severity.Error, document =>
            document.SecuritySchemes.Where(scheme => Text(scheme.Value, "scheme") is "basic" or "digest").Select(Name)),
        new("SAK.10", Severity.Error, document =>
            document.SecuritySchemes.Where(scheme => Text(scheme.Value, "scheme") is not (null or "bearer")).Select(Name)),
        new("SAK.15", Severity.Error, document => document.SecuritySchemes.Where(
            scheme => Text(scheme.Value, "type") == "apiKey" && Text(scheme.Value, "in") == "query").Select(Name)),
        new("SAK.16", Severity.Error, document => document.SecuritySchemes.Where(
            scheme => Text(scheme.Value, "type") == "apiKey" && Text(scheme.Value, "in") != "header").Select(Name)),
        new("SAK.18", Severity.Warning, document => document.SecuritySchemes.SelectMany(scheme => scheme.Value!["flows"]?.AsObject() ?? [])
            .SelectMany(flow => flow.Value!.AsObject())
            .Where(member => member.Key.EndsWith("Url", StringComparison.Ordinal)
                && ((string)member.Value!).StartsWith("http:", StringComparison.Ordinal)).Select(Name)),
        new("VER.05", Severity.Warning, document =>
            document.Servers.Where(url => !url.Split('/').Any(segment => VersionSegment().IsMatch(segment)))),
        new("VER.06", Severity.Error, document => document.Paths.ContainsKey("/api-info") ? [] : ["/api-info"]),
        new("FNS.01", Severity.Error, document => document.ParameterNames("query").Where(name => !SnakeOrCamel().IsMatch(name))),
        new("FNS.03", Severity.Error, document => document.ParameterNames("query").Where(name => !char.IsAsciiLetter(name[0]))),
        new("FNS.05", Severity.Warning, document => document.Parameters("query")
            .Where(found => found.Parameter["required"] is { } required && (bool)required).Select(found => found.Where)),
        new("FNS.06", Severity.Warning, document => document.ParameterNames("query").Where(name => !UrlSafe().IsMatch(name))),
        new("FNS.07", Severity.Error, document => Paged(document, query => !query.ContainsKey("limit"))),
        new("FNS.08", Severity.Error, document =>
            Paged(document, query => query.ContainsKey("page") && query.ContainsKey("limit") && Default(query["page"]) != 1)),
        new("FNS.09", Severity.Warning, document => Paged(document, query => query.ContainsKey("limit") && Default(query["limit"]) != 20)),
        new("ARQ.01", Severity.Warning, document =>
            document.RequestBodies.Where(body => !body.Content.ContainsKey("application/json")).Select(body => body.Where)),
        new("ARQ.03", Severity.Warning, WellKnownHeaders),
        new("ARQ.05", Severity.Error, document => document.Parameters("header")
            .Where(found => Text(found.Parameter["schema"], "type") == "object" || Text(found.Parameter["schema"], "format") == "binary")
            .Select(found => found.Where)),
        new("DOK.01", Severity.Warning, document =>
            document.Root["externalDocs"] is { } docs && (IsBlank(docs, "description") || IsBlank(docs, "url")) ? ["externalDocs"] : []),
        new("DOK.03", Severity.Error, document =>
            Missing(document.Info, "contact", "license").Concat(Missing(document.Info["license"], "name", "url"))),
        new("DOK.03", Severity.Warning, document => Missing(document.Info, "title", "version", "description", "termsOfService")
            .Concat(Missing(document.Info["contact"], "name", "email", "url"))),
        new("DOK.06", Severity.Warning, document =>
            HasWords(document.Info, Swedish) && HasWords(document.Info, English) ? [] : ["info.description"]),
        new("DOK.07", Severity.Warning, document => Missing(document.Info, "description")),
        new("DOK.08", Severity.Error, document =>
            !IsBlank(document.Info, "termsOfService") || document.Info["x-sla"] is not null ? [] : ["info.termsOfService"]),
        new("DOK.09", Severity.Error, document => document.Info["x-limitations"] is not null
            || Limits().IsMatch(Text(document.Info, "description") ?? "") ? [] : ["info.description"]),
        new("DOK.11", Severity.Error, document => IsBlank(document.Info, "description") ? ["info.description"] : []),
        new("DOK.15", Severity.Error, document => document.Bodies
            .Where(body => body.Content["application/json"] is { } json && json["example"] is null && json["examples"] is null
                && json["schema"]?["example"] is null).Select(body => body.Where)),
        new("DOK.17", Severity.Warning, document =>
            Text(document.Root, "openapi") is { } version && version[0] >= '3' && document.Root["swagger"] is null ? [] : ["openapi"]),
        new("DOK.19", Severity.Error, document => document.Operations.Where(
            found => IsBlank(found.Operation, "description") || IsBlank(found.Operation, "summary")).Select(found => found.Where)
            .Concat(document.Paths.Where(path => path.Value!["parameters"] is not null).Select(Name))),
        new("DOK.20", Severity.Error, document =>
            document.Responses.Where(found => IsBlank(found.Response, "description")).Select(found => found.Where)),
        new("DOK.21", Severity.Error, document => document.Root["security"] is not null
            || document.Operations.Any(found => found.Operation["security"] is not null) ? [] : ["security"]),
        new("AME.01", Severity.Warning, document => document.Bodies
            .Where(body => body.Status is > 0 and < 400 && !body.Content.ContainsKey("application/json")).Select(body => body.Where)),
        new("AME.02", Severity.Warning, document =>
            document.RequestBodies.Where(body => !body.Content.ContainsKey("application/json")).Select(body => body.Where)),
        new("AME.04", Severity.Warning, document =>
            document.Properties.Where(found => !SnakeOrCamelLetters().IsMatch(found.Name)).Select(found => found.Where)),
        new("AME.05", Severity.Error, document => document.Properties.GroupBy(found => found.Schema)
            .Where(schema => schema.Any(found => found.Name.Contains('_')) && schema.Any(found => found.Name.Any(char.IsAsciiLetterUpper)))
            .Select(schema => schema.Key)),
        new("AME.07", Severity.Warning, document =>
            document.Properties.Where(found => !WordCharacters().IsMatch(found.Name)).Select(found => found.Where)),
        new("DOT.02", Severity.Error, document =>
            document.Times.Where(found => !IsTime(found.Format, found.Example)).Select(found => found.Where)),
        new("DOT.04", Severity.Warning, document => document.Times.Where(
            found => found.Format == "date-time" && !Offset().IsMatch(found.Example ?? "")).Select(found => found.Where)),
        new("FEL.01", Severity.Error, document => document.ResponseBodies
            .Where(body => body.Content.Any(IsProblem)
                && !body.Content.Where(IsProblem).All(content => IsWholeProblem(document.Resolve(content.Value!["schema"]))))
            .Select(body => body.Where)),
        new("FEL.02", Severity.Warning, document =>
            document.ResponseBodies.Where(body => body.Status is 0 or >= 400 && !body.Content.Any(IsProblem)).Select(body => body.Where)),
        new("FOR.02", Severity.Error, document => document.Operations.Where(
            found => found.Method == "get" && found.Operation["requestBody"] is not null).Select(found => found.Where)),
        new("RES.02", Severity.Warning, document => document.ParameterNames("path").Concat(document.ParameterNames("query"))
            .Where(name => name.ToLowerInvariant() is "pnr" or "personnummer" or "personnr" or "ssn")),
        new("RES.06", Severity.Error, document => document.Paths.SelectMany(path => Segments(path.Key))
            .Where(segment => !LowerCase().IsMatch(segment) || VerbPrefix().IsMatch(segment))),
        new("MOG.01", Severity.Error, document =>
            document.Paths.Count >= 2 && document.Operations.Select(found => found.Method).Distinct().Count() >= 2
            ? document.Paths.Where(path => !path.Value!.AsObject().Any(operation => RestMethods.Contains(operation.Key))).Select(Name)
            : ["paths"]),
        new("MOG.02", Severity.Warning, document => document.Responses.Any(found => found.Response["links"] is not null)
            || document.ResponseBodies.Any(body => body.Content.ContainsKey("application/hal+json"))
            || document.Properties.Any(found => found.Name == "_links") ? [] : ["links"]),
        new("SPA.02", Severity.Error, document => document.Operations.Where(
            found => RestMethods.Contains(found.Method) && !HasHeader(found.Operation, "traceparent")).Select(found => found.Where)),
        new("SPA.04", Severity.Warning, document =>
            document.Responses.Where(found => found.Response["headers"]?["traceparent"] is null).Select(found => found.Where)),
        new("SPA.07", Severity.Error, document => document.Operations.Where(found =>
            HasHeader(found.Operation, "x-request-id") && !HasHeader(found.Operation, "traceparent")).Select(found => found.Where)),
    ];

    private static IEnumerable<string> WellKnownHeaders(ProfiledDocument document)
    {
        foreach (var (where, parameter) in document.Parameters("header").Concat(document.Parameters("cookie")))
        {
            var schema = parameter["schema"];
            var right = (Text(parameter, "in"), Text(parameter, "name")!.ToLowerInvariant()) switch
            {
                ("cookie", _) => Text(schema, "type") is not null,
                (_, "date") => Text(schema, "format") == "date-time",
                (_, "cache-control") => schema?["enum"] is not null,
                (_, "etag") => Text(schema, "format") == "etag",
                (_, "connection") => schema?["enum"]?.AsArray().Any(value => (string)value! == "keep-alive") == true,
                _ => true,
            };
            if (!right)
            {
                yield return where;
            }
        }
    }

    private static IEnumerable<string> Paged(ProfiledDocument document, Func<Dictionary<string, JsonObject>, bool> isWrong) =>
        from found in document.Operations
        let query = document.ParametersOf(found.Operation).Where(parameter => Text(parameter, "in") == "query")
            .ToDictionary(parameter => Text(parameter, "name")!)
        where (query.ContainsKey("page") || query.ContainsKey("offset")) && isWrong(query)
        select found.Where;

    private static int? Default(JsonObject parameter) => (int?)parameter["schema"]?["default"];

    private static bool HasHeader(JsonObject operation, string name) => (operation["parameters"]?.AsArray() ?? [])
        .Any(parameter => Text(parameter, "in") == "header" && Text(parameter, "name") == name && (bool?)parameter!["required"] != true);

    private static bool IsProblem(KeyValuePair<string, JsonNode?> content) =>
        content.Key is "application/problem+json" or "application/problem+xml";

    private static bool IsWholeProblem(JsonObject? schema) => Text(schema, "type") == "object"
        && new[] { "type", "title", "status", "detail", "instance" }.All(member => schema!["properties"]?[member] is not null);

    private static bool IsTime(string format, string? example) => format == "date"
        ? DateOnly.TryParseExact(example, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        : example?.Contains('T', StringComparison.Ordinal) == true && DateTimeOffset.TryParse(example, CultureInfo.InvariantCulture, out _);

    private static bool HasWords(JsonObject info, string[] words) =>
        (Text(info, "description") ?? "").ToLowerInvariant().Split([' ', '\n', '.', ',', ':']).Intersect(words).Count() >= 2;

    private static IEnumerable<string> Missing(JsonNode? node, params string[] members) => members.Where(member => node?[member] is null);

    private static bool IsBlank(JsonNode? node, string member) => string.IsNullOrWhiteSpace(Text(node, member));

    private static string? Text(JsonNode? node, string member) =>
        node?[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Name(KeyValuePair<string, JsonNode?> member) => member.Key;

    private static string[] Segments(string path) => WithoutParameters(path).Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string WithoutParameters(string address) => PathParameter().Replace(address, "");

    [GeneratedRegex("^[a-z]+://[^/]+/api/v[0-9]+/?$")]
    private static partial Regex VersionedServer();

    [GeneratedRegex(@"^[a-z0-9/\-,.~]*$")]
    private static partial Regex UrlCharacters();

    [GeneratedRegex("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    private static partial Regex HyphenatedWords();

    [GeneratedRegex("^v[0-9]")]
    private static partial Regex VersionSegment();

    [GeneratedRegex("^([a-z][a-z0-9]*(_[a-z0-9]+)*|[a-z]+([A-Z][a-z0-9]+)*)$")]
    private static partial Regex SnakeOrCamel();

    [GeneratedRegex("^([a-z]+(_[a-z]+)*|[a-z]+([A-Z][a-z]*)*)$")]
    private static partial Regex SnakeOrCamelLetters();

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex WordCharacters();

    [GeneratedRegex("^[A-Za-z0-9._~-]+$")]
    private static partial Regex UrlSafe();

    [GeneratedRegex("limit|begränsning|problem", RegexOptions.IgnoreCase)]
    private static partial Regex Limits();

    [GeneratedRegex("(Z|[+-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex Offset();

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex LowerCase();

    [GeneratedRegex("^(get|create|read|update|delete|post|put|list|fetch|set|add|remove)-")]
    private static partial Regex VerbPrefix();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PathParameter();
}
