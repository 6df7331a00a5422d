using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.CitizenViews;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Disclosures;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.IncidentIntake.Open311;
using Medborgarlofte.IncidentIntake.PublicReports;
using Medborgarlofte.IncidentIntake.PublicReports.Outcomes;
using Medborgarlofte.IncidentIntake.PublicReports.Pages;
using Medborgarlofte.IncidentIntake.Retention;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.IncidentIntake;

/// <summary>Where the parties report what happens and citizens tell where it feels unsafe; owns the reference data.</summary>
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
        .AddScoped<QuarantineDoor>()
        .AddScoped<Open311Call>()
        .AddScoped<ServiceRequestReader>()
        .AddPages()
        .AddSingleton<ImportSignal>()
        .AddHostedService<ImportWorker>()
        .AddScoped<Erasure>()
        .AddHostedService<RetentionWorker>();

    /// <summary>Adds the module's queues.</summary>
    public static void AddQueues(QueueCatalogue queues)
    {
        queues.Add(Name, 1, typeof(NoteErased), typeof(TakeObservations));
        queues.Add(MeasuresQueue, 1, typeof(KeepMeasures));
        queues.AddReplay<IncidentIntakeDbContext>(Name);
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapIncidentIntake(this IEndpointRouteBuilder app)
    {
        MunicipalityEndpoints.Map(app);
        var municipality = app.MapMunicipality();
        AreaEndpoints.Map(municipality);
        CategoryEndpoints.Map(municipality);
        ReportIncident.Map(municipality);
        ReadIncidents.Map(municipality);
        ChangeIncident.Map(municipality);
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
