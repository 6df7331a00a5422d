namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>The progress of an import after a batch.</summary>
/// <param name="ImportId">Key of the import.</param>
/// <param name="LastLine">Last line of the batch.</param>
/// <param name="RowsRefused">Number of refused rows.</param>
/// <param name="Refusals">The refused rows, one for each error.</param>
/// <param name="At">The current time.</param>
/// <param name="LeasedUntil">When the worker's lease expires.</param>
internal sealed record ImportProgress(
    long ImportId, long LastLine, int RowsRefused, IReadOnlyList<ImportRefusal> Refusals, DateTimeOffset At, DateTimeOffset LeasedUntil)
    : IBatchProgress
{
    public async Task StoreAsync(IncidentIntakeDbContext db, IReadOnlyList<NewIncident> reports)
    {
        var accepted = reports.Count(report => report.Outcome == WriteOutcome.Written);

        // The LastLine guard makes a retried batch idempotent.
        var updated = await db.Imports.Where(import => import.Id == ImportId && import.LastLine < LastLine).ExecuteUpdateAsync(
            import => import.SetProperty(i => i.LastLine, LastLine)
                .SetProperty(i => i.RowsRead, i => i.RowsRead + reports.Count + RowsRefused)
                .SetProperty(i => i.RowsAccepted, i => i.RowsAccepted + accepted)
                .SetProperty(i => i.RowsKnown, i => i.RowsKnown + reports.Count - accepted)
                .SetProperty(i => i.RowsRefused, i => i.RowsRefused + RowsRefused)
                .SetProperty(i => i.LeasedUntil, LeasedUntil)
                .SetProperty(i => i.ProgressAt, At));
        if (updated == 1 && Refusals.Count > 0)
        {
            // Copies, because a retry inserts them again and an insert sets the key.
            db.ImportRefusals.AddRange(Refusals.Select(row => new ImportRefusal
            {
                ImportId = row.ImportId, Line = row.Line, Field = row.Field, Reason = row.Reason,
            }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }
}
