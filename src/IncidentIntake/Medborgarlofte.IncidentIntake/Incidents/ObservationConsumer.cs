using MassTransit;
using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Stores each observation of a watch group once, as an incident in quarantine until a party has verified it.</summary>
internal sealed class ObservationConsumer(
    IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> writeLock, MunicipalityRulesCache rules, TimeProvider time)
    : IConsumer<ObservationReported>
{
    private const string Source = "neighbourhood-watch";

    /// <exception cref="InvalidEventException">Municipality, category or area is unknown, or the times are invalid.</exception>
    public async Task Consume(ConsumeContext<ObservationReported> context)
    {
        var (observation, cancellationToken) = (context.Message, context.CancellationToken);
        var now = time.GetUtcNow();
        var facts = await ValidateAsync(observation, now);
        await writeLock.RunAsync(
            async () =>
            {
                if (await db.TryBeginOnceAsync(context.EventId(), nameof(ObservationConsumer), now, cancellationToken))
                {
                    var group = $"watch:{observation.GroupId}";
                    var origin = new IncidentOrigin(observation.Municipality, Source, observation.ObservationId.ToString(), group);
                    var incident = Incident.Quarantine(facts, origin, now);
                    db.Incidents.Add(incident);
                    db.Record(incident.PublicId, incident.State<IncidentQuarantined>(), group, now);
                    await db.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);
    }

    private async Task<IncidentFacts> ValidateAsync(ObservationReported observation, DateTimeOffset now)
    {
        var request = new IncidentFactsRequest
        {
            Category = observation.Category,
            Area = observation.Area,
            OccurredFrom = observation.OccurredFrom,
            OccurredTo = observation.OccurredTo,
            ReportedAt = observation.ReportedAt,
        };
        return await rules.FindAsync(observation.Municipality) is { } municipality
            && IncidentFacts.Check(request, municipality, now, new RequestErrors()) is { } facts
            ? facts
            : throw new InvalidEventException("ObservationReported does not match the reference data");
    }
}
