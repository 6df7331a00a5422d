using Medborgarlofte.AppHost;
using Medborgarlofte.Demo;
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);

// A single compute environment: publishing fails with two.
if (builder.ExecutionContext.IsPublishMode)
{
    // The dashboard shows every trace, so its port is bound to the loopback.
    builder.AddDockerComposeEnvironment("compose").WithDashboard(dashboard => dashboard.PublishAsDockerComposeService(
        (_, service) => service.Ports = ["127.0.0.1:18888:18888"]));
}

var topology = builder.ExecutionContext.IsPublishMode || builder.Configuration.GetValue("Medborgarlofte:Containers", true)
    ? Topology.OfContainers(builder)
    : Topology.WithoutContainers(builder);
var replicas = builder.Configuration.GetValue("Medborgarlofte:Replicas", 1);
var authority = builder.ExecutionContext.IsPublishMode ? builder.AddParameter("oidc-authority") : null;

var intake = AddService<Projects.Medborgarlofte_IncidentIntake_Host>("incident-intake", "intakedb");
var measures = AddService<Projects.Medborgarlofte_Measures_Host>("measures", "measuresdb");
var watch = AddService<Projects.Medborgarlofte_NeighbourhoodWatch_Host>("neighbourhood-watch", "watchdb");
var reporting = AddService<Projects.Medborgarlofte_Reporting_Host>("reporting", "reportingdb");

var gateway = Settle(builder.AddProject<Projects.Medborgarlofte_Gateway_Host>("gateway", launchProfileName: null))
    .WithHttpEndpoint(port: builder.ExecutionContext.IsRunMode ? 5100 : null)
    .WithExternalHttpEndpoints()
    .WithReference(intake).WithReference(measures).WithReference(watch).WithReference(reporting)
    .WaitFor(intake).WaitFor(measures).WaitFor(watch).WaitFor(reporting)
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Startsida")
    .WithUrlForEndpoint(
        "http", endpoint => new ResourceUrlAnnotation { Url = "/api/docs", DisplayText = "API-referens", Endpoint = endpoint });

gateway.WithCommand(
    "load-demo",
    "Läs in exemplet Oxelösund",
    async context =>
    {
        using var client = new HttpClient { BaseAddress = new Uri(gateway.GetEndpoint("http").Url) };
        await DemoLoader.SignInAsync(client, context.CancellationToken);
        await DemoLoader.LoadAsync(client, context.CancellationToken);
        return CommandResults.Success();
    },
    new CommandOptions { IconName = "DatabaseArrowDown" });

reporting.WithCommand(
    "replay",
    "Bygg om lägesbilden ur händelseloggarna",
    async context =>
    {
        using var client = new HttpClient { BaseAddress = new Uri(gateway.GetEndpoint("http").Url) };
        await DemoLoader.SignInAsync(client, context.CancellationToken);
        using var response = await client.PostAsync(new Uri("api/v1/replays", UriKind.Relative), content: null, context.CancellationToken);
        response.EnsureSuccessStatusCode();
        return CommandResults.Success();
    },
    new CommandOptions
    {
        IconName = "ArrowSync",
        ConfirmationMessage = "Lägesbilden töms och byggs upp på nytt. Publicerade uppföljningar berörs inte.",
    });

builder.Build().Run();

IResourceBuilder<ProjectResource> AddService<TProject>(string name, string database)
    where TProject : IProjectMetadata, new()
{
    var service = Settle(builder.AddProject<TProject>(name, launchProfileName: null))
        .WithHttpEndpoint()
        .WithReference(topology.Database(database), connectionName: "database")
        .WithReference(topology.RabbitMq, connectionName: "rabbitmq")
        .WithEnvironment("Database__MigrateAtStart", "true")
        .WithReplicas(replicas)
        .WithHttpHealthCheck("/health");
    if (builder.ExecutionContext.IsRunMode && replicas > 1)
    {
        // In Development, draining only makes sense with several replicas.
        service.WithEnvironment("Shutdown__DrainSeconds", "8");
    }

    foreach (var server in topology.Servers)
    {
        service.WaitFor(server);
    }

    return service;
}

// Settings that all five processes share.
IResourceBuilder<ProjectResource> Settle(IResourceBuilder<ProjectResource> project)
{
    // The gateway configures its trusted proxies itself, and the services trust none.
    project.DisableForwardedHeaders();
    if (authority is not null)
    {
        return project.WithEnvironment("Identity__Issuers__0__Authority", authority);
    }

    // Without a launch profile the environment must be set explicitly. In Development the gateway is the issuer. Open311 clients may send
    // their api_key in the query, so Aspire's default of tracing queries is turned off.
    return project
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("Identity__Issuers__0__Authority", "http://localhost:5100")
        .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "false")
        .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "false");
}
