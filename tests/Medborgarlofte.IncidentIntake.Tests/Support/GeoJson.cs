namespace Medborgarlofte.IncidentIntake.Tests.Support;

/// <summary>GeoJSON for tests.</summary>
internal static class GeoJson
{
    public static JsonObject Square(double west, double south, double east, double north) => Polygon(Ring(west, south, east, north));

    public static JsonObject Polygon(params JsonArray[] rings) =>
        new() { ["type"] = "Polygon", ["coordinates"] = new JsonArray([.. rings]) };

    public static JsonArray Ring(double west, double south, double east, double north) => new(
        new JsonArray(west, south), new JsonArray(east, south), new JsonArray(east, north), new JsonArray(west, north), new JsonArray(
            west, south));

    public static JsonObject Position(double latitude, double longitude) => new() { ["latitude"] = latitude, ["longitude"] = longitude };
}
