using Medborgarlofte.Http.Access;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Medborgarlofte.Reporting.Pages;

/// <summary>The public pages: rendered on the server, no scripts, nothing from other hosts.</summary>
internal static class ReportingPages
{
    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddReportingPages(this IServiceCollection services)
    {
        services.AddPages();
        return services;
    }

    /// <summary>Maps the stylesheet.</summary>
    public static IEndpointRouteBuilder MapReportingAssets(this IEndpointRouteBuilder app)
    {
        app.MapPage(Stylesheet.Path, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return TypedResults.Bytes(
                Stylesheet.Content,
                "text/css; charset=utf-8",
                entityTag: new EntityTagHeaderValue($"\"{Stylesheet.Version}\""));
        }).AllowEveryone();
        return app;
    }

    /// <summary>The start page of a municipality.</summary>
    public static IResult Start(StartPageModel model) => new Page<StartPage>(model);

    /// <summary>The list of municipalities.</summary>
    public static IResult Municipalities(IReadOnlyList<MunicipalityChanged> municipalities) =>
        new Page<MunicipalitiesPage>(municipalities);

    /// <summary>A follow-up.</summary>
    public static IResult FollowUp(FollowUp followUp) => new Page<FollowUpPage>(followUp);

    /// <summary>A situational picture.</summary>
    public static IResult SituationalPicture(SituationalPicture picture) => new Page<SituationalPicturePage>(picture);

    /// <summary>A paper of a meeting.</summary>
    public static IResult Paper(Paper paper) => new Page<PaperPage>(paper);
}
