using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Reporting.SituationalPictures;

internal static class SituationalPictureEndpoints
{
    public static void MapSituationalPictures(this IEndpointRouteBuilder app) =>
        app.MapMunicipality().MapGet("/situational-pictures/{period}", ReadAsync)
            .WithName("getSituationalPicture").AllowEveryone().WithPage().WithAnswerAs(SituationalPictureCsv.MediaType).Produces<SituationalPicture>();

    /// <summary>Read the lägesbild of a period.</summary>
    /// <remarks>
    /// How much, of what and where, beside the period before and the same period last year. Cases are counted by the day on which
    /// they were reported. A browser that prefers HTML gets the page; format=csv or Accept: text/csv gives the counts as a file for a
    /// spreadsheet.
    /// </remarks>
    private static async Task<IResult> ReadAsync(
        string municipality,
        string period,
        FollowUpQuery municipalities,
        SituationalPictureQuery pictures,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var reference = await municipalities.MunicipalityAsync(municipality, cancellationToken);
        var picture = await pictures.ReadAsync(reference, context.User.OpenPeriod(municipality, period), cancellationToken);
        if (context.PrefersHtml())
        {
            return ReportingPages.SituationalPicture(picture);
        }

        var shown = context.User.WorksWithPromise(municipality) ? picture : OpenData.Of(picture);
        return context.Prefers("csv", SituationalPictureCsv.MediaType) ? SituationalPictureCsv.Of(shown) : TypedResults.Ok(shown);
    }
}
