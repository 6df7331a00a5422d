using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.NeighbourhoodWatch.Settings;

/// <summary>What the municipality decides about grannsamverkan; null is no condition.</summary>
/// <param name="HouseholdsPerContactPerson">Most households for one contact person, 1 to 200, or null.</param>
/// <param name="MinimumSharePercent">Least share of the households that take part, 1 to 100 percent, or null.</param>
/// <param name="RetrainingMonths">Months after which basic training is held anew, 1 to 240, or null.</param>
/// <param name="DormantAfterMonths">Months without activity after which a group becomes dormant, 1 to 240, or null.</param>
public sealed record WatchSettingsRequest(int? HouseholdsPerContactPerson, int? MinimumSharePercent, int? RetrainingMonths, int? DormantAfterMonths);

/// <summary>What the municipality has decided about grannsamverkan.</summary>
/// <param name="Version">Version, the same as the ETag; 0 where nothing is set.</param>
/// <param name="HouseholdsPerContactPerson">Most households for one contact person, or null.</param>
/// <param name="MinimumSharePercent">Least share of the households that take part, in percent, or null.</param>
/// <param name="RetrainingMonths">Months after which basic training is held anew, or null.</param>
/// <param name="DormantAfterMonths">Months without activity after which a group becomes dormant, or null.</param>
public sealed record WatchSettingsResponse(
    int Version, int? HouseholdsPerContactPerson, int? MinimumSharePercent, int? RetrainingMonths, int? DormantAfterMonths);

/// <summary>The municipality's settings for grannsamverkan.</summary>
internal static class WatchSettingsEndpoints
{
    private const string Path = "/watch-settings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, GetAsync).WithName("getWatchSettings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path, ChangeAsync).WithName("changeWatchSettings").RequireRoles(Roles.Coordinator).WithIfMatch();
    }

    /// <summary>Read the settings for grannsamverkan.</summary>
    /// <remarks>What the municipality has decided; null is no condition. The ETag is "0" where nothing is set.</remarks>
    private static async Task<Ok<WatchSettingsResponse>> GetAsync(
        string municipality, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return Answer(http, await WatchSettings.FindAsync(db, municipality, cancellationToken));
    }

    /// <summary>Change the settings for grannsamverkan.</summary>
    /// <remarks>Replaces them all. They hold from now on; groups that are active stay so.</remarks>
    private static async Task<Ok<WatchSettingsResponse>> ChangeAsync(
        string municipality, WatchSettingsRequest request, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var settings = await WatchSettings.FindAsync(db, municipality, cancellationToken);
        http.Request.RequireIfMatch(settings.Version);
        var errors = new RequestErrors();
        errors.InRange("householdsPerContactPerson", request.HouseholdsPerContactPerson, 1, WatchSettings.MaxHouseholdsPerContactPerson);
        errors.InRange("minimumSharePercent", request.MinimumSharePercent, 1, 100);
        errors.InRange("retrainingMonths", request.RetrainingMonths, 1, WatchSettings.MaxMonths);
        errors.InRange("dormantAfterMonths", request.DormantAfterMonths, 1, WatchSettings.MaxMonths);
        errors.ThrowIfAny();
        if (settings.Version == 0)
        {
            db.Settings.Add(settings);
        }

        settings.HouseholdsPerContactPerson = request.HouseholdsPerContactPerson;
        settings.MinimumSharePercent = request.MinimumSharePercent;
        settings.RetrainingMonths = request.RetrainingMonths;
        settings.DormantAfterMonths = request.DormantAfterMonths;
        settings.Version++;
        await db.SaveChangedAsync(cancellationToken);
        return Answer(http, settings);
    }

    private static Ok<WatchSettingsResponse> Answer(HttpContext http, WatchSettings settings)
    {
        http.Response.SetETag(settings.Version);
        return TypedResults.Ok(new WatchSettingsResponse(
            settings.Version, settings.HouseholdsPerContactPerson, settings.MinimumSharePercent, settings.RetrainingMonths, settings.DormantAfterMonths));
    }
}
