using Medborgarlofte.TestSupport;

namespace Medborgarlofte.IncidentIntake.Tests.Support;

/// <summary>Sends files to IncidentIntake and waits until they are read.</summary>
internal static class ImportHelper
{
    public const string Csv = "text/csv";
    public const string Ndjson = "application/x-ndjson";
    public const string Polisen = "application/json";

    public static string Lines(params string[] lines) => string.Join('\n', lines);

    /// <summary>The import when it is completed or stopped.</summary>
    public static async Task<Answer> ImportAsync(this IntakeApp app, string mediaType, byte[] file, string? source = null)
    {
        var path = "/incident-imports" + (source is null ? "" : "?source=" + source);
        var accepted = (await app.PostBytesAsync(path, file, mediaType)).Is(HttpStatusCode.Accepted);
        return await app.WaitForImportAsync(accepted.Location!);
    }

    public static Task<Answer> ImportAsync(this IntakeApp app, string mediaType, string file, string? source = null) =>
        app.ImportAsync(mediaType, System.Text.Encoding.UTF8.GetBytes(file), source);

    public static Task<Answer> WaitForImportAsync(this IntakeApp app, string location) => Eventually.GetAsync(
        async () => await app.GetAsync(location) is var import && import.TextOf("status") is "completed" or "stopped" ? import
            : null, "the import to end");

    /// <summary>Asserts the counters: rows read, accepted, known and refused.</summary>
    public static Answer HasCounters(this Answer import, int accepted, int known = 0, int refused = 0, string status = "completed")
    {
        Assert.Equal(
            (status, accepted + known + refused, accepted, known, refused),
            (import.TextOf("status"), import.NumberOf("rowsRead"), import.NumberOf("rowsAccepted"), import.NumberOf("rowsKnown"),
                import.NumberOf("rowsRefused")));
        return import;
    }

    /// <summary>Each refusal as "line field".</summary>
    public static async Task<IEnumerable<string>> RefusalsAsync(this IntakeApp app, Answer import) =>
        (await app.GetAsync(import.TextOf("refusals")! + "?limit=200")).Is(HttpStatusCode.OK).Items()
        .Select(refusal => $"{refusal.GetProperty("line")} {refusal.GetProperty("field")}");

    /// <summary>The incidents of a source, in the order in which they were stored.</summary>
    public static async Task<Answer> IncidentsAsync(this IntakeApp app, string source) =>
        (await app.GetAsync($"/incidents?source={source}&sort=registeredAt&limit=200")).Is(HttpStatusCode.OK);
}
