using Medborgarlofte.ApiContract;
using Medborgarlofte.DevelopmentIdentity;
using Medborgarlofte.Gateway;
using Medborgarlofte.Gateway.Host;
using Medborgarlofte.ServiceDefaults;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddDevelopmentIssuer();
builder.AddServiceDefaults();
builder.AddEdge();
builder.Services.AddGateway(builder.Configuration);

var app = builder.Build();
app.UseEdge();
app.UseServiceDefaults(beforeAccess: app => app.UseEdgeLimits());
app.MapDevelopmentIssuer();
app.MapGateway();
app.MapApiContract();
await app.RunAsync();
