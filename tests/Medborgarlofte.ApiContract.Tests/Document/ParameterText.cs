namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Descriptions of common parameters; other parameters have [Description] or a docstring.</summary>
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
        ["role"] = ("Only members with this role.", "contactPerson"),
        ["documentType"] = ("Type of document: incidentText, incidentNote, citizenViewText, importRefusal or incident.", "incidentText"),
        ["problemAreaId"] = ("Public id of the problem area.", ""),
        ["isRetired"] = ("Whether to list the retired ones instead. Default: false.", "false"),
        ["promiseId"] = ("Public id of the promise.", ""),
        ["code"] = ("Code, unique in the municipality: lowercase words joined by hyphens.", "ramdal"),
        ["period"] = ("A week (2021-w07), month (2021-03), tertial (2021-t1), year (2021) or days (2021-01-15--2021-02-03).", "2021-t1"),
        ["area"] = ("Only this area, by its code.", "ramdal"),
        ["status"] = ("Only this status.", "started"),
        ["state"] = ("Only this state: waiting, sent, failed or stopped.", "sent"),
        ["party"] = ("Code of the party, such as police:nykoping.", "municipality:0481"),
        ["source"] = ("Code of the source of the file. Default: \"import\", or \"polisen-se\" for JSON from polisen.se.", "school"),
        ["promise"] = (
            "Id of the promise. Needed if several promises have follow-ups of the period.", "01793150-0000-7000-8000-000000000000"),
        ["version"] = (
            "\"draft\", or the number of a publication. Default: the latest publication, or the draft if nothing is published.",
            "draft"),
        ["reportedFrom"] = ("Only those reported on this day or later. Default: 30 days up to reportedTo.", "2021-03-01"),
        ["reportedTo"] = ("Only those reported on this day or earlier. Default: today.", "2021-03-31"),
        ["page"] = ("Page number, starting at 1.", "1"),
        ["limit"] = ("Maximum number of items on a page, 1 to 200.", "20"),
        ["format"] = ("\"json\" returns data regardless of the Accept header, for use in links.", "json"),
        ["Idempotency-Key"] = (
            "A key chosen by the caller, at most 100 characters, unique for each report. "
            + "A retry with the same key and body returns the first response again and stores nothing.",
            "school-2021-117"),
        ["If-Match"] = ("The ETag of the version last read; prevents overwriting changes made by others.", "\"1\""),
        ["traceparent"] = (
            "The caller's trace (W3C Trace Context); the response continues it.",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    };

    public static string? Of(string name) => Known.GetValueOrDefault(name).Text;

    /// <summary>The value used in the examples; null if the recorded call supplies it.</summary>
    public static string? ExampleOf(string name) => Known.GetValueOrDefault(name).Example is { Length: > 0 } example ? example : null;
}
