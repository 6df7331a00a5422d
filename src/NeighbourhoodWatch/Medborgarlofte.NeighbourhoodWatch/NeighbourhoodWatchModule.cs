using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;
using Medborgarlofte.NeighbourhoodWatch.Interests;
using Medborgarlofte.NeighbourhoodWatch.Observations;
using Medborgarlofte.NeighbourhoodWatch.StartGuides;
using Medborgarlofte.NeighbourhoodWatch.Statistics;
using Medborgarlofte.NeighbourhoodWatch.Trainings;
using Medborgarlofte.NeighbourhoodWatch.Warnings;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>Grannsamverkan: groups of residents, the areas they watch, their trainings, duties and mail.</summary>
public static class NeighbourhoodWatchModule
{
    private const string Name = "neighbourhood-watch";
    private const string IncidentQueue = "neighbourhood-watch-incidents";

    /// <summary>Adds the module's services and database.</summary>
    public static IServiceCollection AddNeighbourhoodWatch(this IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDatabase<NeighbourhoodWatchDbContext, SqliteNeighbourhoodWatchDbContext, SqlServerNeighbourhoodWatchDbContext>(
            configuration, Name)
        .AddInitialCatchUp<NeighbourhoodWatchDbContext>(Name, Name, IncidentQueue)
        .AddNotices<NeighbourhoodWatchDbContext>(configuration, Name, DocumentType.WatchNotice)
        .AddRetentionType<NeighbourhoodWatchDbContext, MemberErasure>()
        .AddNoticeAudience<NeighbourhoodWatchDbContext, WarningAudience>()
        .AddNoticeAudience<NeighbourhoodWatchDbContext, StatisticsAudience>()
        .AddPersonRegister<NeighbourhoodWatchDbContext, MemberRegister>()
        .AddPages()
        .AddHostedService<DormancyJob>()
        .AddHostedService<WatchedIncidentCleanupJob>()
        .AddHostedService<ContactPersonReminderJob>();

    /// <summary>Adds the module's queues and their consumers.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(
            Name,
            1,
            typeof(ReferenceDataProjector<NeighbourhoodWatchDbContext>),
            typeof(RetentionErasure<NeighbourhoodWatchDbContext>),
            typeof(SendMonthlyStatistics));
        queues.Add(IncidentQueue, 1, typeof(IncidentWarningConsumer));
        queues.AddReplay<NeighbourhoodWatchDbContext>(Name);
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static IEndpointRouteBuilder MapNeighbourhoodWatch(this IEndpointRouteBuilder app)
    {
        var municipality = app.MapMunicipality();
        WatchGroupEndpoints.Map(municipality);
        WatchGroupStatusEndpoints.Map(municipality);
        MemberEndpoints.Map(municipality);
        municipality.MapRegisterExtract<NeighbourhoodWatchDbContext>(
            WatchGroupEndpoints.Path + "/register-extracts", "makeWatchRegisterExtract");
        GroupActivityEndpoints.Map(municipality);
        TrainingEndpoints.Map(municipality);
        TrainingBookingEndpoints.Map(municipality);
        RestrictionEndpoints.Map(municipality);
        WarningEndpoints.Map(municipality);
        WarningSettingsEndpoints.Map(municipality);
        ObservationEndpoints.Map(municipality);
        WatchSettingsEndpoints.Map(municipality);
        StartGuidePages.Map(app);
        InterestPages.Map(app);
        return app;
    }
}
