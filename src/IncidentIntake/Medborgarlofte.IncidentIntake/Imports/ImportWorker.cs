using Medborgarlofte.Screening;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>Wakes the import worker when a file is complete.</summary>
internal sealed class ImportSignal : WakeSignal;

/// <summary>
/// Reads received files row by row in batches. Each batch is stored together with the import's progress, so that the import
/// continues after a crash. A file is leased to one of several replicas.
/// </summary>
internal sealed class ImportWorker(
    IServiceScopeFactory scopes,
    MunicipalityRulesCache cache,
    IncidentWriter writer,
    ImportSignal signal,
    DatabaseMigration<IncidentIntakeDbContext> database,
    TimeProvider time,
    ILogger<ImportWorker> logger) : BackgroundService
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestReceipt = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Ready.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host is stopping, or failed to start.
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await ReadNextAsync(stoppingToken))
                {
                    await signal.WaitAsync(LongestWait, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker survives every failure; the import continues when its lease has expired.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Reading an import failed; it is retried");
                await signal.WaitAsync(LongestWait, time, stoppingToken);
            }
        }
    }

    private async Task<bool> ReadNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IncidentIntakeDbContext>();
        if (await LeaseNextAsync(db, cancellationToken) is not { } import)
        {
            return false;
        }

        var startedAt = time.GetTimestamp();
        string? problem = null;
        try
        {
            await ReadRowsAsync(import, db, cancellationToken);
        }
        catch (JsonException exception)
        {
            problem = $"Filen går inte att läsa längre än till rad {(exception.LineNumber ?? 0) + 1}: JSON-arrayen är trasig. "
                + "Det som lästes dessförinnan är sparat.";
        }

        var now = time.GetUtcNow();
        await db.InTransactionAsync(
            async () =>
            {
                await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(
                    i => i.SetProperty(p => p.Status, problem is null ? ImportStatus.Completed : ImportStatus.Stopped)
                        .SetProperty(p => p.Problem, problem)
                        .SetProperty(p => p.CompletedAt, now)
                        .SetProperty(p => p.LeasedUntil, (DateTimeOffset?)null),
                    cancellationToken);
                await db.ImportChunks.Where(chunk => chunk.ImportId == import.Id).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
        ImportTelemetry.Ended(import, time.GetElapsedTime(startedAt));
        return true;
    }

    private async Task<IncidentImport?> LeaseNextAsync(IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await RemoveAbandonedAsync(db, now - LongestReceipt, cancellationToken);
        var expired = now - StoredIdempotencyKey.Lifetime;
        await db.Set<StoredIdempotencyKey>().Where(key => key.At < expired).ExecuteDeleteAsync(cancellationToken);
        var candidates = await db.Imports.AsNoTracking()
            .Where(import => import.Status == ImportStatus.Queued || (import.Status == ImportStatus.Running && import.LeasedUntil < now))
            .OrderBy(import => import.Id)
            .ToListAsync(cancellationToken);
        foreach (var candidate in candidates)
        {
            var leased = await db.Imports
                .Where(import => import.Id == candidate.Id
                    && import.Status == candidate.Status
                    && import.LeasedUntil == candidate.LeasedUntil)
                .ExecuteUpdateAsync(
                    import => import.SetProperty(i => i.Status, ImportStatus.Running).SetProperty(i => i.LeasedUntil, now + Lease),
                    cancellationToken);
            if (leased == 1)
            {
                return candidate;
            }
        }

        return null;
    }

    // A process that crashes while it receives a file leaves an incomplete import.
    private static async Task RemoveAbandonedAsync(IncidentIntakeDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var abandoned = await db.Imports
            .Where(import => import.Status == ImportStatus.Receiving && import.StartedAt < before)
            .Select(import => import.Id)
            .ToListAsync(cancellationToken);
        await db.ImportChunks.Where(chunk => abandoned.Contains(chunk.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.Imports.Where(import => abandoned.Contains(import.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ReadRowsAsync(IncidentImport import, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        var rules = await cache.FindAsync(import.Municipality)
            ?? throw new InvalidOperationException($"Municipality {import.Municipality} of import {import.PublicId} does not exist.");
        var reports = new List<NewIncident>(BatchSize);
        var refusals = new List<ImportRefusal>();
        var lastLine = import.LastLine;
        var refusedRows = 0;
        var writing = Task.CompletedTask;

        var file = new ChunkStream(db, import.Id);
        try
        {
            // Line and element numbers increase: rows up to the last stored one are skipped.
            await foreach (var row in ImportFormats.ReadAsync(import.Format, file, rules, time.GetUtcNow(), cancellationToken))
            {
                if (row.Line <= import.LastLine)
                {
                    continue;
                }

                if (!TryAdd(row, import, rules, reports, refusals))
                {
                    refusedRows++;
                }

                lastLine = row.Line;
                if (reports.Count + refusedRows >= BatchSize)
                {
                    await WriteAsync();
                }
            }
        }
        catch (JsonException)
        {
            // The rows before the malformed place are stored.
            await WriteAsync();
            await writing;
            throw;
        }

        await WriteAsync();
        await writing;

        // The next batch is read while one is being committed. Only one is in flight, so that memory stays constant.
        async Task WriteAsync()
        {
            await writing;
            var now = time.GetUtcNow();
            var progress = new ImportProgress(import.Id, lastLine, refusedRows, refusals, now, now + Lease);
            writing = StoreAsync(import, reports, progress, cancellationToken);
            reports = new List<NewIncident>(BatchSize);
            refusals = [];
            refusedRows = 0;
        }
    }

    private async Task StoreAsync(
        IncidentImport import, List<NewIncident> reports, ImportProgress progress, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(reports, progress, cancellationToken);
        ImportTelemetry.Stored(import, reports, progress.RowsRefused);
    }

    private bool TryAdd(
        ImportRow row, IncidentImport import, MunicipalityRules rules, List<NewIncident> reports, List<ImportRefusal> refusals)
    {
        if (row.Request is not { } request)
        {
            refusals.Add(Refusal(import, row.Line, row.Field!, row.Error!));
            return false;
        }

        var now = time.GetUtcNow();
        var errors = new RequestErrors();

        // A file contains past incidents: ReportedAt defaults to OccurredTo, not to the current time.
        var completed = request with { ReportedAt = request.ReportedAt ?? request.OccurredTo ?? request.OccurredFrom };
        var facts = IncidentFacts.Check(completed, rules, now, errors);
        errors.CheckIdentifier("externalId", request.ExternalId, Codes.MaxLength, required: false);
        if (request.Source is not null && request.Source != import.Source)
        {
            errors.Add("source", $"source ska utelämnas eller vara importens källa, {import.Source}.");
        }

        if (errors.Any)
        {
            refusals.AddRange(errors.All.Select(error => import.Format == ImportFormat.Csv
                ? Refusal(import, row.Line, CsvColumns.NamesIn(error.Field), CsvColumns.NamesIn(error.Message))
                : Refusal(import, row.Line, error.Field, error.Message)));
            return false;
        }

        // A row without an id gets one from its line, so that it is stored once even if the import continues after a crash.
        var externalId = request.ExternalIdOrNull ?? $"{import.PublicId:N}:{row.Line}";
        var origin = new IncidentOrigin(
            import.Municipality, import.Source, externalId, import.Party, IsSelection: import.Format == ImportFormat.PolisenEvents);
        reports.Add(new NewIncident(Incident.Report(facts!, origin, now)));
        return true;
    }

    private static ImportRefusal Refusal(IncidentImport import, long line, string field, string reason) => new()
    {
        ImportId = import.Id,
        Line = line,
        Field = AtMost(ImportRefusal.MaxFieldLength, FreeTextScreening.Mask(field)),
        Reason = AtMost(ImportRefusal.MaxReasonLength, FreeTextScreening.Mask(reason)),
    };

    private static string AtMost(int length, string text) => text.Length <= length ? text : text[..length];
}
