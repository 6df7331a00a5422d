using Medborgarlofte.ApiContract;
using Medborgarlofte.Gateway;
using Medborgarlofte.ServiceDefaults;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
builder.Services.AddGateway(builder.Configuration);

var app = builder.Build();
app.UseServiceDefaults();
app.MapGateway();
app.MapApiContract();
await app.RunAsync();
