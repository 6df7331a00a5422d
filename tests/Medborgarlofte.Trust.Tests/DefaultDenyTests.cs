using System.Net;
using Medborgarlofte.Http.Access;
using Medborgarlofte.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Trust.Tests;

/// <summary>An endpoint that is mapped without roles.</summary>
public sealed class DefaultDenyTests
{
    [Fact]
    public async Task Trust_15_endpoint_without_declared_roles_denies_every_caller()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(TestIssuer.Shared.Settings!);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        await using var app = builder.Build();
        app.UseServiceDefaults();
        app.MapGet("/api/v1/municipalities/{municipality}/forgotten", () => "hemligt");
        app.MapGet("/api/v1/municipalities", () => "öppet").AllowEveryone();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var all = new HttpClient
        {
            BaseAddress = new Uri(app.Urls.First()), DefaultRequestHeaders = { Authorization = TestIssuer.Everything() },
        };
        using var nobody = new HttpClient { BaseAddress = all.BaseAddress };

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(all, "api/v1/municipalities/0481/forgotten"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, "api/v1/municipalities/0481/forgotten"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(nobody, "api/v1/municipalities"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
