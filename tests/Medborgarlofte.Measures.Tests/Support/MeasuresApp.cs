using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(MeasuresApp))]

namespace Medborgarlofte.Measures.Tests.Support;

/// <summary>The module with two municipalities, their areas and categories. Requests are anonymous objects, responses are JSON.</summary>
public sealed class MeasuresApp : ModuleApp, IAsyncLifetime
{
    public const string Root = "/api/v1/municipalities/0481/";

    private static readonly string[] Parties =
    [
        "municipality:0481", "municipality:0480", "police:nykoping", "security:guards", "security:others", "security:owner",
        "security:board", "security:restricted", "housing:other", "housing:proposer", "municipality:0481-ledning",
    ];

    /// <summary>Further settings, such as those of a mail server.</summary>
    public Dictionary<string, string?> Further { get; init; } = new() { ["Notices:Switch"] = "Hold" };

    protected override Dictionary<string, string?> Settings => Further;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        foreach (var (code, name) in new[] { ("0481", "Oxelösund"), ("0480", "Nyköping") })
        {
            await PublishAsync(new MunicipalityChanged(code, 1, name, 12_000, MeetingRhythm.Weekly, "Europe/Stockholm"));
            foreach (var party in Parties)
            {
                await PublishAsync(new PartyChanged(code, party, 1, PartyKind.Other, party));
            }
        }

        await PublishAsync(new AreaChanged("0481", "ramdal", 1, "Ramdal"));
        await PublishAsync(new AreaChanged("0481", "sunda", 1, "Sunda"));
        await PublishAsync(Category("vandalism", []));
        await PublishAsync(Category("burglary", [new CodeName("house", "villor", "houses")]));
        await Eventually.TrueAsync(
            async () => (await SendAsync(HttpMethod.Get, "promises")).StatusCode == HttpStatusCode.OK
                && (await SendAsync(HttpMethod.Get, "/api/v1/municipalities/0480/promises")).StatusCode == HttpStatusCode.OK
                && await InDatabaseAsync((MeasuresDbContext db) => db.Set<ReferenceCopy>().CountAsync()) == 6 + (2 * Parties.Length),
            "the reference data");
    }

    /// <summary>Sends a request to the municipality 0481, or to a rooted path.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(
            method, path.StartsWith('/') ? path : Root + path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return Client.SendAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path) => await (await SendAsync(HttpMethod.Get, path)).ReadAsync(HttpStatusCode.OK);

    /// <summary>Creates something and returns its id.</summary>
    public async Task<Guid> CreateAsync(string path, object body) =>
        (await (await SendAsync(HttpMethod.Post, path, body)).ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();

    public Task<Guid> PromiseAsync() => AdoptedAsync(Samples.Promise());

    /// <summary>Creates and adopts a promise.</summary>
    public async Task<Guid> AdoptedAsync(object promise)
    {
        var id = await CreateAsync("promises", promise);
        await (await SendAsync(HttpMethod.Post, $"promises/{id}/adoption", new { }, "\"1\"")).ReadAsync(HttpStatusCode.OK);
        return id;
    }

    public async Task<Guid> ProblemAreaAsync() => await CreateAsync("problem-areas", Samples.Theme(await PromiseAsync()));

    public async Task<Guid> MeasureAsync(Guid problemArea, string status = "planned") =>
        await CreateAsync("measures", Samples.Measure([problemArea], status));

    /// <summary>The fields in the problem details of a rejected request, sorted.</summary>
    public async Task<string[]> ErrorsOfAsync(HttpMethod method, string path, object body, string? ifMatch = null)
    {
        var problem = await (await SendAsync(method, path, body, ifMatch)).ReadAsync(HttpStatusCode.BadRequest);
        return [.. problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>The payloads in the event log about a subject, oldest first.</summary>
    public Task<List<string>> EventsAboutAsync(Guid subject) => InDatabaseAsync((MeasuresDbContext db) =>
        db.EventLog.Where(entry => entry.Subject == subject).OrderBy(entry => entry.Sequence).Select(entry => entry.Payload).ToListAsync());

    protected override void AddModule(IServiceCollection services, IConfiguration configuration) => services.AddMeasures(configuration);

    protected override void AddQueues(QueueCatalogue queues) => MeasuresModule.AddQueues(queues);

    protected override void MapModule(WebApplication app) => app.MapMeasures();

    private static CategoryChanged Category(string code, CodeName[] targets) =>
        new("0481", code, 1, CategoryKind.Crime, new CategoryName(code, code, code, code), [], targets, []);
}
