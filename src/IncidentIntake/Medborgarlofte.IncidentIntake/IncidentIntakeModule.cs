using Medborgarlofte.IncidentIntake.CitizenViews;
using Medborgarlofte.IncidentIntake.Disclosures;
using Medborgarlofte.IncidentIntake.DuplicateSuggestions;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.IncidentIntake.Open311;
using Medborgarlofte.IncidentIntake.PartyRegistration;
using Medborgarlofte.IncidentIntake.PublicReports;
using Medborgarlofte.IncidentIntake.PublicReports.Outcomes;
using Medborgarlofte.IncidentIntake.PublicReports.Pages;
using Medborgarlofte.IncidentIntake.Retention;

namespace Medborgarlofte.IncidentIntake;

/// <summary>Reports of incidents by parties and citizens, citizens' views, and the reference data of municipalities.</summary>
public static class IncidentIntakeModule
{
    private const string Name = "incident-intake";
    private const string MeasuresQueue = Name + "-measures";

    /// <summary>Adds the module's services and database.</summary>
    public static IServiceCollection AddIncidentIntake(this IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDatabase<IncidentIntakeDbContext, SqliteIncidentIntakeDbContext, SqlServerIncidentIntakeDbContext>(configuration, Name)
        .AddInitialCatchUp<IncidentIntakeDbContext, ProblemAreaCopy>(Name, MeasuresQueue)
        .AddSingleton<MunicipalityRulesCache>()
        .AddSingleton<IncidentWriter>()
        .AddScoped<PublicReportIntake>()
        .AddScoped<Open311Call>()
        .AddScoped<ServiceRequestReader>()
        .AddPages()
        .AddSingleton<ImportSignal>()
        .AddHostedService<ImportWorker>()
        .AddHostedService<PartyRegistrationJob>()
        .AddSingleton<IDocumentErasure, IncidentTextErasure>()
        .AddSingleton<IDocumentErasure, IncidentNoteErasure>()
        .AddSingleton<IDocumentErasure, CitizenViewTextErasure>()
        .AddSingleton<IDocumentErasure, ImportRefusalErasure>()
        .AddSingleton<IDocumentErasure, ServiceRequestUpdateErasure>()
        .AddSingleton<IDocumentErasure, IncidentErasure>()
        .AddScoped<RetentionRunner>()
        .AddHostedService<RetentionWorker>();

    /// <summary>Adds the module's queues.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(Name, 1, typeof(ErasedCountConsumer), typeof(ObservationConsumer));
        queues.Add(MeasuresQueue, 1, typeof(MeasuresProjector));
        queues.AddReplay<IncidentIntakeDbContext>(Name);
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapIncidentIntake(this IEndpointRouteBuilder app)
    {
        MunicipalityEndpoints.Map(app);
        var municipality = app.MapMunicipality();
        AreaEndpoints.Map(municipality);
        CategoryEndpoints.Map(municipality);
        PartyEndpoints.Map(municipality);
        CollectionEndpoints.Map(municipality);
        ResultCodeEndpoints.Map(municipality);
        IncidentReportEndpoints.Map(municipality);
        IncidentReadEndpoints.Map(municipality);
        IncidentChangeEndpoints.Map(municipality);
        DuplicateSuggestionEndpoints.Map(municipality);
        CitizenViewEndpoints.Map(municipality);
        ImportEndpoints.Map(municipality);
        DisclosureEndpoints.Map(municipality);
        RetentionEndpoints.Map(municipality);
        PublicReportEndpoints.Map(municipality);
        Open311ClientEndpoints.Map(municipality);
        ServiceRequestUpdateEndpoints.Map(municipality);
        Open311Endpoints.Map(app);
        ReportPages.Map(app);
    }
}
