using Medborgarlofte.ApiContract;
using Medborgarlofte.DevelopmentIdentity;
using Medborgarlofte.Events;
using Medborgarlofte.Gateway;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake;
using Medborgarlofte.Measures;
using Medborgarlofte.NeighbourhoodWatch;
using Medborgarlofte.Reporting;
using Medborgarlofte.ServiceDefaults;

namespace Medborgarlofte.Standalone;

/// <summary>All modules in one process.</summary>
public static class StandaloneApp
{
    /// <summary>Builds the process without starting it.</summary>
    public static WebApplication Build(string[] settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = StandaloneStart.CreateBuilder(settings);
        builder.Configuration.AddStandaloneDefaults(settings);
        return Build(builder, configure);
    }

    internal static WebApplication Build(WebApplicationBuilder builder, Action<WebApplicationBuilder>? configure = null)
    {
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService();
        builder.AddDevelopmentIssuer();
        builder.AddServiceDefaults();
        builder.AddEdge();
        builder.Services.AddIncidentIntake(builder.Configuration);
        builder.Services.AddMeasures(builder.Configuration);
        builder.Services.AddNeighbourhoodWatch(builder.Configuration);
        builder.Services.AddReporting(builder.Configuration);
        builder.Services.AddEventBus(
            builder.Configuration,
            IncidentIntakeModule.AddQueues,
            MeasuresModule.AddQueues,
            NeighbourhoodWatchModule.AddQueues,
            ReportingModule.AddQueues);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePathBaseAndRouting(RequiredSettings.PathOf(app.Configuration[RequiredSettings.PublicAddress]));
        app.UseEdge();
        app.UseServiceDefaults(beforeAccess: app => app.UseEdgeLimits());
        app.MapDevelopmentIssuer();
        app.MapIncidentIntake();
        app.MapMeasures();
        app.MapNeighbourhoodWatch();
        app.MapReporting();
        app.MapApiContract();
        return app;
    }
}
