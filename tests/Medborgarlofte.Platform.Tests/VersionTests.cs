using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Platform.Tests;

/// <summary>Compatibility of two versions that run side by side during a rolling upgrade.</summary>
public sealed class VersionTests(RabbitNode rabbit)
{
    private const string Incident = "Medborgarlofte.Contracts.Incidents:IncidentChanged";

    private const string Newer =
        """
        {"incidentId":"0190a000-0000-7000-8000-000000000001","version":1,"municipality":"0481","category":"fire",
        "occurredFrom":"2021-02-01T10:00:00Z","occurredTo":"2021-02-01T10:00:00Z","reportedAt":"2021-02-02T10:00:00Z",
        "registeredAt":"2021-02-02T10:00:00Z","status":"reported","source":"police","forms":["arson"],
        "newerText":"x","newerList":[{"a":1}],"newerObject":{"b":null}}
        """;

    private const string Older =
        """
        {"incidentId":"0190a000-0000-7000-8000-000000000002","version":1,"municipality":"0481","category":"fire",
        "occurredFrom":"2021-02-01T10:00:00Z","occurredTo":"2021-02-01T10:00:00Z","reportedAt":"2021-02-02T10:00:00Z",
        "registeredAt":"2021-02-02T10:00:00Z","status":"reported","source":"police"}
        """;

    [Fact]
    public async Task Messages_of_newer_and_older_publishers_are_consumed()
    {
        var broker = await rabbit.VirtualHostAsync();
        await using var app = await TestApp.StartAsync(queues => queues.Add("incidents", 1, typeof(IncidentRecorder)), broker: broker);
        await Eventually.TrueAsync(() => Broker.ExistsAsync(broker, "incidents"), "the queue");

        await Broker.SendRawAsync(broker, "incidents", Incident, Newer);
        await Broker.SendRawAsync(broker, "incidents", Incident, Older.Replace("\"reported\"", "0", StringComparison.Ordinal));

        await app.Received.WaitForAsync(2);
        IsWhole(app.Received.Events.Select(consumed => (IncidentChanged)consumed.Message));
    }

    [Fact]
    public async Task Event_log_entries_of_newer_and_older_versions_are_published()
    {
        await using var app = await TestApp.StartAsync(
            queues => queues.Add("incidents", 1, typeof(IncidentRecorder)),
            beforeStart: db =>
            {
                Write(db, nameof(IncidentReported), Newer);
                Write(db, nameof(IncidentReported), Older);
            });

        await app.Received.WaitForAsync(2);
        IsWhole(app.Received.Events.Select(consumed => (IncidentChanged)consumed.Message));
    }

    [Fact]
    public async Task Unknown_event_of_a_newer_version_is_skipped()
    {
        await using var app = await TestApp.StartAsync(
            queues => queues.Add("areas", 1, typeof(AreaRecorder)), beforeStart: db => Write(db, "NoticeSent", """{"noticeId":1}"""));

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));

        Assert.IsType<AreaChanged>(Assert.Single(app.Received.Events).Message);
        Assert.Equal("NoticeSent", await app.ReadAsync(
            db => db.EventLog.Where(entry => entry.PublishedAt == null).Select(entry => entry.Type).SingleAsync()));
    }

    private static void IsWhole(IEnumerable<IncidentChanged> incidents)
    {
        var (newer, older) = incidents.OrderBy(incident => incident.IncidentId).ToArray() is [var first, var second]
            ? (first, second)
            : throw new InvalidOperationException();
        Assert.Equal(
            ("fire", IncidentStatus.Reported, "police", "arson"), (newer.Category, newer.Status, newer.Source, newer.Forms.Single()));
        Assert.Equal(("fire", IncidentStatus.Reported, "police", false), (older.Category, older.Status, older.Source, older.Attempted));
        Assert.Empty(older.Forms);
        Assert.Empty(older.VictimGroups);
    }

    private static void Write(TestDbContext db, string type, string payload) => db.EventLog.Add(new EventLogEntry
    {
        EventId = Guid.CreateVersion7(),
        Type = type,
        Subject = Guid.CreateVersion7(),
        Payload = payload,
        Actor = "test",
        At = DateTimeOffset.UnixEpoch,
    });
}
