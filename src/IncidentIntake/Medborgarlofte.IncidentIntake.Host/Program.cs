using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake;
using Medborgarlofte.Persistence;
using Medborgarlofte.ServiceDefaults;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
builder.Services.AddIncidentIntake(builder.Configuration);
builder.Services.AddEventBus(builder.Configuration, IncidentIntakeModule.AddQueues);

var app = builder.Build();
app.UseServiceDefaults();
app.MapIncidentIntake();
await app.RunOrMigrateAsync(args);
