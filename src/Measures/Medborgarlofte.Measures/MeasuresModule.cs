using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Measures.Activities;
using Medborgarlofte.Measures.Commitments;
using Medborgarlofte.Measures.Drafts;
using Medborgarlofte.Measures.Effects;
using Medborgarlofte.Measures.Measures;
using Medborgarlofte.Measures.Meetings;
using Medborgarlofte.Measures.Notices;
using Medborgarlofte.Measures.OutcomeEvents;
using Medborgarlofte.Measures.ProblemAreas;
using Medborgarlofte.Measures.Promises;
using Medborgarlofte.Measures.Retention;
using Medborgarlofte.Measures.Subscriptions;
using Medborgarlofte.Measures.Subscriptions.Pages;

namespace Medborgarlofte.Measures;

/// <summary>The Measures module: promises, their problem areas, and the measures taken and their effects.</summary>
public static class MeasuresModule
{
    private const string Name = "measures";

    /// <summary>Adds the module's services and database.</summary>
    public static IServiceCollection AddMeasures(this IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDatabase<MeasuresDbContext, SqliteMeasuresDbContext, SqlServerMeasuresDbContext>(configuration, Name)
        .AddInitialCatchUp<MeasuresDbContext>(Name, Name)
        .AddNotices<MeasuresDbContext>(configuration, Name, DocumentType.MeasureNotice)
        .AddRetentionType<MeasuresDbContext, MeasureNoteErasure>()
        .AddNoticeAudience<MeasuresDbContext, AreaSubscribers>()
        .AddPersonRegister<MeasuresDbContext, NoticeRecipientRegister>()
        .AddScoped<SubscriptionService>()
        .AddScoped<ICauseUsage, CauseUsage>()
        .AddScoped<IDraftRows, DraftRows>()
        .AddScoped<IMeasureEffects, MeasureEffects>()
        .AddScoped<IMeetingDecisions, MeetingDecisionsQuery>()
        .AddHostedService<UnconfirmedSubscriptionErasure>()
        .AddPages();

    /// <summary>Adds the queues of the consumers.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(
            Name,
            1,
            typeof(ReferenceDataProjector<MeasuresDbContext>),
            typeof(RestrictionProjector),
            typeof(RetentionErasure<MeasuresDbContext>));
        queues.AddReplay<MeasuresDbContext>(Name);
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static IEndpointRouteBuilder MapMeasures(this IEndpointRouteBuilder app)
    {
        var municipality = app.MapMunicipality();
        PromiseEndpoints.Map(municipality);
        PromiseDecisions.Map(municipality);
        ProblemAreaEndpoints.Map(municipality);
        ChangeProblemAreaStatus.Map(municipality);
        MeasureEndpoints.Map(municipality);
        MeasureBoard.Map(municipality);
        ChangeMeasureStatus.Map(municipality);
        EffectEndpoints.Map(municipality);
        CommitmentEndpoints.Map(municipality);
        ActivityEndpoints.Map(municipality);
        ActivityImport.Map(municipality);
        OutcomeEventEndpoints.Map(municipality);
        NoticeEndpoints.Map(municipality);
        municipality.MapRegisterExtract<MeasuresDbContext>("/notices/register-extracts", "makeNoticeRegisterExtract");
        PartyContactEndpoints.Map(municipality);
        SubscriptionPages.Map(app);
        MeetingEndpoints.Map(municipality);
        ChangeMeetingStatus.Map(municipality);
        return app;
    }
}
