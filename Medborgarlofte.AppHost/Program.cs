using Medborgarlofte.AppHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration.GetSection("Medborgarlofte").Get<AppHostSettings>() ?? new AppHostSettings();
var topology = builder.ExecutionContext.IsPublishMode || settings.Containers
    ? Topology.OfContainers(builder)
    : Topology.WithoutContainers(builder, settings);
var authority = builder.ExecutionContext.IsPublishMode ? builder.AddParameter("oidc-authority") : null;

var gateway = builder.AddProject<Projects.Medborgarlofte_Gateway_Host>("gateway", launchProfileName: null)
    .WithHttpEndpoint(port: builder.ExecutionContext.IsRunMode ? settings.Port : null)
    .WithExternalHttpEndpoints()
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Startsida")
    .WithUrlForEndpoint(
        "http", endpoint => new ResourceUrlAnnotation { Url = "/api/docs", DisplayText = "API-referens", Endpoint = endpoint });
Settle(gateway);
var intake = AddService<Projects.Medborgarlofte_IncidentIntake_Host>("incident-intake", "intakedb");
var measures = AddService<Projects.Medborgarlofte_Measures_Host>("measures", "measuresdb");
var watch = AddService<Projects.Medborgarlofte_NeighbourhoodWatch_Host>("neighbourhood-watch", "watchdb");
var reporting = AddService<Projects.Medborgarlofte_Reporting_Host>("reporting", "reportingdb");
foreach (var service in new[] { intake, measures, watch, reporting })
{
    gateway.WithReference(service).WaitFor(service);
}

gateway.AddLoadDemo(gateway.GetEndpoint("http"));
reporting.AddReplay(gateway.GetEndpoint("http"));
if (builder.ExecutionContext.IsPublishMode)
{
    Installation.AddParameters(builder, gateway, intake, measures, watch);
}
else
{
    builder.AddCommandTraces();
    builder.Services.AddHostedService<OrderlyStop>();
}

var app = builder.Build();
if (Obstacle() is { } message)
{
    await Console.Error.WriteLineAsync(message);
    return 1;
}

await app.RunAsync();
return 0;

// Checked after the model is built, which needs nothing. Without a compute environment, aspire publish would succeed and write nothing.
string? Obstacle() => builder.ExecutionContext.IsRunMode ? topology.Missing()
    : builder.Configuration["Publishing:Publisher"] is "manifest" ? null
    : "aspire publish writes nothing here. The Compose file is deploy/compose/compose.yaml; the manifest comes from --publisher manifest "
        + "--output-path <file>.";

IResourceBuilder<ProjectResource> AddService<TProject>(string name, string database)
    where TProject : IProjectMetadata, new()
{
    var service = builder.AddProject<TProject>(name, launchProfileName: null)
        .WithHttpEndpoint()
        .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
        .WithReference(topology.RabbitMq, connectionName: "rabbitmq")
        .WithEnvironment("ConnectionStrings__database", topology.Database(database))
        .WithEnvironment("Database__MigrateAtStart", "true")
        .WithReplicas(settings.Replicas)
        .WithHttpHealthCheck("/health");
    Settle(service);
    if (builder.ExecutionContext.IsRunMode && settings.Replicas > 1)
    {
        // In Development, draining only makes sense with several replicas, and the orchestrator kills a process after some seconds.
        service.WithEnvironment("Shutdown__DrainSeconds", "2");
    }

    foreach (var server in topology.Servers)
    {
        service.WaitFor(server);
    }

    return service;
}

// Settings that all five processes share.
void Settle(IResourceBuilder<ProjectResource> project)
{
    // The gateway configures its trusted proxies itself, and the services trust none. Without HTTPS no certificate is needed, and the
    // dashboard does not ask for one.
    project.DisableForwardedHeaders();
#pragma warning disable ASPIRECERTIFICATES001 // The only way to say so.
    project.WithoutHttpsCertificate();
#pragma warning restore ASPIRECERTIFICATES001
    if (authority is not null)
    {
        project.WithEnvironment("Identity__Issuers__0__Authority", authority);
        return;
    }

    // The built program itself, which the build of the AppHost includes: a dotnet run for each process costs CPU time and memory.
    var path = project.Resource.GetProjectMetadata().ProjectPath;
    var program = Path.GetFileNameWithoutExtension(path);
    var bin = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
    project
        .WithAnnotation(new ExecutableAnnotation { Command = "dotnet", WorkingDirectory = Path.GetDirectoryName(path)! })
        .WithArgs(Path.Combine(bin.Parent!.Parent!.FullName, program, bin.Name, program + ".dll"));

    // Without a launch profile the environment must be set explicitly. In Development the gateway is the issuer. Open311 clients may send
    // their api_key in the query, so Aspire's default of tracing queries is turned off.
    project
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment(context => context.EnvironmentVariables["Identity__Issuers__0__Authority"] = gateway.GetEndpoint("http"))
        .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "false")
        .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "false");
}
