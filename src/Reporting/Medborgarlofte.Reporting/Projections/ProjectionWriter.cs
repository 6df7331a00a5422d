using Medborgarlofte.Contracts;
using Medborgarlofte.Reporting.Replay;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>Stores the latest event about a subject and counts the events of a replay.</summary>
internal sealed class ProjectionWriter(ReportingDbContext db, ReadModelWriter writer, TimeProvider time)
{
    /// <summary>Stores an event unless the stored version is the same or newer, with further changes in the same transaction.</summary>
    public Task WriteAsync<T>(ConsumeContext<T> context, Func<T, ProjectionSubject> subjectOf, Func<Task>? afterwards = null)
        where T : class => writer.WriteAsync(
        db,
        async () =>
        {
            await StoreAsync(context.Message, subjectOf(context.Message), context.CancellationToken);
            if (afterwards is not null)
            {
                await afterwards();
            }

            await ReplayRun.CountAsync(db, context.ReplayId(), 1, time.GetUtcNow(), context.CancellationToken);
        },
        context.CancellationToken);

    /// <summary>Deletes subjects, including those whose events arrive later, with further changes in the same transaction.</summary>
    public Task DeleteAsync(
        ConsumeContext context, string municipality, IEnumerable<(string Type, Guid Id)> subjects, Func<Task> afterwards) =>
        writer.WriteAsync(
            db,
            async () =>
            {
                foreach (var (type, id) in subjects)
                {
                    var stored = await db.Projections.FindAsync([type, id], context.CancellationToken)
                        ?? db.Projections.Add(
                            new Projection { Type = type, Id = id, Municipality = municipality, Version = 0, Payload = "" }).Entity;
                    stored.Delete();
                }

                await afterwards();
                await db.SaveChangesAsync(context.CancellationToken);
                await ReplayRun.CountAsync(db, context.ReplayId(), 1, time.GetUtcNow(), context.CancellationToken);
            },
            context.CancellationToken);

    private async Task StoreAsync<T>(T message, ProjectionSubject subject, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Serialize(message, EventJson.Options);
        var stored = await db.Projections.FindAsync([typeof(T).Name, subject.Id], cancellationToken);
        if (stored is null)
        {
            db.Projections.Add(new Projection
            {
                Type = typeof(T).Name,
                Id = subject.Id,
                Municipality = subject.Municipality,
                Version = subject.Version,
                FirstDay = subject.FirstDay,
                Payload = payload,
            });
        }
        else if (stored.Version < subject.Version)
        {
            stored.Municipality = subject.Municipality;
            stored.Version = subject.Version;
            stored.FirstDay = subject.FirstDay;
            stored.Payload = payload;
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>The subject of an event, as the columns of its projection.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="FirstDay">First day, or null if it has none.</param>
internal sealed record ProjectionSubject(Guid Id, int Version, string Municipality, DateOnly? FirstDay = null);
