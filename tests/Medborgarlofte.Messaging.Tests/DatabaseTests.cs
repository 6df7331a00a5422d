using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.Web;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Messaging.Tests;

public sealed class DatabaseTests
{
    [Theory]
    [InlineData("Data Source=data/x.db", false)]
    [InlineData("Server=db;Database=x", true)]
    [InlineData("Data Source=db;Initial Catalog=x", true)]
    public void The_connection_string_tells_which_database_it_is(string connectionString, bool isSqlServer) =>
        Assert.Equal(isSqlServer, ModuleDatabase.IsSqlServer(connectionString));

    [Fact]
    public async Task A_taken_key_is_told_from_other_errors_of_the_database()
    {
        await using var app = await TestApp.StartAsync(_ => { });

        Assert.True(UniqueViolation.IsBehind(await ErrorOfAsync("INSERT INTO Inbox VALUES ('a', 'b', 'c'), ('a', 'b', 'c')")));
        Assert.False(UniqueViolation.IsBehind(await ErrorOfAsync("INSERT INTO Inbox VALUES ('a', NULL, 'c')")));
        Assert.False(UniqueViolation.IsBehind(await ErrorOfAsync("INSERT INTO Nowhere VALUES (1)")));
        Assert.False(UniqueViolation.IsBehind(null));

        Task<Exception> ErrorOfAsync(string sql) => app.ReadAsync(db => Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Fact]
    public async Task A_taken_key_is_answered_as_a_conflict_and_a_collided_change_as_a_failed_precondition()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        var eventId = Guid.CreateVersion7();
        await app.ReadAsync(db => Add(db).SaveChangesAsync());

        var conflict = await app.ReadAsync(db => Assert.ThrowsAsync<ConflictException>(() => Add(db).SaveNewAsync("Finns redan.", CancellationToken.None)));
        var changed = await app.ReadAsync(db => Assert.ThrowsAsync<ProblemException>(() => Add(db).SaveChangedAsync(CancellationToken.None)));

        Assert.Equal((409, 412), (conflict.Status, changed.Status));

        TestDbContext Add(TestDbContext db)
        {
            db.Inbox.Add(new InboxEntry { EventId = eventId, Consumer = "a", At = app.Clock.GetUtcNow() });
            return db;
        }
    }

    [Fact]
    public void An_event_outside_the_catalogue_cannot_be_recorded() =>
        Assert.Throws<ArgumentException>(() => ModuleDbContext.EntryFor(Guid.CreateVersion7(), "text", "test", DateTimeOffset.UnixEpoch));

    [Fact]
    public void Two_queues_cannot_have_one_name()
    {
        var queues = new QueueCatalogue();
        queues.Add("areas", 1, typeof(TellArea));

        Assert.Throws<ArgumentException>(() => queues.Add("areas", 1, typeof(TellAreaToo)));
    }

    [Fact]
    public void The_routes_of_a_replay_bring_what_the_queues_want_and_nothing_else()
    {
        var queues = new QueueCatalogue();
        queues.Add("areas", 1, typeof(TellArea));
        queues.Add("incidents", 1, typeof(TellIncident));
        queues.Add("others", 1, typeof(TellMunicipality));

        Assert.Equal(
            [
                "AreaChanged areas", "IncidentCorrected incidents", "IncidentMarkedAsDuplicate incidents", "IncidentRejected incidents",
                "IncidentReported incidents", "IncidentVerified incidents", "IncidentWithdrawn incidents",
            ],
            queues.RoutesTo("areas", "incidents").Select(route => $"{route.EventType} {route.Queue}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_copy_of_reference_data_keeps_the_newest_version_in_whatever_order_it_comes()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("reference", 1, typeof(KeepReferenceData<TestDbContext>)));
        await app.RecordAsync(new MunicipalityChanged("0481", 1, "Oxelösund", null, MeetingRhythm.Weekly, "Europe/Stockholm"));
        foreach (var area in new[] { TestApp.Area("ramdal"), TestApp.Area("ramdal", 3), TestApp.Area("ramdal", 2), TestApp.Area("sunda") })
        {
            await app.WaitUntilPublishedAsync(await app.RecordAsync(area));
        }

        var reference = await app.ReadAsync(db => MunicipalityReference.FindAsync(db, "0481", CancellationToken.None));

        Assert.Equal([TestApp.Area("ramdal", 3), TestApp.Area("sunda")], reference!.Areas.Values.OrderBy(area => area.Area));
        Assert.Equal("Oxelösund", reference.Municipality.Name);
        Assert.Null(await app.ReadAsync(db => MunicipalityReference.FindAsync(db, "9999", CancellationToken.None)));
    }
}
