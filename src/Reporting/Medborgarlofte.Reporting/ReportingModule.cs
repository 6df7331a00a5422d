using Medborgarlofte.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.Replays;
using Medborgarlofte.Reporting.SituationalPictures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Reporting;

/// <summary>Turns the other modules' events into the situational picture and the follow-up of the promise.</summary>
public static class ReportingModule
{
    internal const string Queue = "reporting";
    internal const string IncidentQueue = "reporting-incidents";
    private const string Module = "reporting";

    /// <summary>Adds the module's services.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services, IConfiguration configuration)
    {
        SmallCells.Configure(configuration);
        services.AddModuleDatabase<ReportingDbContext, SqliteReportingDbContext, SqlServerReportingDbContext>(configuration, Module);
        services.AddInitialCatchUp<ReportingDbContext>(Module, IncidentQueue, Queue);
        services.AddSingleton<OneWriter>();
        services.AddSingleton<IncidentProjection>();
        services.AddScoped<CubeReader>();
        services.AddScoped<SituationalPictureQuery>();
        services.AddScoped<FollowUpQuery>();
        services.AddScoped<PromiseSummaryQuery>();
        services.AddScoped<FollowUpDraft>();
        services.AddScoped<FollowUpPublications>();
        services.AddRetentionType<ReportingDbContext, FollowUpTextErasure>();
        services.AddRetentionType<ReportingDbContext, PublicationErasure>();
        services.AddScoped<StartPageQuery>();
        services.AddScoped<StartReplay>();
        services.AddScoped<AgendaQuery>();
        services.AddScoped<MeetingPapers>();
        services.AddHostedService<TellMonthlyPictures>();
        return services.AddReportingPages();
    }

    /// <summary>Adds the module's queues. Incidents have one of their own, so that many of them share a commit.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(IncidentQueue, 256, typeof(ProjectIncidents));
        queues.Add(Queue, 16, typeof(KeepProjections), typeof(KeepNames), typeof(NoteReplaySent), typeof(ReportingErasure));
    }

    /// <summary>Maps the module's endpoints and public pages.</summary>
    public static void MapReporting(this IEndpointRouteBuilder app)
    {
        app.MapSituationalPictures();
        app.MapFollowUps();
        app.MapMeetingPapers();
        app.MapReplays();
        app.MapPublicPages();
        app.MapReportingAssets();
    }
}
