using Medborgarlofte.Events;
using Medborgarlofte.Reporting;
using Medborgarlofte.Reporting.Replay;
using Medborgarlofte.ServiceDefaults;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
builder.Services.AddReporting(builder.Configuration);
builder.Services.AddEventBus(builder.Configuration, ReportingModule.AddQueues);

var app = builder.Build();
app.UseServiceDefaults();
app.MapReporting();
await app.RunOrReplayAsync(args);
