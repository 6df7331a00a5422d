using System.Net.Http.Json;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>Reporting alone, with a municipality whose reference data has arrived.</summary>
public sealed class ReportingApp : ModuleApp, IAsyncLifetime
{
    private const string Root = "/api/v1/municipalities/" + Some.Municipality;

    private readonly OtherModules _others = new();

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await PublishAllAsync([.. Some.ReferenceData()]);
        await Eventually.TrueAsync(
            async () => await InDatabaseAsync(db => db.Set<ReferenceCopy>().CountAsync()) == Some.ReferenceData().Count(),
            "reference data");
    }

    /// <summary>Publishes an event of another module, which will send it again in a replay.</summary>
    public new Task PublishAsync(object message)
    {
        _others.EventLog.Enqueue(message);
        return base.PublishAsync(message);
    }

    public async Task PublishAllAsync(params object[] messages) => await Task.WhenAll(messages.Select(PublishAsync));

    internal Task<T> InDatabaseAsync<T>(Func<ReportingDbContext, Task<T>> run) => InDatabaseAsync<ReportingDbContext, T>(run);

    /// <summary>Publishes the changes and waits until the facts hold the newest version of each.</summary>
    public async Task ReportAsync(params IncidentChanged[] changes)
    {
        await PublishAllAsync([.. changes]);
        var newest = changes.GroupBy(change => change.IncidentId).ToDictionary(group => group.Key, group => group.Max(change => change.Version));
        await Eventually.TrueAsync(
            async () =>
            {
                var ids = newest.Keys.ToList();
                var stored = await InDatabaseAsync(db => db.IncidentFacts.AsNoTracking().Where(fact => ids.Contains(fact.IncidentId)).ToListAsync());
                return stored.Count == newest.Count && stored.TrueForAll(fact => fact.Version >= newest[fact.IncidentId]);
            },
            "the facts");
    }

    /// <summary>Publishes promises, problem areas, measures and effects and waits until they are kept.</summary>
    public async Task KeepAsync(params object[] messages)
    {
        var before = await InDatabaseAsync(db => db.Projections.SumAsync(projection => projection.Version));
        await PublishAllAsync(messages);
        await Eventually.TrueAsync(
            async () => await InDatabaseAsync(db => db.Projections.SumAsync(projection => projection.Version)) >= before + messages.Length,
            "the projections");
    }

    public async Task<SituationalPicture> PictureAsync(string period) => await GetAsync<SituationalPicture>($"/situational-pictures/{period}");

    public async Task<FollowUp> FollowUpAsync(string query = "?version=draft") => await GetAsync<FollowUp>("/follow-ups/2021-t1" + query);

    public async Task<T> GetAsync<T>(string path) => (await Client.GetFromJsonAsync<T>(Root + path, ApiJson.Options))!;

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = "*")
    {
        var request = new HttpRequestMessage(method, Root + path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return Client.SendAsync(request);
    }

    protected override void AddModule(IServiceCollection services, IConfiguration configuration) =>
        services.AddReporting(configuration).AddSingleton(_others);

    protected override void AddQueues(QueueCatalogue queues)
    {
        ReportingModule.AddQueues(queues);
        queues.Add("replay-of-one", 1, typeof(AnswerReplay));
        queues.Add("replay-of-others", 1, typeof(AnswerWithNothing));
    }

    protected override void MapModule(WebApplication app) => app.MapReporting();
}
