using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Reporting.SituationalPictures.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.Reporting.SituationalPictures;

internal static class SituationalPictureEndpoints
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapGet("/situational-pictures/{period}", ReadAsync).WithName("getSituationalPicture").AllowEveryone()
            .WithPage().WithResponseAs(SituationalPictureCsv.MediaType).Produces<SituationalPicture>();

    public static void MapPage(IEndpointRouteBuilder app) =>
        app.MapPage(PageRoutes.Municipality + "/lagesbild/{period}", ReadPageAsync).AllowEveryone();

    /// <summary>Read the lägesbild of a period.</summary>
    /// <remarks>
    /// Returns the number of cases by kind and place, compared with the previous period and the same period last year. Cases are counted
    /// by the day on which they were reported. A browser that prefers HTML gets the page. Use format=csv or Accept: text/csv for a
    /// spreadsheet.
    /// </remarks>
    private static async Task<IResult> ReadAsync(string municipality, string period, [AsParameters] SituationalPictureServices services)
    {
        var picture = await services.ReadAsync(municipality, period);
        if (services.Http.PrefersHtml())
        {
            return new Page<SituationalPicturePage>(picture);
        }

        return services.Http.Prefers("csv", SituationalPictureCsv.MediaType)
            ? SituationalPictureCsv.Of(picture)
            : TypedResults.Ok(picture);
    }

    private static async Task<IResult> ReadPageAsync(
        string municipality, string period, [AsParameters] SituationalPictureServices services) =>
        new Page<SituationalPicturePage>(await services.ReadAsync(municipality, period));
}

/// <summary>The services of the endpoints.</summary>
/// <remarks>FromServices is explicit, because the API document infers a request body from services in a record.</remarks>
internal sealed record SituationalPictureServices(
    [FromServices] ReportingDbContext Db,
    [FromServices] SituationalPictureQuery Pictures,
    [FromServices] PictureReleases Releases,
    [FromServices] TimeProvider Time,
    HttpContext Http,
    CancellationToken Cancellation)
{
    // Those who work with the promise see all counts of any period; everyone else sees what is released.
    public async Task<SituationalPicture> ReadAsync(string municipality, string period)
    {
        var reference = await Db.RequireMunicipalityAsync(municipality, Cancellation);
        var requested = Http.User.RequirePeriod(municipality, period);
        if (reference.Today(Time) < requested.FirstDay)
        {
            throw new ProblemException(
                StatusCodes.Status404NotFound,
                "not-begun",
                "Perioden har inte börjat",
                $"{SwedishText.Capitalised(requested.Name)} börjar den {SwedishText.Day(requested.FirstDay)}.");
        }

        return Http.User.WorksWithPromise(municipality)
            ? await Pictures.ReadAsync(reference, requested, Cancellation)
            : await Releases.ReadAsync(reference, requested, Cancellation);
    }
}
