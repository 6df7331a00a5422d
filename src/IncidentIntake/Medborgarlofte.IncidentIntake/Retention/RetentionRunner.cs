namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Erases the due documents of a municipality, and requests the same from other modules for the types that they store.</summary>
internal sealed class RetentionRunner(
    IncidentIntakeDbContext db,
    DatabaseWriteLock<IncidentIntakeDbContext> writeLock,
    IEnumerable<IDocumentErasure> types,
    TimeProvider time)
{
    /// <summary>Performs a run under the municipality's rules with a decision.</summary>
    /// <exception cref="DbUpdateException">Another replica has started the same night's run.</exception>
    public async Task<RetentionRun> RunAsync(
        string municipality, TimeZoneInfo timeZone, string startedBy, DateOnly? night, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new RetentionRun
        {
            PublicId = Guid.CreateVersion7(now), Municipality = municipality, Night = night, StartedBy = startedBy, StartedAt = now,
        };
        db.RetentionRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        var rules = await db.RetentionRules.AsNoTracking()
            .Where(rule => rule.Municipality == municipality && rule.DecisionNumber != null)
            .ToListAsync(cancellationToken);
        var erased = new List<(DocumentType Type, int Count)>();
        var requested = new List<DueDocumentType>();
        foreach (var rule in rules)
        {
            var before = rule.DueBefore(now);
            if (types.FirstOrDefault(type => type.DocumentType == rule.DocumentType) is { } type)
            {
                erased.Add((type.DocumentType, await EraseAsync(type, new(db, municipality, timeZone, before, now), cancellationToken)));
            }
            else
            {
                requested.Add(new DueDocumentType(rule.DocumentType, before, rule.DecisionNumber!));
            }
        }

        db.ChangeTracker.Clear();
        db.RetentionRuns.Attach(run);
        run.CompletedAt = time.GetUtcNow();
        foreach (var (type, count) in erased)
        {
            run.SetCount(type, count);
        }

        if (requested.Count > 0)
        {
            db.Record(run.PublicId, new ErasureRequested(run.PublicId, 1, municipality, requested), startedBy, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await writeLock.RunAsync(() => db.TruncateLogAsync(cancellationToken), cancellationToken);
        return run;
    }

    private async Task<int> EraseAsync(IDocumentErasure type, ErasureScope scope, CancellationToken cancellationToken)
    {
        var total = 0;
        var batch = 0;
        do
        {
            await writeLock.RunAsync(async () => batch = await type.EraseBatchAsync(scope, cancellationToken), cancellationToken);
            total += batch;
        }
        while (batch > 0);
        return total;
    }
}
