using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>
/// The events that polisen.se publishes: a selection of incidents, which are stored but never counted. Position (the centre of a
/// municipality) and free text are not imported.
/// </summary>
internal static class PolisenEvents
{
    private static readonly FrozenDictionary<string, string> CategoriesByType = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Skadegörelse"] = "criminal-damage",
        ["Inbrott"] = "burglary",
        ["Inbrott, försök"] = "burglary",
        ["Stöld"] = "theft",
        ["Stöld, försök"] = "theft",
        ["Stöld/inbrott"] = "theft",
        ["Motorfordon, stöld"] = "theft",
        ["Ofredande/förargelse"] = "disorder",
        ["Fylleri/LOB"] = "public-drinking",
        ["Alkohollagen"] = "public-drinking",
        ["Brand"] = "fire",
        ["Brand automatlarm"] = "fire",
        ["Narkotikabrott"] = "narcotics",
        ["Misshandel"] = "violence-threat",
        ["Misshandel, grov"] = "violence-threat",
        ["Bråk"] = "violence-threat",
        ["Olaga hot"] = "violence-threat",
        ["Rån"] = "violence-threat",
        ["Rån, försök"] = "violence-threat",
        ["Våld/hot mot tjänsteman"] = "staff-incident",
        ["Rattfylleri"] = "drunk-driving",
        ["Trafikbrott"] = "reckless-driving",
        ["Vårdslöshet i trafik"] = "reckless-driving",
        ["Trafikhinder"] = "disorder",
        ["Ordningslagen"] = "disorder",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static async IAsyncEnumerable<ImportRow> ReadAsync(
        Stream stream, MunicipalityRules rules, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        await foreach (var element in JsonArrayElements.ReadAsync(stream, cancellationToken))
        {
            number++;
            yield return Read(number, element, rules);
        }
    }

    private static ImportRow Read(long number, JsonElement element, MunicipalityRules rules)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Refuse("händelse", "En händelse ska vara ett JSON-objekt.");
        }

        if (!element.TryGetProperty("id", out var id) || id.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            return Refuse("id", "id saknas.");
        }

        if (Text(element, "datetime") is not { } datetime || !TryReadTime(datetime, out var time))
        {
            return Refuse("datetime", "datetime ska se ut som 2021-03-02 9:05:10 +01:00.");
        }

        var location = element.TryGetProperty("location", out var place) && place.ValueKind == JsonValueKind.Object
            ? Text(place, "name")
            : null;
        if (!string.Equals(location, rules.Name, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse("location.name", $"Händelsen hör inte till {rules.Name}.");
        }

        var type = Text(element, "type") ?? "";
        if (!CategoriesByType.TryGetValue(type, out var category))
        {
            return Refuse("type", $"Typen {PlaceRules.Shorten(type)} motsvarar ingen kategori.");
        }

        return new ImportRow(number, new ReportIncidentRequest
        {
            ExternalId = id.ToString(),
            Category = category,
            Attempted = type.EndsWith("försök", StringComparison.OrdinalIgnoreCase),
            OccurredFrom = time,
            ReportedAt = time,
        });

        ImportRow Refuse(string field, string reason) => new(number, null, field, reason);
    }

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // polisen.se does not pad the hour with a zero.
    private static bool TryReadTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd H:mm:ss zzz", "yyyy-MM-ddTHH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
