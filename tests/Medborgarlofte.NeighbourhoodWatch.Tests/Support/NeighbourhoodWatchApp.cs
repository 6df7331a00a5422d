using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Messaging;
using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(NeighbourhoodWatchApp))]
[assembly: AssemblyFixture(typeof(OnSqlServer<NeighbourhoodWatchApp>))]

namespace Medborgarlofte.NeighbourhoodWatch.Tests.Support;

/// <summary>The module with one municipality and two areas.</summary>
public sealed class NeighbourhoodWatchApp : ModuleApp, IAsyncLifetime
{
    public const string Groups = "/api/v1/municipalities/0481/watch-groups";

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await PublishAsync(new MunicipalityChanged("0481", 1, "Oxelösund", 12_000, MeetingRhythm.Weekly, "Europe/Stockholm"));
        await PublishAsync(new AreaChanged("0481", "ramdal", 1, "Ramdal"));
        await PublishAsync(new AreaChanged("0481", "sunda", 1, "Sunda"));
        await Eventually.TrueAsync(
            async () => await InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<ReferenceCopy>().CountAsync()) == 3, "the reference data");
    }

    public Task<HttpResponseMessage> RegisterAsync(
        string? name = "Sundagränd", string? area = "sunda", string? variant = "neighbourhood", int? households = 14, string? registeredOn = null) =>
        Client.PostAsJsonAsync(Groups, new { name, area, variant, households, registeredOn });

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, System.Net.HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    protected override void AddModule(IServiceCollection services, IConfiguration configuration) => services.AddNeighbourhoodWatch(configuration);

    protected override void AddQueues(QueueCatalogue queues) => NeighbourhoodWatchModule.AddQueues(queues);

    protected override void MapModule(WebApplication app) => app.MapNeighbourhoodWatch();
}
