using System.Net;
using System.Net.Http.Json;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

/// <summary>Changes of an aggregate's children need no ETag of the aggregate, so they wait for each other instead of failing.</summary>
public sealed class ConcurrentChangeTests : IAsyncLifetime
{
    private const int Callers = 12;
    private readonly DatabaseFaults _faults = new();
    private NeighbourhoodWatchApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = new NeighbourhoodWatchApp { Faults = TestDatabase.Provider == Provider.Sqlite ? _faults : null };
        await _app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Concurrent_additions_of_members_are_all_stored_and_counted()
    {
        var group = await _app.FormAsync();

        await AllAsync(number => Post(group + "/members", new { role = "household", address = $"Sjövägen {number}" }));

        Assert.Equal(Callers + 1, (await _app.GetAsync(group)).GetProperty("householdsInReach").GetInt32());
    }

    [Fact]
    public async Task Concurrent_activities_are_all_stored()
    {
        var group = await _app.FormAsync();

        await AllAsync(_ => Post(group + "/activities", new { kind = "neighbourMeeting" }));

        Assert.Equal(Callers, (await _app.GetAsync(group + "/activities")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Concurrent_bookings_and_releases_all_succeed()
    {
        var groups = new List<string>();
        for (var number = 0; number < Callers; number++)
        {
            groups.Add(await _app.FormAsync());
        }

        var training = await PlanAsync();
        await AllAsync(number => Post(training + "/bookings", new { groupId = groups[number][^36..], seats = 2 }));
        var bookings = (await _app.GetAsync(training + "/bookings?limit=50")).GetProperty("items").EnumerateArray()
            .Select(booking => booking.GetProperty("id").GetString())
            .ToList();
        Assert.Equal(Callers, bookings.Count);

        await AllAsync(
            number => _app.Client.DeleteAsync(new Uri($"{training}/bookings/{bookings[number]}", UriKind.Relative)),
            HttpStatusCode.NoContent);
        Assert.Equal(0, (await _app.GetAsync(training)).GetProperty("seatsTaken").GetInt32());
    }

    [Fact]
    public async Task Change_locks_its_aggregate_before_it_reads()
    {
        Assert.SkipWhen(TestDatabase.Provider == Provider.SqlServer, "The statements are recorded on SQLite.");
        var group = await _app.FormAsync();
        var training = await PlanAsync();
        var member = (await _app.GetAsync(group + "/members")).GetProperty("items")[0].GetProperty("id").GetString();

        await LocksAsync("WatchGroups", () => _app.PostAsync(group + "/members", new { role = "household", address = "Sjövägen 2" }));
        await LocksAsync("WatchGroups", () => _app.PostAsync(group + "/activities", new { kind = "neighbourMeeting" }));
        await LocksAsync("Trainings", () => _app.PostAsync(training + "/bookings", new { groupId = group[^36..], seats = 1 }));
        await LocksAsync("WatchGroups", () => _app.MoveAsync(group, new { to = "closed", reason = "ownDecision" }));
        await LocksAsync("Trainings", () => _app.MoveAsync(training, new { to = "cancelled", reason = "tooFew" }));
        await LocksAsync(
            "WatchGroups", () => _app.SendAsync(HttpMethod.Delete, $"{group}/members/{member}", null, HttpStatusCode.NoContent));
    }

    private async Task LocksAsync(string table, Func<Task> change)
    {
        _faults.Clear();
        await change();
        var first = _faults.Commands.First(command => !command.Contains("CommittedTransactions", StringComparison.Ordinal));
        Assert.StartsWith($"UPDATE \"{table}\"", first, StringComparison.Ordinal);
    }

    private Task<string> PlanAsync() =>
        _app.PlanAsync(new { kind = "basic", form = "digital", startsAt = _app.Clock.GetUtcNow().AddDays(3), seats = 8 });

    private Task<HttpResponseMessage> Post(string path, object body) => _app.Client.PostAsJsonAsync(path, body);

    private static async Task AllAsync(Func<int, Task<HttpResponseMessage>> send, HttpStatusCode status = HttpStatusCode.Created)
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(send));
        Assert.All(responses, response => Assert.Equal(status, response.StatusCode));
    }
}
