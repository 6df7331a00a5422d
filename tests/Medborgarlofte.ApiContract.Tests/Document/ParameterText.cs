namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>What the parameters mean. One that is not here tells it with [Description] or the docstring of its record.</summary>
internal static class ParameterText
{
    private static readonly Dictionary<string, (string Text, string Example)> Known = new(StringComparer.Ordinal)
    {
        ["municipality"] = ("SCB code of the municipality, four digits.", "0481"),
        ["id"] = ("Public id.", ""),
        ["effectId"] = ("Public id of the effect.", ""),
        ["activityId"] = ("Public id of the activity.", ""),
        ["outcomeEventId"] = ("Public id of the outcome event.", ""),
        ["memberId"] = ("Public id of the household or contact.", ""),
        ["bookingId"] = ("Public id of the booking.", ""),
        ["role"] = ("Only those who hold this role.", "contactPerson"),
        ["documentType"] = ("Type of document: incidentText, incidentNote, citizenViewText, importRefusal or incident.", "incidentText"),
        ["problemAreaId"] = ("Public id of the problem area.", ""),
        ["promiseId"] = ("Public id of the promise.", ""),
        ["code"] = ("Code, unique in the municipality: lower-case words joined by hyphens.", "ramdal"),
        ["period"] = ("A week (2021-w07), month (2021-03), tertial (2021-t1), year (2021) or days (2021-01-15--2021-02-03).", "2021-t1"),
        ["area"] = ("Only this area, by its code.", "ramdal"),
        ["status"] = ("Only this status.", "started"),
        ["state"] = ("Only this state: waiting, sent, failed or stopped.", "sent"),
        ["party"] = ("Code of the party, such as police:nykoping.", "municipality:0481"),
        ["source"] = ("Code of the source that the file comes from; \"import\" unless told, \"polisen-se\" for the JSON of polisen.se.", "school"),
        ["version"] = ("\"draft\", or the number of a publication; the latest publication, or the draft where there is none, unless told.", "draft"),
        ["page"] = ("Number of the page, from 1.", "1"),
        ["limit"] = ("Greatest number of items on a page, 1 to 200.", "20"),
        ["format"] = ("\"json\" asks for data whatever the Accept header prefers, so that a link on a page can.", "json"),
        ["Idempotency-Key"] = ("A key of the caller's own choice, at most 100 characters, new for each new report. The same key with the same body gives the first answer again and stores nothing.", "school-2021-117"),
        ["If-Match"] = ("The ETag that was last read, so that nobody else's change is overwritten.", "\"1\""),
        ["traceparent"] = ("The caller's trace (W3C Trace Context); the answer goes on with it.", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    };

    public static string? Of(string name) => Known.GetValueOrDefault(name).Text;

    /// <summary>A value that the examples use too; null where it comes from the recorded call.</summary>
    public static string? ExampleOf(string name) => Known.GetValueOrDefault(name).Example is { Length: > 0 } example ? example : null;
}
