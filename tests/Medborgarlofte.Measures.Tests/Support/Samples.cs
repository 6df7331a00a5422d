using System.Net;
using System.Text.Json;

namespace Medborgarlofte.Measures.Tests.Support;

/// <summary>Valid requests, which tests can send unchanged or with one error.</summary>
public static class Samples
{
    public static object Promise(
        string? title = "Medborgarlöfte 2021",
        string lastDay = "2021-12-31",
        string[]? owners = null,
        string firstDay = "2021-01-01",
        object? sources = null,
        object? signatures = null,
        Guid? followsPromiseId = null) => new
        {
            title,
            goal = "Öka tryggheten i boende- och utemiljön.",
            firstDay,
            lastDay,
            owners = owners ?? ["police:nykoping", "municipality:0481"],
            sources = sources ?? Sources([Views()], [Picture()]),
            signatures = signatures ?? new[] { Signature("police:nykoping"), Signature("municipality:0481") },
            followsPromiseId,
        };

    public static object Sources(object[] citizenViews, object[] situationalPictures) => new { citizenViews, situationalPictures };

    public static object Views(
        string? channel = "dialogue", string? area = "ramdal", string firstDay = "2020-10-01", string lastDay = "2020-11-30") =>
        new { channel, areas = area is null ? [] : new[] { area }, firstDay, lastDay };

    public static object Picture(string firstDay = "2020-01-01", string lastDay = "2020-12-31") => new { firstDay, lastDay };

    public static object Signature(string party, string? office = "Lokalpolisområdeschefen", string? signedOn = "2020-12-10") =>
        new { party, office, signedOn };

    public static object Theme(
        Guid? promiseId, int? order = null, string name = "Skadegörelse", string[]? categories = null, string[]? areas = null) =>
        new { promiseId, order, kind = "theme", name, categories = categories ?? ["vandalism"], areas = areas ?? [] };

    public static object Measure(
        Guid[] problemAreaIds, string status = "planned", string title = "Utökad rondering", string[]? performers = null) =>
        new
    {
        problemAreaIds,
        title,
        ownerParty = "municipality:0481",
        performers = performers ?? ["security:guards"],
        horizon = "shortTerm",
        status,
        plannedMonth = "2021-06",
        startedOn = status is "started" or "completed" ? "2021-02-01" : null,
        completedOn = status == "completed" ? "2021-03-01" : null,
        indicator = "Antal anmälda fall per månad",
    };

    public static object Effect(
        string kind,
        object? observed = null,
        object? judged = null,
        object? hindrance = null,
        Guid[]? measureIds = null,
        string lastDay = "2021-04-30") =>
        new { kind, firstDay = "2021-01-01", lastDay, measureIds = measureIds ?? [], observed, judged, hindrance };

    public static object Commitment(
        Guid promiseId,
        Guid[] measureIds,
        int? atLeast,
        string? firstDay = null,
        string? lastDay = null,
        string[]? areas = null,
        object? assessment = null,
        string? rhythm = null) => new
        {
            promiseId,
            title = "Hastighetskontroller",
            parties = new[] { "municipality:0481" },
            activities = new[] { "speedCheck" },
            atLeast,
            rhythm,
            areas = areas ?? [],
            firstDay,
            lastDay,
            measureIds,
            assessment,
        };

    public static object Judged(string grounds = "Färre anmälningar sedan ronderingen började.") =>
        new { outcome = "preventive", office = "Kommunens säkerhetsenhet", grounds };

    public static object Observed(
        string after = "2021-04-12", string[]? categories = null, string target = "house", string area = "sunda") =>
        new
    {
        trigger = "personApprehended", after, categories = categories ?? ["burglary"], areas = new[] { area }, target,
    };

    /// <summary>Reads a response that must have the status.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
