using Medborgarlofte.DevelopmentIdentity;
using Medborgarlofte.Gateway;
using Medborgarlofte.ServiceDefaults;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddDevelopmentIssuer();
builder.AddServiceDefaults();
builder.Services.AddGateway(builder.Configuration);

var app = builder.Build();
app.UseServiceDefaults();
app.MapDevelopmentIssuer();
app.MapGateway();
await app.RunAsync();
