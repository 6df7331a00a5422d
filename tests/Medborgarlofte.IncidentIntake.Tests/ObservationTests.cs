using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class ObservationTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Repeated_observation_becomes_one_incident_in_quarantine()
    {
        var at = app.Clock.GetUtcNow().AddHours(-3);
        var seen = new ObservationReported(
            Guid.CreateVersion7(), 1, "0481", Guid.CreateVersion7(), "sunda", "theft", at, at.AddHours(1), at.AddHours(2));

        // Through the module's own log: a repeated event has the same id, and in memory it is published when it is handled. The
        // second save wakes the relay.
        await RecordAsync(seen);
        await app.InDatabaseAsync((IncidentIntakeDbContext db) =>
            db.EventLog.Where(entry => entry.Subject == seen.ObservationId)
                .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.PublishedAt, (DateTimeOffset?)null)));
        await RecordAsync(seen with { ObservationId = Guid.CreateVersion7() });
        await WaitUntilHandledAsync(seen);

        var external = seen.ObservationId.ToString();
        var incident = Assert.Single(await app.InDatabaseAsync((IncidentIntakeDbContext db) =>
            db.Incidents.Where(known => known.ExternalId == external).ToListAsync()));
        Assert.Equal((Contracts.Incidents.IncidentStatus.Quarantined, "sunda", "theft", null),
            (incident.Status, incident.Area, incident.Category, incident.Description));
    }

    private async Task RecordAsync(ObservationReported observation)
    {
        await app.InDatabaseAsync((IncidentIntakeDbContext db) =>
        {
            db.Record(observation.ObservationId, observation, "test", app.Clock.GetUtcNow());
            return db.SaveChangesAsync();
        });
        await WaitUntilHandledAsync(observation);
    }

    private Task WaitUntilHandledAsync(ObservationReported observation) => Eventually.TrueAsync(
        () => app.InDatabaseAsync((IncidentIntakeDbContext db) =>
            db.EventLog.AnyAsync(entry => entry.Subject == observation.ObservationId && entry.PublishedAt != null)),
        "the observation to be handled");
}
