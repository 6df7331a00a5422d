using System.Data.Common;
using System.Diagnostics.Metrics;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>
/// The write path of incidents: one writer with prepared statements, and group commits. Incident, event and idempotency key are
/// stored in one transaction, which is durable before the caller gets the response.
/// </summary>
internal sealed class IncidentWriter : IAsyncDisposable
{
    private const int Capacity = 4_096;
    private const int LargestGroup = 256;

    // This many reports in one commit mean that the processors are busy with callers or an import.
    private const int BurstGroup = 16;

    private static readonly Counter<long> Received = EventTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.incidents.received", "{incident}", "Stored incidents, by source.");

    private readonly IServiceScopeFactory _scopes;
    private readonly RelaySignal<IncidentIntakeDbContext> _relay;
    private readonly DatabaseWriteLock<IncidentIntakeDbContext> _writeLock;
    private readonly GroupCommit<IncidentWrite> _writer;
    private IncidentWriteSession? _session;

    public IncidentWriter(
        IServiceScopeFactory scopes, RelaySignal<IncidentIntakeDbContext> relay, DatabaseWriteLock<IncidentIntakeDbContext> writeLock)
    {
        _scopes = scopes;
        _relay = relay;
        _writeLock = writeLock;
        _writer = new GroupCommit<IncidentWrite>(Capacity, LargestGroup, CommitAsync);
    }

    /// <summary>Writes one report and sets its outcome.</summary>
    /// <exception cref="ProblemException">Too many reports are waiting (503 with Retry-After).</exception>
    public async Task WriteAsync(NewIncident report)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!_writer.TrySubmit(new IncidentWrite([report]), out var committed))
            {
                throw new ProblemException(
                    StatusCodes.Status503ServiceUnavailable, "busy", "För många rapporter just nu", "Försök igen om en sekund.")
                {
                    RetryAfterSeconds = 1,
                };
            }

            try
            {
                await committed;
                return;
            }
            catch (DbException exception) when (attempt == 1 && UniqueViolation.IsBehind(exception))
            {
                // Another replica has just written the same key or external id: the second attempt finds it.
            }
        }
    }

    /// <summary>Writes a batch of reports and the sender's progress in one transaction.</summary>
    public Task WriteAsync(IReadOnlyList<NewIncident> reports, IBatchProgress progress, CancellationToken cancellationToken) =>
        _writer.SubmitAsync(new IncidentWrite(reports, progress), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
    }

    private async Task CommitAsync(IReadOnlyList<IncidentWrite> writes)
    {
        // Before the commit, which wakes the relay.
        if (writes.Sum(write => write.Reports.Count) >= BurstGroup)
        {
            _relay.NoteBurst();
        }

        await using (var scope = _scopes.CreateAsyncScope())
        {
            // SQL Server may ask for a retry: after a deadlock, a lost connection or during a failover.
            var database = scope.ServiceProvider.GetRequiredService<IncidentIntakeDbContext>().Database;
            await database.CreateExecutionStrategy().ExecuteAsync(() => TryCommitAsync(writes));
        }

        if (Received.Enabled)
        {
            var written = writes.SelectMany(write => write.Reports).Where(report => report.Outcome == WriteOutcome.Written);
            foreach (var source in written.CountBy(report => report.Incident.Source))
            {
                Received.Add(source.Value, new KeyValuePair<string, object?>("source", source.Key));
            }
        }
    }

    private async Task TryCommitAsync(IReadOnlyList<IncidentWrite> writes)
    {
        _session ??= await IncidentWriteSession.OpenAsync(_scopes.CreateAsyncScope());
        try
        {
            await _writeLock.RunAsync(() => _session.CommitAsync(writes));
        }
        catch
        {
            // The connection may have failed; the next group gets a new one.
            await _session.DisposeAsync();
            _session = null;
            throw;
        }
    }
}

/// <summary>Reports that are written in one transaction, with the progress of a batch's sender.</summary>
internal sealed record IncidentWrite(IReadOnlyList<NewIncident> Reports, IBatchProgress? Progress = null);

/// <summary>The progress of the sender of a batch, such as an import, stored in the batch's transaction.</summary>
internal interface IBatchProgress
{
    /// <summary>Stores the progress after the reports were written. A retry may repeat the call.</summary>
    Task StoreAsync(IncidentIntakeDbContext db, IReadOnlyList<NewIncident> reports);
}

/// <summary>A report to write, with its outcome.</summary>
internal sealed class NewIncident(Incident incident, IdempotencyKey? key = null)
{
    public Incident Incident => incident;

    public IdempotencyKey? Key => key;

    public WriteOutcome Outcome { get; set; }

    /// <summary>Id of the stored incident: the report's own, or that of an earlier report.</summary>
    public Guid StoredAs { get; set; }

    /// <summary>The stored response of the same idempotency key, or null.</summary>
    public string? StoredResponse { get; set; }

    /// <summary>The event, created by the caller so that it contains the caller's trace and the writer has less work.</summary>
    public EventLogEntry Event { get; } = ModuleDbContext.EntryFor(
        incident.PublicId, incident.State<IncidentReported>(), incident.ReportedBy, incident.RegisteredAt);
}

/// <summary>The outcome of a report.</summary>
internal enum WriteOutcome
{
    /// <summary>The report was stored.</summary>
    Written,

    /// <summary>The same idempotency key with the same content was stored earlier.</summary>
    Replayed,

    /// <summary>The same idempotency key was used with other content.</summary>
    KeyReused,

    /// <summary>The party has reported the same external id from the source earlier.</summary>
    ExternalIdKnown,
}

/// <summary>A caller's key for one report, the hash of the request, and the response for repeated requests.</summary>
internal sealed record IdempotencyKey(string Party, string Key, string ContentHash, IncidentResponse Response);
