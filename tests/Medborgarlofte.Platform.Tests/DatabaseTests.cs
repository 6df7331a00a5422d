using System.Text.Json;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Platform.Tests;

public sealed class DatabaseTests
{
    [Fact]
    public async Task Unique_violation_is_recognised_among_database_errors()
    {
        await using var app = await TestApp.StartAsync(_ => { });

        const string Id = "'01980000-0000-7000-8000-000000000001'";
        Assert.True(UniqueViolation.IsBehind(
            await ErrorOfAsync($"INSERT INTO Inbox VALUES ({Id}, 'b', '2021-05-03'), ({Id}, 'b', '2021-05-03')")));
        Assert.False(UniqueViolation.IsBehind(await ErrorOfAsync($"INSERT INTO Inbox VALUES ({Id}, NULL, '2021-05-03')")));
        Assert.False(UniqueViolation.IsBehind(await ErrorOfAsync("INSERT INTO Nowhere VALUES (1)")));
        Assert.False(UniqueViolation.IsBehind(null));

        Task<Exception> ErrorOfAsync(string sql) =>
            app.ReadAsync(db => Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Fact]
    public async Task Unique_violation_is_409_for_a_new_entity_and_412_for_a_change()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        var eventId = Guid.CreateVersion7();
        await app.ReadAsync(db => Add(db).SaveChangesAsync());

        var conflict = await app.ReadAsync(
            db => Assert.ThrowsAsync<ConflictException>(() => Add(db).SaveNewAsync("Finns redan.", CancellationToken.None)));
        var changed =
            await app.ReadAsync(db => Assert.ThrowsAsync<ProblemException>(() => Add(db).SaveChangedAsync(CancellationToken.None)));

        Assert.Equal((409, 412), (conflict.Status, changed.Status));

        TestDbContext Add(TestDbContext db)
        {
            db.Inbox.Add(new InboxEntry { EventId = eventId, Consumer = "a", At = app.Clock.GetUtcNow() });
            return db;
        }
    }

    [Fact]
    public async Task Reference_data_has_the_newest_version_in_any_order_of_events()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("reference", 1, typeof(ReferenceDataProjector<TestDbContext>)));
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

    [Fact]
    public async Task Municipalities_are_listed_in_Swedish_order()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        string[] names = ["Öckerö", "Zinkgruvan", "Ängelholm", "Årjäng", "Oxelösund"];
        await app.ReadAsync(db =>
        {
            db.AddRange(names.Select((name, index) => new ReferenceCopy
            {
                Municipality = $"048{index}",
                Type = nameof(MunicipalityChanged),
                Code = "",
                Version = 1,
                Payload = JsonSerializer.Serialize(
                    new MunicipalityChanged($"048{index}", 1, name, null, MeetingRhythm.Weekly, "Europe/Stockholm"), EventJson.Options),
            }));
            return db.SaveChangesAsync();
        });

        var listed = await app.ReadAsync(db => MunicipalityReference.ListAsync(db, CancellationToken.None));

        Assert.Equal(
            ["Oxelösund", "Zinkgruvan", "Årjäng", "Ängelholm", "Öckerö"], listed.Select(municipality => municipality.Name));
    }

    [Fact]
    public async Task Codes_are_case_sensitive()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        await app.ReadAsync(db =>
        {
            db.AddRange(Copy("ramdal"), Copy("Ramdal"));
            return db.SaveChangesAsync();
        });

        Assert.Equal(["Ramdal", "ramdal"], await app.ReadAsync(
            db => db.Set<ReferenceCopy>().OrderBy(copy => copy.Code).Select(copy => copy.Code).ToListAsync()));
        Assert.Equal(1, await app.ReadAsync(db => db.Set<ReferenceCopy>().CountAsync(copy => copy.Code == "ramdal")));
    }

    [Fact]
    public async Task Municipality_is_found_by_its_exact_code()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("reference", 1, typeof(ReferenceDataProjector<TestDbContext>)));
        await app.WaitUntilPublishedAsync(
            await app.RecordAsync(new MunicipalityChanged("0481", 1, "Oxelösund", null, MeetingRhythm.Weekly, "Europe/Stockholm")));

        Assert.NotNull(await app.ReadAsync(db => MunicipalityReference.FindAsync(db, "0481", CancellationToken.None)));
        Assert.Null(await app.ReadAsync(db => MunicipalityReference.FindAsync(db, "0481 ", CancellationToken.None)));
    }

    [Fact]
    public async Task Time_is_stored_with_full_precision()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        var at = new DateTimeOffset(2021, 5, 3, 9, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        await app.ReadAsync(db =>
        {
            db.Inbox.Add(new InboxEntry { EventId = Guid.CreateVersion7(), Consumer = "a", At = at });
            return db.SaveChangesAsync();
        });

        Assert.Equal(at, await app.ReadAsync(db => db.Inbox.Where(entry => entry.At == at).Select(entry => entry.At).SingleAsync()));
    }

    [Fact]
    public async Task Concurrent_replicas_migrate_a_database_once()
    {
        await using var database = TestDatabase.Create();
        var replicas =
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestApp.StartAsync(_ => { }, shared: database))));
        try
        {
            foreach (var replica in replicas)
            {
                Assert.Single(await replica.ReadAsync(db => db.Database.GetAppliedMigrationsAsync()));
            }
        }
        finally
        {
            await Task.WhenAll(replicas.Select(replica => replica.DisposeAsync().AsTask()));
        }
    }

    private static ReferenceCopy Copy(string code) =>
        new() { Municipality = "0481", Type = nameof(AreaChanged), Code = code, Version = 1, Payload = "{}" };
}
