using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

// Uses its own installation, because a run erases data that other tests need.
public sealed class EraseMembersTests : IAsyncLifetime
{
    private const string Planted = "PLANTERAD";
    private readonly NeighbourhoodWatchApp _app = new();
    private readonly List<Guid> _seen = [];

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task Trust_30_members_who_left_and_members_of_closed_groups_are_erased_and_numbers_stay()
    {
        var living = await _app.FormAsync();
        var ended = await _app.FormAsync();
        var stays = await AddAsync(living, takesPart: true);
        var never = await AddAsync(living, takesPart: false);
        var left = await AddAsync(living, takesPart: true);
        var inEnded = await AddAsync(ended, takesPart: true);
        await _app.MoveAsync(ended, new { to = "closed", reason = "ownDecision" });
        _app.Clock.Advance(TimeSpan.FromDays(100));
        await _app.PostAsync(left + "/consent-withdrawals", null, System.Net.HttpStatusCode.OK);
        var numbers = await NumbersAsync(living);
        var now = _app.Clock.GetUtcNow();

        Assert.Equal(0, await EraseAsync("0481", now.AddDays(-101)));
        Assert.Equal(0, await EraseAsync("0480", now.AddDays(1)));
        Assert.Equal(0, await EraseAsync("0481", now.AddDays(1), DocumentType.MeasureNote));
        Assert.Equal("1111", await AddressesAsync());

        // The closed group's contact person is erased, too.
        Assert.Equal(3, await EraseAsync("0481", now.AddDays(-50)));
        Assert.Equal("1010", await AddressesAsync());

        Assert.Equal(1, await EraseAsync("0481", now.AddDays(1)));
        Assert.Equal("1000", await AddressesAsync());
        Assert.Equal(0, await EraseAsync("0481", now.AddDays(1)));
        Assert.Equal(numbers, await NumbersAsync(living));
        var address = $"{Planted} {inEnded[^36..]}";
        var extract = await _app.PostAsync(
            NeighbourhoodWatchApp.Groups + "/register-extracts", new { address }, System.Net.HttpStatusCode.OK);
        Assert.Empty(extract.GetProperty("entries").EnumerateArray());

        async Task<string> AddressesAsync()
        {
            var kept = await _app.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Members
                .Where(member => member.Address != null || member.Name != null)
                .Select(member => member.PublicId)
                .ToListAsync());
            return string.Concat(
                new[] { stays, never, left, inEnded }.Select(member => kept.Contains(Guid.Parse(member[^36..])) ? '1' : '0'));
        }
    }

    [Fact]
    public async Task Trust_30_contact_of_a_proposed_group_is_erased()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["area"] = "sunda", ["variant"] = "Boat", ["households"] = "4",
            ["name"] = Planted, ["email"] = "planterad@example.se", ["consent"] = "ja",
        });
        using var answer = await _app.Client.PostAsync(new Uri("/0481/grannsamverkan/intresse", UriKind.Relative), form);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        _app.Clock.Advance(TimeSpan.FromDays(100));
        var now = _app.Clock.GetUtcNow();

        Assert.Equal(0, await EraseAsync("0481", now.AddDays(-101)));
        Assert.Equal(1, await EraseAsync("0481", now.AddDays(-50)));

        Assert.False(
            await _app.InDatabaseAsync(
                (NeighbourhoodWatchDbContext db) => db.Members.AnyAsync(member => member.Email != null || member.Name != null)));
    }

    [Fact]
    public async Task Trust_30_erased_data_is_in_no_byte_of_the_database_files()
    {
        var group = await _app.FormAsync();
        await AddAsync(group, takesPart: true);
        await _app.MoveAsync(group, new { to = "closed", reason = "ownDecision" });

        await EraseAsync("0481", _app.Clock.GetUtcNow().AddDays(1));

        var file = await _app.InDatabaseAsync(
            (NeighbourhoodWatchDbContext db) => Task.FromResult(db.Database.GetDbConnection().DataSource));
        foreach (var path in new[] { file, file + "-wal" }.Where(path => TestDatabase.Provider == Provider.Sqlite && File.Exists(path)))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.True(bytes.ToArray().AsSpan().IndexOf("PLANTERAD"u8) < 0, path);
        }
    }

    private async Task<string> AddAsync(string group, bool takesPart)
    {
        object member = takesPart
            ? new
            {
                role = "household", address = Planted + " väg 1", name = Planted + " Granne", email = "planterad@example.se",
                consentOn = "2021-05-02",
            }
            : new { role = "household", address = Planted + " väg 2", takesPart };
        return $"{group}/members/{(await _app.PostAsync(group + "/members", member)).GetProperty("id").GetString()}";
    }

    private async Task<(int Households, int InReach)> NumbersAsync(string group)
    {
        var shown = await _app.GetAsync(group);
        return (shown.GetProperty("households").GetInt32(), shown.GetProperty("householdsInReach").GetInt32());
    }

    // Number of erased members; 0 if the run reports nothing.
    private async Task<int> EraseAsync(string municipality, DateTimeOffset before, DocumentType type = DocumentType.WatchMember)
    {
        var run = Guid.CreateVersion7();
        await _app.PublishAsync(new ErasureRequested(run, 1, municipality, [new(type, before, "KS 1")]));
        await Eventually.TrueAsync(
            () => _app.InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
                db.Inbox.AnyAsync(entry => entry.Consumer == "Retention" && !_seen.Contains(entry.EventId))),
            "the request to be handled");
        _seen.AddRange(
            await _app.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Inbox.Select(entry => entry.EventId).ToListAsync()));
        var payload = await _app.InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
            db.EventLog.Where(entry => entry.Subject == run).Select(entry => entry.Payload).SingleOrDefaultAsync());
        return payload is null ? 0 : System.Text.Json.JsonDocument.Parse(payload).RootElement.GetProperty("count").GetInt32();
    }
}
