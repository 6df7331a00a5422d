using System.Data.Common;
using System.Diagnostics.Metrics;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>
/// The write path of intake: one writer, prepared statements, commits shared by all that arrive meanwhile. Incident,
/// event and idempotency key are one transaction; the caller is answered when it is durable.
/// </summary>
internal sealed class IncidentWriter : IAsyncDisposable
{
    private const int Capacity = 4_096;
    private const int LargestGroup = 256;

    // So many reports in one commit mean that callers, or an import, wait for the processors.
    private const int BurstGroup = 16;

    private static readonly Counter<long> Received = EventTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.incidents.received", "{incident}", "Incidents taken in, by source.");

    private readonly IServiceScopeFactory _scopes;
    private readonly RelaySignal<IncidentIntakeDbContext> _relay;
    private readonly DatabaseWriteLock<IncidentIntakeDbContext> _turn;
    private readonly GroupCommit<IncidentWrite> _writer;
    private IncidentWriteSession? _session;

    public IncidentWriter(IServiceScopeFactory scopes, RelaySignal<IncidentIntakeDbContext> relay, DatabaseWriteLock<IncidentIntakeDbContext> turn)
    {
        _scopes = scopes;
        _relay = relay;
        _turn = turn;
        _writer = new GroupCommit<IncidentWrite>(Capacity, LargestGroup, CommitAsync);
    }

    /// <summary>Writes one report; its outcome is set when this ends.</summary>
    /// <exception cref="ProblemException">Too many reports wait already (503 with Retry-After).</exception>
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
                // Another replica has just written the same key or external id: the second try finds it.
            }
        }
    }

    /// <summary>Writes a batch of an import together with the import's progress.</summary>
    public Task WriteAsync(IReadOnlyList<NewIncident> reports, ImportProgress progress, CancellationToken cancellationToken) =>
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
        await using (var scope = _scopes.CreateAsyncScope())
        {
            // Once more where SQL Server says that another try may succeed: it was the victim of a deadlock, or is failing over.
            var database = scope.ServiceProvider.GetRequiredService<IncidentIntakeDbContext>().Database;
            await database.CreateExecutionStrategy().ExecuteAsync(() => TryCommitAsync(writes));
        }

        if (writes.Sum(write => write.Reports.Count) >= BurstGroup)
        {
            _relay.NoteBurst();
        }

        _relay.Raise();
        if (Received.Enabled)
        {
            foreach (var source in writes.SelectMany(write => write.Reports).Where(report => report.Outcome == WriteOutcome.Written).CountBy(report => report.Incident.Source))
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
            await _turn.RunAsync(() => _session.CommitAsync(writes));
        }
        catch
        {
            // The connection may be what failed; the next group gets a new one.
            await _session.DisposeAsync();
            _session = null;
            throw;
        }
    }
}

/// <summary>What is written in one piece: reports, and for an import how far it has come.</summary>
internal sealed record IncidentWrite(IReadOnlyList<NewIncident> Reports, ImportProgress? Progress = null);

/// <summary>A report on its way into the database.</summary>
internal sealed class NewIncident(Incident incident, IdempotencyKey? key = null)
{
    public Incident Incident => incident;

    public IdempotencyKey? Key => key;

    public WriteOutcome Outcome { get; set; }

    /// <summary>Id under which the report is stored: its own, or that of the one stored before it.</summary>
    public Guid StoredAs { get; set; }

    /// <summary>The response that the same idempotency key got before.</summary>
    public string? KeptResponse { get; set; }

    /// <summary>The event, made by the caller so that it carries the caller's trace and leaves the writer less to do.</summary>
    public EventLogEntry Event { get; } = ModuleDbContext.EntryFor(
        incident.PublicId, new IncidentReported(incident.State()), incident.ReportedBy, incident.RegisteredAt);
}

/// <summary>What became of a report.</summary>
internal enum WriteOutcome
{
    /// <summary>It is stored.</summary>
    Written,

    /// <summary>The same idempotency key with the same content was stored before.</summary>
    Replayed,

    /// <summary>The same idempotency key was used with other content.</summary>
    KeyReused,

    /// <summary>The party has reported the same external id of the source before.</summary>
    ExternalIdKnown,
}

/// <summary>A caller's key for one report, the hash of what it was used for, and the answer that it gets again.</summary>
internal sealed record IdempotencyKey(string Party, string Key, string ContentHash, IncidentResponse Answer);
