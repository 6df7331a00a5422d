using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.NeighbourhoodWatch.Interests;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.NeighbourhoodWatch.Observations;
using Medborgarlofte.NeighbourhoodWatch.Pages;
using Medborgarlofte.NeighbourhoodWatch.Restrictions;
using Medborgarlofte.NeighbourhoodWatch.Settings;
using Medborgarlofte.NeighbourhoodWatch.Statistics;
using Medborgarlofte.NeighbourhoodWatch.Trainings;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>Grannsamverkan: which groups of residents watch over which areas.</summary>
public static class NeighbourhoodWatchModule
{
    private const string Name = "neighbourhood-watch";
    private const string IncidentQueue = "neighbourhood-watch-incidents";

    /// <summary>Adds the module's services and database.</summary>
    public static IServiceCollection AddNeighbourhoodWatch(this IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDatabase<NeighbourhoodWatchDbContext, SqliteNeighbourhoodWatchDbContext, SqlServerNeighbourhoodWatchDbContext>(configuration, Name)
        .AddInitialCatchUp<NeighbourhoodWatchDbContext>(Name, Name, IncidentQueue)
        .AddNotices<NeighbourhoodWatchDbContext>(configuration, Name, DocumentType.WatchNotice)
        .AddRetentionType<NeighbourhoodWatchDbContext, MemberErasure>()
        .AddNoticeAudience<NeighbourhoodWatchDbContext, WarningAudience>()
        .AddNoticeAudience<NeighbourhoodWatchDbContext, StatisticsAudience>()
        .AddPersonRegister<NeighbourhoodWatchDbContext, MemberRegister>()
        .AddPages()
        .AddHostedService<DormancyWorker>()
        .AddHostedService<ForgetWatchedIncidents>()
        .AddHostedService<RemindContactPersons>();

    /// <summary>Adds what the module consumes.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(Name, 1, typeof(ReferenceDataProjector<NeighbourhoodWatchDbContext>), typeof(RetentionErasure<NeighbourhoodWatchDbContext>), typeof(TellStatistics));
        queues.Add(IncidentQueue, 1, typeof(WatchIncidents));
        queues.AddReplay<NeighbourhoodWatchDbContext>(Name);
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static IEndpointRouteBuilder MapNeighbourhoodWatch(this IEndpointRouteBuilder app)
    {
        var municipality = app.MapMunicipality();
        WatchGroupEndpoints.Map(municipality);
        ChangeWatchGroupStatus.Map(municipality);
        MemberEndpoints.Map(municipality);
        municipality.MapRegisterExtract<NeighbourhoodWatchDbContext>(WatchGroupEndpoints.Path + "/register-extracts", "makeWatchRegisterExtract");
        GroupActivityEndpoints.Map(municipality);
        TrainingEndpoints.Map(municipality);
        TrainingBookingEndpoints.Map(municipality);
        RestrictionEndpoints.Map(municipality);
        WarningEndpoints.Map(municipality);
        ObservationEndpoints.Map(municipality);
        WatchSettingsEndpoints.Map(municipality);
        StartPages.Map(app);
        InterestPages.Map(app);
        return app;
    }
}
