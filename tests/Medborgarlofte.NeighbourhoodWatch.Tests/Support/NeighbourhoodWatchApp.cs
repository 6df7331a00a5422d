using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

[assembly: AssemblyFixture(typeof(NeighbourhoodWatchApp))]

namespace Medborgarlofte.NeighbourhoodWatch.Tests.Support;

/// <summary>The module with one municipality and two areas.</summary>
public sealed class NeighbourhoodWatchApp : ModuleApp, IAsyncLifetime
{
    public const string Root = "/api/v1/municipalities/0481";
    public const string Groups = Root + "/watch-groups";

    /// <summary>Directory of the sent mail.</summary>
    public string Mails { get; } = Path.Combine(Path.GetTempPath(), $"medborgarlofte-mails-{Guid.CreateVersion7():N}");

    /// <summary>Whether mail is held back.</summary>
    public bool HoldsMails { get; init; }

    protected override Dictionary<string, string?> Settings =>
        new() { ["Notices:PickupDirectory"] = Mails, ["Notices:Switch"] = HoldsMails ? "Hold" : "On" };

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await PublishAsync(new MunicipalityChanged("0481", 1, "Oxelösund", 12_000, MeetingRhythm.Weekly, "Europe/Stockholm"));
        await PublishAsync(new AreaChanged("0481", "ramdal", 1, "Ramdal"));
        await PublishAsync(new AreaChanged("0481", "sunda", 1, "Sunda"));
        await Eventually.TrueAsync(
            async () => await InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<ReferenceCopy>().CountAsync()) == 3,
            "the reference data");
    }

    /// <summary>Publishes two categories.</summary>
    public async Task PublishCategoriesAsync()
    {
        foreach (var (code, cases) in new[] { ("burglary", "inbrott"), ("theft", "stölder") })
        {
            await PublishAsync(
                new CategoryChanged("0481", code, 1, CategoryKind.Crime, new CategoryName(code, code, cases, cases), [], [], []));
        }

        await Eventually.TrueAsync(
            async () => await InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<ReferenceCopy>().CountAsync()) == 5,
            "the categories");
    }

    public Task<HttpResponseMessage> RegisterAsync(
        string? name = "Sundagränd",
        string? area = "sunda",
        string? variant = "neighbourhood",
        int? households = 14,
        string? registeredOn = null) =>
        Client.PostAsJsonAsync(Groups, new { name, area, variant, households, registeredOn });

    /// <summary>Sends a request with If-Match: * and asserts the status of the response.</summary>
    public async Task<JsonElement> SendAsync(
        HttpMethod method, string path, object? body, System.Net.HttpStatusCode status, HttpClient? caller = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await (caller ?? Client).SendAsync(request);
        return await ReadAsync(response, status);
    }

    public Task<JsonElement> PostAsync(string path, object? body, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.Created) =>
        SendAsync(HttpMethod.Post, path, body, status);

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, System.Net.HttpStatusCode.OK);

    public Task<JsonElement> MoveAsync(string resource, object move, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.OK) =>
        PostAsync(resource + "/status-changes", move, status);

    /// <summary>Registers a group in status forming with a contact person; returns its path.</summary>
    public async Task<string> FormAsync(string area = "sunda")
    {
        var registered = await ReadAsync(await RegisterAsync(area: area), System.Net.HttpStatusCode.Created);
        var group = $"{Groups}/{registered.GetProperty("id").GetString()}";
        await MoveAsync(group, new { to = "forming" });
        await PostAsync(group + "/members", new
        {
            role = "contactPerson", address = "Sjövägen 4", name = "Kim Exempel", email = "kim@example.se", consentOn = "2021-05-01",
        });
        return group;
    }

    /// <summary>Registers an active group with training, police contact and meeting; returns its path.</summary>
    public async Task<string> ActivateAsync(string area = "sunda")
    {
        var group = await FormAsync(area);
        await TrainAsync(group);
        await MoveAsync(group, new { to = "trained" });
        await PostAsync(group + "/members", new { role = "policeContact", name = "Områdespolisen" });
        await PostAsync(group + "/activities", new { kind = "neighbourMeeting" });
        await MoveAsync(group, new { to = "active" });
        return group;
    }

    /// <summary>Holds a digital basic training for a group that started an hour ago.</summary>
    public async Task TrainAsync(string group)
    {
        var training = await PlanAsync(new { kind = "basic", form = "digital", startsAt = Clock.GetUtcNow().AddHours(-1), seats = 5 });
        await PostAsync(training + "/bookings", new { groupId = group[^36..], seats = 2 });
        await MoveAsync(training, new { to = "held" });
    }

    /// <summary>Plans a training; returns its path.</summary>
    public async Task<string> PlanAsync(object training) =>
        $"{Root}/trainings/{(await PostAsync(Root + "/trainings", training)).GetProperty("id").GetString()}";

    /// <summary>The events of a resource, oldest first.</summary>
    public Task<List<EventLogEntry>> EventsOfAsync(string resource)
    {
        var id = Guid.Parse(resource[^36..]);
        return InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
            db.EventLog.Where(entry => entry.Subject == id).OrderBy(entry => entry.Sequence).ToListAsync());
    }

    /// <summary>
    /// Publishes events through the module's own log, one at a time. The in-memory bus publishes an event when every queue has consumed it.
    /// </summary>
    public async Task PublishAndHandleAsync(params IEnumerable<object> events)
    {
        foreach (var message in events)
        {
            var subject = Guid.CreateVersion7();
            await InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
            {
                db.Record(subject, message, "test", Clock.GetUtcNow());
                return db.SaveChangesAsync();
            });
            await Eventually.TrueAsync(
                () => InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
                    db.EventLog.AnyAsync(entry => entry.Subject == subject && entry.PublishedAt != null)),
                "the event to be handled");
        }
    }

    /// <summary>Switches the municipality's mail on or off.</summary>
    public Task SwitchMailAsync(bool isOn) =>
        SendAsync(
            HttpMethod.Put, Root + "/warnings/settings", new { isOn, categories = new[] { "burglary" } }, System.Net.HttpStatusCode.OK);

    /// <summary>The sent mail.</summary>
    public string[] Sent() => Directory.Exists(Mails) ? [.. Directory.GetFiles(Mails, "*.eml").Select(File.ReadAllText)] : [];

    /// <summary>The sent mail as parsed messages.</summary>
    public IReadOnlyList<MimeMessage> Letters() =>
        Directory.Exists(Mails) ? [.. Directory.GetFiles(Mails, "*.eml").Select(file => MimeMessage.Load(file))] : [];

    /// <summary>Starts another installation, for tests that change the settings or advance the clock.</summary>
    public async Task<NeighbourhoodWatchApp> AnotherAsync(bool holdsMails = false)
    {
        var another = new NeighbourhoodWatchApp { HoldsMails = holdsMails };
        await another.InitializeAsync();
        return another;
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, System.Net.HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {body}");
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }

    protected override void AddModule(IServiceCollection services, IConfiguration configuration) =>
        services.AddNeighbourhoodWatch(configuration);

    protected override void AddQueues(QueueCatalogue queues) => NeighbourhoodWatchModule.AddQueues(queues);

    protected override void MapModule(WebApplication app) => app.MapNeighbourhoodWatch();
}
