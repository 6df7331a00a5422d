namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>A type of document that this module stores for a time and then erases, registered in the module.</summary>
internal interface IDocumentErasure
{
    DocumentType DocumentType { get; }

    /// <summary>The number of due documents.</summary>
    Task<int> CountDueAsync(ErasureScope scope, CancellationToken cancellationToken);

    /// <summary>Erases one batch of due documents.</summary>
    /// <returns>The number of erased documents; 0 if none was due.</returns>
    Task<int> EraseBatchAsync(ErasureScope scope, CancellationToken cancellationToken);
}

/// <summary>The documents of a municipality whose latest change is before a time.</summary>
/// <param name="Db">The module's database.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="TimeZone">The municipality's time zone.</param>
/// <param name="Before">Documents whose latest change is before this time are due.</param>
/// <param name="Now">The current time.</param>
internal sealed record ErasureScope(
    IncidentIntakeDbContext Db, string Municipality, TimeZoneInfo TimeZone, DateTimeOffset Before, DateTimeOffset Now)
{
    /// <summary>The due incidents. An incident's documents age from the incident's latest change.</summary>
    public IQueryable<Incident> UnchangedIncidents => Db.Incidents.Where(
        incident => incident.Municipality == Municipality
            && incident.RegisteredAt < Before
            && !Db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.At >= Before));

    /// <summary>Deletes the responses stored for idempotency keys, which contain the incidents' texts.</summary>
    public Task<int> DeleteStoredResponsesAsync(List<Guid> incidents, CancellationToken cancellationToken) =>
        Db.Set<StoredIdempotencyKey>().Where(key => incidents.Contains(key.IncidentId)).ExecuteDeleteAsync(cancellationToken);
}

/// <summary>Erases documents of one type in batches, so that reports are written in between.</summary>
/// <typeparam name="T">The entity that contains the documents.</typeparam>
internal abstract class DocumentErasure<T>(DocumentType type) : IDocumentErasure
    where T : class
{
    private const int BatchSize = 200;

    public DocumentType DocumentType => type;

    public Task<int> CountDueAsync(ErasureScope scope, CancellationToken cancellationToken) => Due(scope).CountAsync(cancellationToken);

    public Task<int> EraseBatchAsync(ErasureScope scope, CancellationToken cancellationToken) =>
        EraseAsync(Due(scope).Take(BatchSize), scope, cancellationToken);

    /// <summary>The due documents, in a fixed order.</summary>
    protected abstract IOrderedQueryable<T> Due(ErasureScope scope);

    /// <summary>Erases a batch; by default its rows are deleted.</summary>
    protected virtual Task<int> EraseAsync(IQueryable<T> batch, ErasureScope scope, CancellationToken cancellationToken) =>
        batch.ExecuteDeleteAsync(cancellationToken);
}
