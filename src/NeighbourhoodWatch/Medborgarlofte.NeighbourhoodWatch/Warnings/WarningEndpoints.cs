namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>A sent warning.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Area">Area code.</param>
/// <param name="Category">Category code.</param>
/// <param name="Rule">The rule that triggered the warning.</param>
/// <param name="Cases">Number of cases.</param>
/// <param name="Days">Number of days within which the cases were reported.</param>
/// <param name="On">Calendar day on which the warning was sent.</param>
/// <param name="Text">The text, in Swedish.</param>
/// <param name="Groups">Number of active groups in the area.</param>
/// <param name="Households">Number of households that received the warning.</param>
public sealed record WarningResponse(
    Guid Id, string Area, string Category, WarningRule Rule, int Cases, int Days, DateOnly On, string Text, int Groups, int Households);

/// <summary>Lists the sent warnings.</summary>
internal static class WarningEndpoints
{
    public const string Path = "/warnings";

    public static void Map(RouteGroupBuilder municipality) => municipality.MapGet(Path, ListAsync)
        .WithName("listWarnings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);

    /// <summary>List the sent warnings.</summary>
    /// <remarks>Latest first, with the number of groups and households that received each warning.</remarks>
    private static async Task<Ok<PageOf<WarningResponse>>> ListAsync(
        string municipality, string? area, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        var warnings = await services.Db.Warnings.AsNoTracking()
            .Where(warning => warning.Municipality == municipality && (area == null || warning.Area == area))
            .OrderByDescending(warning => warning.Id)
            .ToPageAsync(paging, services.Cancellation);
        return TypedResults.Ok(warnings.Select(ToResponse));
    }

    private static WarningResponse ToResponse(Warning warning) => new(
        warning.PublicId,
        warning.Area,
        warning.Category,
        warning.Rule,
        warning.Cases,
        warning.Days,
        warning.On,
        warning.Text,
        warning.Groups,
        warning.Households);
}
