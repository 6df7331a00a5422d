using System.Net.Http.Headers;
using System.Net.Http.Json;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>A test's own municipality in Reporting.</summary>
/// <param name="app">Reporting.</param>
/// <param name="code">SCB municipality code.</param>
public sealed class TestMunicipality(ReportingApp app, string code)
{
    /// <summary>Creates events of the municipality.</summary>
    internal Some Some { get; } = new(code);

    /// <summary>SCB municipality code.</summary>
    public string Code => code;

    /// <summary>The root of the municipality's API.</summary>
    public string Root => "/api/v1/municipalities/" + code;

    /// <summary>A client with all roles.</summary>
    public HttpClient Client => app.Client;

    public TestClock Clock => app.Clock;

    public HttpClient ClientFor(AuthenticationHeaderValue? token) => app.ClientFor(token);

    /// <summary>A client of a party with roles in this municipality only.</summary>
    public HttpClient ClientOf(string party, params string[] roles) =>
        ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token(party, roles, [code])));

    public Task PublishAsync(object message) => app.PublishAsync(message);

    public Task PublishAllAsync(params object[] messages) => app.PublishAllAsync(messages);

    internal Task<T> InDatabaseAsync<T>(Func<ReportingDbContext, Task<T>> run) => app.InDatabaseAsync(run);

    /// <summary>Publishes the changes and waits for the newest fact of each incident.</summary>
    public async Task ReportAsync(params IncidentChanged[] changes)
    {
        await PublishAllAsync([.. changes]);
        var newest = changes.GroupBy(change => change.IncidentId).ToDictionary(
            group => group.Key, group => group.Max(change => change.Version));
        await Eventually.TrueAsync(
            async () =>
            {
                var ids = newest.Keys.ToList();
                var stored = await InDatabaseAsync(db =>
                    db.IncidentFacts.AsNoTracking().Where(fact => ids.Contains(fact.IncidentId)).ToListAsync());
                return stored.Count == newest.Count && stored.TrueForAll(fact => fact.Version >= newest[fact.IncidentId]);
            },
            "the facts");
    }

    /// <summary>Publishes other events of the municipality and waits for their projections.</summary>
    public async Task ProjectAsync(params object[] messages)
    {
        var before = await VersionsAsync();
        await PublishAllAsync(messages);
        await Eventually.TrueAsync(async () => await VersionsAsync() >= before + messages.Length, "the projections");
    }

    public async Task<SituationalPicture> PictureAsync(string period) =>
        await GetAsync<SituationalPicture>($"/situational-pictures/{period}");

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

    private Task<int> VersionsAsync() => InDatabaseAsync(db =>
        db.Projections.Where(projection => projection.Municipality == code).SumAsync(projection => projection.Version));
}
