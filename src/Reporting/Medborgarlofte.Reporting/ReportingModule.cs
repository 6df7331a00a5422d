using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.Replay;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Reporting.StartPages;

namespace Medborgarlofte.Reporting;

/// <summary>Builds the situational picture and the follow-up of the promise from the events of the other modules.</summary>
public static class ReportingModule
{
    internal const string Queue = "reporting";
    internal const string IncidentQueue = "reporting-incidents";
    private const string Module = "reporting";

    /// <summary>Adds the module's services.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDatabase<ReportingDbContext, SqliteReportingDbContext, SqlServerReportingDbContext>(configuration, Module)
        .AddInitialCatchUp<ReportingDbContext>(Module, IncidentQueue, Queue)
        .AddSingleton(SmallCellSuppression.From(configuration))
        .AddSingleton<ReadModelWriter>()
        .AddSingleton<IncidentProjection>()
        .AddScoped<ProjectionWriter>()
        .AddScoped<CubeReader>()
        .AddScoped<SituationalPictureQuery>()
        .AddScoped<ReleaseDisclosure>()
        .AddScoped<PictureReleases>()
        .AddHostedService<PublishMonthlyPictures>()
        .AddScoped<FollowUpQuery>()
        .AddScoped<FollowUpDraft>()
        .AddScoped<FollowUpTextEditor>()
        .AddScoped<FollowUpPublications>()
        .AddScoped<PromiseSummaryQuery>()
        .AddScoped<AgendaQuery>()
        .AddScoped<MeetingPapers>()
        .AddScoped<StartPageQuery>()
        .AddScoped<ReplayStart>()
        .AddHostedService<ReplayResumption>()
        .AddRetentionType<ReportingDbContext, FollowUpTextErasure>()
        .AddRetentionType<ReportingDbContext, PublicationErasure>()
        .AddPages();

    /// <summary>Adds the module's queues. Incidents have a queue of their own, so that many incidents share a commit.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(IncidentQueue, 256, typeof(IncidentsProjector));
        queues.Add(
            Queue,
            16,
            typeof(MeasuresProjector),
            typeof(DeletedDraftsProjector),
            typeof(MeetingsProjector),
            typeof(CitizenViewsProjector),
            typeof(WatchGroupsProjector),
            typeof(ReferenceNamesProjector),
            typeof(ReplaySentConsumer),
            typeof(ErasureConsumer));
    }

    /// <summary>Maps the module's endpoints and pages.</summary>
    public static void MapReporting(this IEndpointRouteBuilder app)
    {
        var municipality = app.MapMunicipality();
        SituationalPictureEndpoints.Map(municipality);
        FollowUpEndpoints.Map(municipality);
        MeetingPaperEndpoints.Map(municipality);
        ReplayEndpoints.Map(app);
        StartPageEndpoints.MapPages(app);
        FollowUpEndpoints.MapPage(app);
        SituationalPictureEndpoints.MapPage(app);
        Stylesheet.Map(app);
    }
}
