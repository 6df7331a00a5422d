using System.Net;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Tests;

// Uses its own app, because a retention run erases data of other tests.
public sealed class EraseNotesTests : IAsyncLifetime
{
    private const string Note = "PLANTERAD ANTECKNING";
    private readonly MeasuresApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task Trust_30_retention_run_erases_due_notes_but_keeps_their_subjects_and_newer_notes()
    {
        var area = await _app.ProblemAreaAsync();
        var measure = await _app.MeasureAsync(area, "planned");
        await (
            await _app.SendAsync(
                HttpMethod.Post,
                $"measures/{measure}/status-changes",
                new { to = "started", on = "2021-04-01", note = Note },
                "*")).ReadAsync(HttpStatusCode.OK);
        var outcome = await _app.CreateAsync(
            $"measures/{measure}/outcome-events",
            new { code = "placeSecured", on = "2021-04-02", note = Note, confirmation = await ConfirmAsync(measure) });
        var now = _app.Clock.GetUtcNow();

        await EraseAsync("0481", now, expected: null);
        await EraseAsync("0480", now.AddSeconds(1), expected: 0);
        Assert.Equal((Note, Note), await NotesAsync());

        await EraseAsync("0481", now.AddSeconds(1), expected: 2);

        Assert.Equal((null, null), await NotesAsync());
        Assert.Equal("started", (await _app.GetAsync($"measures/{measure}")).Text("status"));
        if (TestDatabase.Provider == Provider.Sqlite)
        {
            var file = await _app.InDatabaseAsync((MeasuresDbContext db) => Task.FromResult(db.Database.GetDbConnection().DataSource));
            foreach (var path in new[] { file, file + "-wal" }.Where(File.Exists))
            {
                await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes);
                Assert.True(bytes.ToArray().AsSpan().IndexOf("PLANTERAD ANTECKNING"u8) < 0, path);
            }
        }

        async Task<(string?, string?)> NotesAsync() => (
            (await _app.GetAsync($"measures/{measure}")).GetProperty("statusChanges").EnumerateArray().Last().TextOrNull("note"),
            (await _app.GetAsync($"measures/{measure}/outcome-events/{outcome}")).TextOrNull("note"));
    }

    [Fact]
    public async Task Trust_30_retention_run_erases_ended_notices_and_keeps_waiting_ones()
    {
        await (await _app.SendAsync(HttpMethod.Put, "party-contacts/municipality:0481", new { email = "est@kommunen.example" }, "\"0\""))
            .ReadAsync(HttpStatusCode.OK);
        var area = await _app.ProblemAreaAsync();
        await _app.MeasureAsync(area);
        await _app.MeasureAsync(area);
        var now = _app.Clock.GetUtcNow();
        await _app.InDatabaseAsync((MeasuresDbContext db) => db.Set<Notice>().OrderBy(notice => notice.Id).Take(1).ExecuteUpdateAsync(set => set
            .SetProperty(notice => notice.State, NoticeState.Sent).SetProperty(notice => notice.EndedAt, now)));

        await EraseAsync("0481", now, expected: 0, DocumentType.MeasureNotice);
        await EraseAsync("0480", now.AddSeconds(1), expected: 0, DocumentType.MeasureNotice);
        await EraseAsync("0481", now.AddSeconds(1), expected: 0, DocumentType.MeasureNote);
        Assert.Equal(["sent", "waiting"], await StatesAsync());

        await EraseAsync("0481", now.AddSeconds(1), expected: 1, DocumentType.MeasureNotice);
        Assert.Equal(["waiting"], await StatesAsync());

        async Task<string?[]> StatesAsync() =>
            [.. (await _app.GetAsync("notices")).GetProperty("items").EnumerateArray().Select(notice => notice.GetProperty("state").GetString()).Order(StringComparer.Ordinal)];
    }

    // A note with details must be confirmed.
    private async Task<string?> ConfirmAsync(Guid measure)
    {
        var refused = await (
            await _app.SendAsync(
                HttpMethod.Post, $"measures/{measure}/outcome-events", new { code = "placeSecured", on = "2021-04-02", note = Note }))
            .ReadAsync(HttpStatusCode.Conflict);
        return refused.Text("confirmation");
    }

    private async Task EraseAsync(string municipality, DateTimeOffset before, int? expected, DocumentType type = DocumentType.MeasureNote)
    {
        var run = Guid.CreateVersion7();
        await _app.PublishAsync(new ErasureRequested(run, 1, municipality, [new(type, before, "KS 1")]));
        var payload = "";
        await Eventually.TrueAsync(
            async () => (payload = await _app.InDatabaseAsync((MeasuresDbContext db) =>
                db.EventLog.Where(entry => entry.Subject == run).Select(entry => entry.Payload).SingleOrDefaultAsync()) ?? "").Length > 0,
            "the result of the erasure");
        if (expected is not null)
        {
            Assert.Contains($"\"count\":{expected}", payload, StringComparison.Ordinal);
        }
    }
}
