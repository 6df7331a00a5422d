using Medborgarlofte.Http.Access;
using System.Security.Claims;
using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Reporting.Pages;

/// <summary>The addresses of the pages that anyone can read.</summary>
internal static class PublicPages
{
    private const string Municipality = @"/{municipality:regex(^\d{{4}}$)}";

    /// <summary>The address of a follow-up.</summary>
    public static string FollowUpPath(string municipality, string period) => $"/{municipality}/uppfoljning/{period}";

    public static void MapPublicPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/", FirstAsync).AllowEveryone();
        app.MapPage(Municipality, StartAsync).AllowEveryone();
        app.MapPage(Municipality + "/uppfoljning/{period}", FollowUpAsync).AllowEveryone();
        app.MapPage(Municipality + "/lagesbild/{period}", PictureAsync).AllowEveryone();
    }

    // With one municipality there is nothing to choose.
    private static async Task<IResult> FirstAsync(
        ReportingDbContext db, FollowUpQuery followUps, StartPageQuery start, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var municipalities = await MunicipalityReference.ListAsync(db, cancellationToken);
        return municipalities.Count == 1
            ? await StartAsync(municipalities[0].Municipality, followUps, start, caller, cancellationToken)
            : ReportingPages.Municipalities(municipalities);
    }

    private static async Task<IResult> StartAsync(
        string municipality, FollowUpQuery followUps, StartPageQuery start, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var reference = await followUps.MunicipalityAsync(municipality, cancellationToken);
        return ReportingPages.Start(await start.ReadAsync(reference, caller.WorksWithPromise(municipality), cancellationToken));
    }

    private static async Task<IResult> FollowUpAsync(
        string municipality, string period, string? version, FollowUpQuery followUps, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var reference = await followUps.MunicipalityAsync(municipality, cancellationToken);
        return ReportingPages.FollowUp(await followUps.ReadAsync(
            reference, caller.OpenPeriod(municipality, period), version, caller.WorksWithPromise(municipality), cancellationToken));
    }

    private static async Task<IResult> PictureAsync(
        string municipality,
        string period,
        FollowUpQuery followUps,
        SituationalPictureQuery pictures,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        var reference = await followUps.MunicipalityAsync(municipality, cancellationToken);
        return ReportingPages.SituationalPicture(await pictures.ReadAsync(reference, caller.OpenPeriod(municipality, period), cancellationToken));
    }
}
