using MassTransit;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Takes in what watch groups have seen, each once: it waits in quarantine until a party has verified it, and counts only then.</summary>
internal sealed class TakeObservations(
    IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> turn, MunicipalityRulesCache rules, TimeProvider time) : IConsumer<ObservationReported>
{
    private const string Source = "neighbourhood-watch";

    /// <exception cref="InvalidEventException">Municipality, category or area is not known here, or the times are wrong.</exception>
    public async Task Consume(ConsumeContext<ObservationReported> context)
    {
        var (seen, cancellationToken) = (context.Message, context.CancellationToken);
        var now = time.GetUtcNow();
        var facts = await CheckAsync(seen, now);
        await turn.RunAsync(
            async () =>
            {
                if (await db.TryBeginOnceAsync(context.EventId(), nameof(TakeObservations), now, cancellationToken))
                {
                    var group = $"watch:{seen.GroupId}";
                    var incident = Incident.Quarantine(facts, new IncidentOrigin(seen.Municipality, Source, seen.ObservationId.ToString(), group), now);
                    db.Incidents.Add(incident);
                    db.Record(incident.PublicId, new IncidentQuarantined(incident.State()), group, now);
                    await db.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);
    }

    private async Task<IncidentFacts> CheckAsync(ObservationReported seen, DateTimeOffset now)
    {
        var request = new IncidentFactsRequest
        {
            Category = seen.Category, Area = seen.Area, OccurredFrom = seen.OccurredFrom, OccurredTo = seen.OccurredTo, ReportedAt = seen.ReportedAt,
        };
        return await rules.FindAsync(seen.Municipality) is { } municipality && IncidentFacts.Check(request, municipality, now, new RequestErrors()) is { } facts
            ? facts
            : throw new InvalidEventException("ObservationReported is not of what is known here");
    }
}
