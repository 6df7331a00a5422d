using System.Text.Json;
using System.Text.Json.Serialization;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.IO.Converters;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A position in WGS 84.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record Position([property: JsonRequired] double Latitude, [property: JsonRequired] double Longitude);

/// <summary>GeoJSON polygons (RFC 7946) and what lies in them.</summary>
internal static class Geography
{
    private const int MaxPolygonLength = 200_000;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new GeoJsonConverterFactory() }, MaxDepth = 16 };

    /// <summary>The bounding box of Sweden: where a municipality has no boundary, a position must at least lie here.</summary>
    private static readonly Envelope Sweden = new(10.5, 24.3, 55.0, 69.2);

    /// <summary>Checks a polygon from a request; returns it as text to store, or null where there is none or it is wrong.</summary>
    public static string? Check(string field, JsonElement? polygon, RequestErrors errors)
    {
        if (polygon is not { ValueKind: not JsonValueKind.Null } element)
        {
            return null;
        }

        // What stands beside the coordinates would be kept unread.
        if (element.ValueKind == JsonValueKind.Object
            && element.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => name is not ("type" or "coordinates")) is { } unknown)
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
            if (Parse(text) is (Polygon or MultiPolygon) and { IsValid: true, IsEmpty: false } geometry && Sweden.Contains(geometry.EnvelopeInternal))
            {
                return text;
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            // Falls through to the same help: what is wrong in a polygon is seldom told better by the parser.
        }

        errors.Add(field, $"{field} ska vara en GeoJSON-geometri av typen Polygon eller MultiPolygon i Sverige, med longitud före latitud och utan kanter som korsar varandra.");
        return null;
    }

    public static IPreparedGeometry? Prepare(string? polygon) => polygon is null ? null : PreparedGeometryFactory.Prepare(Parse(polygon));

    public static bool IsInSweden(Position position) => Sweden.Contains(position.Longitude, position.Latitude);

    public static bool Covers(this IPreparedGeometry geometry, Position position) =>
        geometry.Covers(new Point(position.Longitude, position.Latitude));

    private static Geometry Parse(string text) => JsonSerializer.Deserialize<Geometry>(text, Json)!;
}
