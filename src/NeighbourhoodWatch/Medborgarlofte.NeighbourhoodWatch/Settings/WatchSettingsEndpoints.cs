namespace Medborgarlofte.NeighbourhoodWatch.Settings;

/// <summary>The municipality's conditions for watch groups; null means no condition.</summary>
/// <param name="HouseholdsPerContactPerson">Maximum number of households per contact person, 1 to 200, or null.</param>
/// <param name="MinimumSharePercent">Minimum share of the households that take part, 1 to 100 percent, or null.</param>
/// <param name="RetrainingMonths">Number of months after which basic training must be repeated, 1 to 240, or null.</param>
/// <param name="DormantAfterMonths">Number of months without activity after which a group becomes dormant, 1 to 240, or null.</param>
public sealed record WatchSettingsRequest(
    int? HouseholdsPerContactPerson, int? MinimumSharePercent, int? RetrainingMonths, int? DormantAfterMonths);

/// <summary>The municipality's conditions for watch groups; null means no condition.</summary>
/// <param name="Version">Version, the same as the ETag; 0 until settings are saved.</param>
/// <param name="HouseholdsPerContactPerson">Maximum number of households per contact person, or null.</param>
/// <param name="MinimumSharePercent">Minimum share of the households that take part, in percent, or null.</param>
/// <param name="RetrainingMonths">Number of months after which basic training must be repeated, or null.</param>
/// <param name="DormantAfterMonths">Number of months without activity after which a group becomes dormant, or null.</param>
public sealed record WatchSettingsResponse(
    int Version, int? HouseholdsPerContactPerson, int? MinimumSharePercent, int? RetrainingMonths, int? DormantAfterMonths);

/// <summary>Reads and changes a municipality's conditions for watch groups.</summary>
internal static class WatchSettingsEndpoints
{
    private const string Path = "/watch-settings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, GetAsync)
            .WithName("getWatchSettings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path, ChangeAsync).WithName("changeWatchSettings").RequireRoles(Roles.Coordinator).WithIfMatch();
    }

    /// <summary>Get the settings for grannsamverkan.</summary>
    /// <remarks>The municipality's conditions; null means no condition. The ETag is "0" until settings are saved.</remarks>
    private static async Task<Ok<WatchSettingsResponse>> GetAsync(
        string municipality, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return Ok(http, await WatchSettings.FindAsync(db, municipality, cancellationToken));
    }

    /// <summary>Change the settings for grannsamverkan.</summary>
    /// <remarks>Replaces all settings. Active groups stay active.</remarks>
    private static async Task<Ok<WatchSettingsResponse>> ChangeAsync(
        string municipality, WatchSettingsRequest request, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellation)
    {
        await db.RequireMunicipalityAsync(municipality, cancellation);
        var settings = await WatchSettings.FindAsync(db, municipality, cancellation);
        http.Request.RequireIfMatch(settings.Version);
        var errors = new RequestErrors();
        errors.InRange("householdsPerContactPerson", request.HouseholdsPerContactPerson, 1, WatchSettings.MaxHouseholdsPerContactPerson);
        errors.InRange("minimumSharePercent", request.MinimumSharePercent, 1, 100);
        errors.InRange("retrainingMonths", request.RetrainingMonths, 1, WatchSettings.MaxMonths);
        errors.InRange("dormantAfterMonths", request.DormantAfterMonths, 1, WatchSettings.MaxMonths);
        errors.ThrowIfAny();
        if (settings.Version == 0)
        {
            db.WatchSettings.Add(settings);
        }

        settings.HouseholdsPerContactPerson = request.HouseholdsPerContactPerson;
        settings.MinimumSharePercent = request.MinimumSharePercent;
        settings.RetrainingMonths = request.RetrainingMonths;
        settings.DormantAfterMonths = request.DormantAfterMonths;
        settings.Version++;
        await db.SaveChangedAsync(cancellation);
        return Ok(http, settings);
    }

    private static Ok<WatchSettingsResponse> Ok(HttpContext http, WatchSettings settings) => Responses.Ok(
        http,
        settings.Version,
        new WatchSettingsResponse(
            settings.Version,
            settings.HouseholdsPerContactPerson,
            settings.MinimumSharePercent,
            settings.RetrainingMonths,
            settings.DormantAfterMonths));
}
