using Medborgarlofte.Events;
using Medborgarlofte.NeighbourhoodWatch;
using Medborgarlofte.Persistence;
using Medborgarlofte.ServiceDefaults;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
builder.Services.AddNeighbourhoodWatch(builder.Configuration);
builder.Services.AddEventBus(builder.Configuration, NeighbourhoodWatchModule.AddQueues);

var app = builder.Build();
app.UseServiceDefaults();
app.MapNeighbourhoodWatch();
await app.RunOrMigrateAsync(args);
