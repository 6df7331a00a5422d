using System.Net.Http.Headers;
using System.Text;
using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.IncidentIntake.Tests.Support;

/// <summary>
/// IncidentIntake with one municipality, Oxelösund, whose boundary is a square. Centrum has a polygon in it; Ramdal
/// and Sunda have names only.
/// </summary>
public class IntakeApp : ModuleApp, IAsyncLifetime
{
    public const string Root = "/api/v1/municipalities/0481";

    public virtual async ValueTask InitializeAsync()
    {
        await StartAsync();
        await CreateMunicipalityAsync("0481", "Oxelösund", GeoJson.Square(17.0, 58.6, 17.2, 58.7));
        await CreateAreaAsync("centrum", "Centrum", GeoJson.Square(17.08, 58.66, 17.12, 58.68));
        await CreateAreaAsync("ramdal", "Ramdal");
        await CreateAreaAsync("sunda", "Sunda");
        await RegisterPartyAsync("police:nykoping", "polisen");
        await RegisterPartyAsync("school:annan", "skolan");
        await RegisterPartyAsync("security:annat-bolag", "vaktbolaget");
    }

    /// <summary>Creates a municipality in whose register the test's caller is.</summary>
    public async Task<Answer> CreateMunicipalityAsync(string code, string name, JsonNode? boundary = null)
    {
        var created = await PostAsync(
            "/api/v1/municipalities", new JsonObject { ["code"] = code, ["name"] = name, ["boundary"] = boundary });
        if (code != "0481")
        {
            await RegisterPartyAsync("municipality:0481", "grannkommunen", code);
        }

        return created.Is(HttpStatusCode.Created);
    }

    public async Task<Answer> RegisterPartyAsync(string code, string name, string municipality = "0481") =>
        (await PostAsync(
            $"/api/v1/municipalities/{municipality}/parties",
            new JsonObject { ["code"] = code, ["kind"] = code[..code.IndexOf(':', StringComparison.Ordinal)], ["name"] = name }))
        .Is(HttpStatusCode.Created);

    public async Task<Answer> CreateAreaAsync(string code, string name, JsonNode? polygon = null, string municipality = "0481") =>
        (await PostAsync(
            $"/api/v1/municipalities/{municipality}/areas", new JsonObject { ["code"] = code, ["name"] = name, ["polygon"] = polygon }))
        .Is(HttpStatusCode.Created);

    /// <summary>A valid report, with the given members replaced.</summary>
    public static JsonObject Incident(params ReadOnlySpan<(string Name, JsonNode? Value)> members) => With(
        new JsonObject
        {
            ["category"] = "criminal-damage",
            ["area"] = "ramdal",
            ["occurredFrom"] = "2021-04-01T20:00:00Z",
            ["reportedAt"] = "2021-04-02T08:00:00Z",
        },
        members);

    /// <summary>A valid citizen's view, with the given members replaced.</summary>
    public static JsonObject View(params ReadOnlySpan<(string Name, JsonNode? Value)> members) => With(
        new JsonObject { ["channel"] = "safetyWalk", ["area"] = "ramdal", ["reasons"] = new JsonArray("lighting") }, members);

    public async Task<Answer> ReportAsync(params (string Name, JsonNode? Value)[] members) =>
        (await PostAsync("/incidents", Incident(members))).Is(HttpStatusCode.Created);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, JsonNode body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body.ToJsonString()), headers);

    public Task<Answer> PutAsync(string path, JsonNode body, string? ifMatch) =>
        SendAsync(HttpMethod.Put, path, Json(body.ToJsonString()), IfMatch(ifMatch));

    public Task<Answer> MoveAsync(Guid id, string to, string? ifMatch = "*", string? note = "Okulär kontroll", Guid? duplicateOf = null) =>
        PostAsync(
        $"/incidents/{id}/status-changes", new JsonObject { ["to"] = to, ["note"] = note, ["duplicateOf"] =
            duplicateOf }, IfMatch(ifMatch));

    public Task<Answer> PostTextAsync(string path, string text, string mediaType) =>
        PostBytesAsync(path, Encoding.UTF8.GetBytes(text), mediaType);

    public Task<Answer> PostBytesAsync(string path, byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>A valid public report, with the given members replaced.</summary>
    public static JsonObject PublicReport(params ReadOnlySpan<(string Name, JsonNode? Value)> members) => With(
        new JsonObject
        {
            ["category"] = "littering",
            ["area"] = "ramdal",
            ["occurredFrom"] = "2021-05-01T20:00:00Z",
            ["description"] = "Sopor vid bryggan",
        },
        members);

    /// <summary>Reports an incident without an account and returns its public id.</summary>
    public async Task<Guid> QuarantineAsync()
    {
        (await PostAsync("/public-reports", PublicReport(("description", Guid.CreateVersion7().ToString())))).Is(HttpStatusCode.Created);
        return await LatestQuarantinedAsync();
    }

    /// <summary>Public id of the latest incident in quarantine.</summary>
    public async Task<Guid> LatestQuarantinedAsync() =>
        (await GetAsync("/incidents?status=quarantined&sort=-registeredAt&limit=1")).Items()[0].GetProperty("id").GetGuid();

    internal Task<T> ReadAsync<T>(Func<IncidentIntakeDbContext, Task<T>> read) => InDatabaseAsync<IncidentIntakeDbContext, T>(read);

    /// <summary>Number of rows of each table, which a rejected request must not change.</summary>
    public Task<int[]> RowCountsAsync() => ReadAsync(async db => new[]
    {
        await db.Incidents.CountAsync(),
        await db.IncidentNotes.CountAsync(),
        await db.CitizenViews.CountAsync(),
        await db.Municipalities.CountAsync(),
        await db.Areas.CountAsync(),
        await db.Parties.CountAsync(),
        await db.Categories.CountAsync(),
        await db.Imports.CountAsync(),
        await db.ImportChunks.CountAsync(),
        await db.PublicSubmissions.CountAsync(),
        await db.Receipts.CountAsync(),
        await db.Open311Clients.CountAsync(),
        await db.ServiceRequestUpdates.CountAsync(),
        await db.Set<Incidents.StoredIdempotencyKey>().CountAsync(),
        await db.EventLog.CountAsync(),
    });

    /// <summary>Every row of every table as text, which must not contain secrets.</summary>
    public Task<List<string>> AllStoredTextAsync() => ReadAsync(async db =>
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The table names are the model's.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                    .Select(column => reader.GetValue(column) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader.GetValue(column))));
            }
        }

        return rows;
    });

    /// <summary>Names of the events of a subject, oldest first.</summary>
    public Task<List<string>> EventsAboutAsync(Guid subject) => ReadAsync(db => db.EventLog
        .Where(entry => entry.Subject == subject).OrderBy(entry => entry.Sequence).Select(entry => entry.Type).ToListAsync());

    protected override void AddModule(IServiceCollection services, IConfiguration configuration) =>
        services.AddIncidentIntake(configuration);

    protected override void AddQueues(QueueCatalogue queues) => IncidentIntakeModule.AddQueues(queues);

    protected override void MapModule(WebApplication app) => app.MapIncidentIntake();

    private static (string Name, string Value)[] IfMatch(string? version) => version is null ? [] : [("If-Match", version)];

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static JsonObject With(JsonObject usual, ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            usual[name] = value;
        }

        return usual;
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request =
            new HttpRequestMessage(method, path.StartsWith("/api", StringComparison.Ordinal) ? path : Root + path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Answer.ReadAsync(await Client.SendAsync(request));
    }
}
