using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Activities;
using Medborgarlofte.Measures.Commitments;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Features;
using Medborgarlofte.Measures.Informing;
using Medborgarlofte.Measures.Informing.Pages;
using Medborgarlofte.Measures.Meetings;
using Medborgarlofte.Measures.OutcomeEvents;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Measures;

/// <summary>The year's promise, the problem areas that it takes on, what is done about them and which effect it has.</summary>
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
        .AddPersonRegister<MeasuresDbContext, InformedRegister>()
        .AddScoped<SubscriptionDesk>()
        .AddHostedService<UnansweredQuestions>()
        .AddPages();

    /// <summary>Adds what the module consumes.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(Name, 1, typeof(ReferenceDataProjector<MeasuresDbContext>), typeof(RetentionErasure<MeasuresDbContext>));
        queues.AddReplay<MeasuresDbContext>(Name);
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static IEndpointRouteBuilder MapMeasures(this IEndpointRouteBuilder app)
    {
        var municipality = app.MapMunicipality();
        PromiseEndpoints.Map(municipality);
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
