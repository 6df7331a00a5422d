using Medborgarlofte.Events;
using Medborgarlofte.Measures;
using Medborgarlofte.Persistence;
using Medborgarlofte.ServiceDefaults;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
builder.Services.AddMeasures(builder.Configuration);
builder.Services.AddEventBus(builder.Configuration, MeasuresModule.AddQueues);

var app = builder.Build();
app.UseServiceDefaults();
app.MapMeasures();
await app.RunOrMigrateAsync(args);
