using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.IO.Converters;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A position in WGS 84.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record Position([property: JsonRequired] double Latitude, [property: JsonRequired] double Longitude);

/// <summary>GeoJSON polygons (RFC 7946) and the positions that they cover.</summary>
internal static class Geography
{
    private const int MaxPolygonLength = 200_000;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new GeoJsonConverterFactory() }, MaxDepth = 16 };

    /// <summary>The bounding box of Sweden, which limits positions in a municipality without a boundary.</summary>
    private static readonly Envelope Sweden = new(10.5, 24.3, 55.0, 69.2);

    /// <summary>Checks a polygon from a request. Returns the text to store, or null without a valid polygon.</summary>
    public static string? Check(string field, JsonElement? polygon, RequestErrors errors)
    {
        if (polygon is not { ValueKind: not JsonValueKind.Null } element)
        {
            return null;
        }

        // Other members would be stored without a check.
        if (element.ValueKind == JsonValueKind.Object
            && element.EnumerateObject().Select(member => member.Name)
                .FirstOrDefault(name => name is not ("type" or "coordinates")) is { } unknown)
        {
            errors.Add(field, $"{field} ska bara ha medlemmarna type och coordinates, inte {PlaceRules.Shorten(unknown)}.");
            return null;
        }

        var text = element.GetRawText();
        if (text.Length > MaxPolygonLength)
        {
            errors.Add(field, $"{field} får vara högst {MaxPolygonLength} tecken lång; förenkla gränsen.");
            return null;
        }

        try
        {
            if (Parse(text) is (Polygon or MultiPolygon) and { IsValid: true, IsEmpty: false } geometry
                && Sweden.Contains(geometry.EnvelopeInternal))
            {
                return text;
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            // The error message below is more helpful than the parser's.
        }

        errors.Add(
            field,
            $"{field} ska vara en GeoJSON-geometri av typen Polygon eller MultiPolygon i Sverige, "
            + "med longitud före latitud och utan kanter som korsar varandra.");
        return null;
    }

    public static IPreparedGeometry? Prepare(string? polygon) => polygon is null ? null : PreparedGeometryFactory.Prepare(Parse(polygon));

    public static bool IsInSweden(Position position) => Sweden.Contains(position.Longitude, position.Latitude);

    public static bool Covers(this IPreparedGeometry geometry, Position position) =>
        geometry.Covers(new Point(position.Longitude, position.Latitude));

    private static Geometry Parse(string text) => JsonSerializer.Deserialize<Geometry>(text, Json)!;
}
