using Medborgarlofte.Reporting.Pages;

namespace Medborgarlofte.Reporting.StartPages;

/// <summary>The list of municipalities and the start page of each.</summary>
internal static class StartPageEndpoints
{
    public static void MapPages(IEndpointRouteBuilder app)
    {
        app.MapPage("/", ReadFirstAsync).AllowEveryone();
        app.MapPage(PageRoutes.Municipality, ReadAsync).AllowEveryone();
    }

    // A single municipality needs no list to choose from.
    private static async Task<IResult> ReadFirstAsync(
        ReportingDbContext db, StartPageQuery start, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var municipalities = await MunicipalityReference.ListAsync(db, cancellationToken);
        return municipalities.Count == 1
            ? await ReadAsync(municipalities[0].Municipality, db, start, caller, cancellationToken)
            : new Page<MunicipalitiesPage>(municipalities);
    }

    private static async Task<IResult> ReadAsync(
        string municipality, ReportingDbContext db, StartPageQuery start, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return new Page<StartPage>(await start.ReadAsync(reference, caller.WorksWithPromise(municipality), cancellationToken));
    }
}
