using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

/// <summary>The connection is lost after a commit, so that the module cannot know its outcome and retries.</summary>
public sealed class LostConnectionTests : IAsyncLifetime
{
    private readonly DatabaseFaults _faults = new();
    private IntakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.Provider == Provider.SqlServer, "The faults replace SQLite's execution strategy.");
        _app = new IntakeApp { Faults = _faults };
        await _app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;

    [Theory]
    [InlineData(null, null)]
    [InlineData("key", null)]
    [InlineData(null, "external")]
    [InlineData("key", "external")]
    public async Task Report_whose_commit_is_not_confirmed_is_stored_once(string? key, string? externalId)
    {
        _faults.CutAfterCommit();

        var answer = await _app.PostAsync(
            "/incidents",
            IntakeApp.Incident(("externalId", externalId), ("source", externalId is null ? null : "system")),
            key is null ? [] : [("Idempotency-Key", key)]);

        answer.Is(HttpStatusCode.Created);
        Assert.Equal(1, _faults.Cuts);
        Assert.Equal(answer.Id, await _app.ReadAsync(db => db.Incidents.Select(incident => incident.PublicId).SingleAsync()));
        Assert.Equal(1, await _app.ReadAsync(db => db.EventLog.CountAsync(entry => entry.Subject == answer.Id)));
    }

    [Fact]
    public async Task Concurrent_reports_whose_commits_are_not_confirmed_are_stored_once()
    {
        _faults.CutAfterCommit(3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _app.PostAsync("/incidents", IntakeApp.Incident())));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Equal(40, answers.Select(answer => answer.Id).Distinct().Count());
        Assert.Equal(40, await _app.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Fact]
    public async Task Import_whose_commits_are_not_confirmed_stores_each_row_once()
    {
        const int Rows = 2_300;
        var csv = ImportHelper.Lines(["category;occurred_from", .. Enumerable.Repeat("criminal-damage;2021-04-01", Rows)]);
        _faults.CutAfterCommit(4);

        var import = await _app.ImportAsync(ImportHelper.Csv, csv);

        Assert.Equal(4, _faults.Cuts);
        import.HasCounters(Rows);
        Assert.Equal(Rows, await _app.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Fact]
    public async Task Status_change_whose_commit_is_not_confirmed_is_made_once()
    {
        var incident = (await _app.ReportAsync()).Id;
        _faults.CutAfterCommit();

        (await _app.MoveAsync(incident, "verified")).Is(HttpStatusCode.OK);

        Assert.Equal(1, _faults.Cuts);
        Assert.Equal(2, await _app.ReadAsync(db => db.Incidents.Select(stored => stored.Version).SingleAsync()));
        Assert.Equal(1, await _app.ReadAsync(
            db => db.EventLog.CountAsync(entry => entry.Subject == incident && entry.Type == "IncidentVerified")));
    }

    [Fact]
    public async Task Area_whose_commit_is_not_confirmed_is_created()
    {
        _faults.CutAfterCommit();

        await _app.CreateAreaAsync("nytt", "Nytt");

        Assert.Equal(1, _faults.Cuts);
    }
}
