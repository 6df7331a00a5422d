using Medborgarlofte.ApiContract;
using Medborgarlofte.IncidentIntake;
using Medborgarlofte.Measures;
using Medborgarlofte.Messaging;
using Medborgarlofte.NeighbourhoodWatch;
using Medborgarlofte.Reporting;
using Medborgarlofte.ServiceDefaults;
using Medborgarlofte.Standalone;

var builder = WebApplication.CreateBuilder(StandaloneStart.Options(args));
builder.Configuration.AddStandaloneDefaults(args);
builder.AddServiceDefaults();
builder.Services.AddIncidentIntake(builder.Configuration);
builder.Services.AddMeasures(builder.Configuration);
builder.Services.AddNeighbourhoodWatch(builder.Configuration);
builder.Services.AddReporting(builder.Configuration);
builder.Services.AddMessaging(
    builder.Configuration,
    IncidentIntakeModule.AddQueues,
    MeasuresModule.AddQueues,
    NeighbourhoodWatchModule.AddQueues,
    ReportingModule.AddQueues);

var app = builder.Build();
app.UseServiceDefaults();
app.MapIncidentIntake();
app.MapMeasures();
app.MapNeighbourhoodWatch();
app.MapReporting();
app.MapApiContract();
app.GreetWhenStarted(args);
await app.RunOrExplainAsync(args);
