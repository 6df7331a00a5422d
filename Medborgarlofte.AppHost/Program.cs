using Medborgarlofte.AppHost;
using Medborgarlofte.Demo;
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);

// One compute environment, chosen by configuration: two would make publishing fail.
if (builder.ExecutionContext.IsPublishMode)
{
    builder.AddDockerComposeEnvironment("compose").WithDashboard(true);
}

var topology = builder.ExecutionContext.IsPublishMode || builder.Configuration.GetValue("Medborgarlofte:Containers", true)
    ? Topology.OfContainers(builder)
    : Topology.WithoutContainers(builder);
var replicas = builder.Configuration.GetValue("Medborgarlofte:Replicas", 1);

var intake = AddService<Projects.Medborgarlofte_IncidentIntake_Host>("incident-intake", "intakedb");
var measures = AddService<Projects.Medborgarlofte_Measures_Host>("measures", "measuresdb");
var watch = AddService<Projects.Medborgarlofte_NeighbourhoodWatch_Host>("neighbourhood-watch", "watchdb");
var reporting = AddService<Projects.Medborgarlofte_Reporting_Host>("reporting", "reportingdb");

var gateway = builder.AddProject<Projects.Medborgarlofte_Gateway_Host>("gateway", launchProfileName: null)
    .WithHttpEndpoint(port: builder.ExecutionContext.IsRunMode ? 5100 : null)
    .WithExternalHttpEndpoints()
    .WithReference(intake).WithReference(measures).WithReference(watch).WithReference(reporting)
    .WaitFor(intake).WaitFor(measures).WaitFor(watch).WaitFor(reporting)
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Startsida")
    .WithUrlForEndpoint("http", endpoint => new ResourceUrlAnnotation { Url = "/api/docs", DisplayText = "API-referens", Endpoint = endpoint });

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
    new CommandOptions { IconName = "ArrowSync", ConfirmationMessage = "Lägesbilden töms och byggs upp på nytt. Publicerade uppföljningar berörs inte." });

builder.Build().Run();

IResourceBuilder<ProjectResource> AddService<TProject>(string name, string database)
    where TProject : IProjectMetadata, new()
{
    var service = builder.AddProject<TProject>(name, launchProfileName: null)
        .WithHttpEndpoint()
        .WithReference(topology.Database(database), connectionName: "database")
        .WithReference(topology.RabbitMq, connectionName: "rabbitmq")
        .WithEnvironment("Database__MigrateAtStart", "true")
        .WithReplicas(replicas)
        .WithHttpHealthCheck("/health");
    foreach (var server in topology.Servers)
    {
        service.WaitFor(server);
    }

    return service;
}
