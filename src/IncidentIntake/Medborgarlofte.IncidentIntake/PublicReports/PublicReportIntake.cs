namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>The sender of a report from outside the parties.</summary>
/// <param name="Source">Code of the source.</param>
/// <param name="Actor">The actor in the event log, never a person.</param>
/// <param name="ClientId">The Open311 client, or null for the form.</param>
internal sealed record PublicSender(string Source, string Actor, Guid? ClientId)
{
    /// <summary>Anyone, through the form.</summary>
    public static PublicSender Anyone { get; } = new("public-form", "public", null);

    /// <summary>An Open311 client.</summary>
    public static PublicSender Open311(Guid client) => new("open311", $"open311:{client}", client);
}

/// <summary>Validates every report from outside the parties and stores it in quarantine.</summary>
internal sealed class PublicReportIntake(
    IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> writeLock, TimeProvider time)
{
    /// <summary>Identical submissions within this window are treated as duplicates, such as a second click or a retry.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(10);

    /// <summary>Stores an incident in quarantine with its event. Adds the errors of the report to those so far.</summary>
    /// <returns>Public id of the incident.</returns>
    /// <exception cref="InvalidRequestException">The report is invalid (400).</exception>
    public async Task<Guid> SubmitAsync(
        IncidentFactsRequest report,
        PublicSender sender,
        MunicipalityRules rules,
        RequestErrors errors,
        string? receiptToken,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // OccurredFrom defaults to now. The hash does not contain the default, so that a repetition has the same hash.
        var facts = IncidentFacts.Check(report with { OccurredFrom = report.OccurredFrom ?? now }, rules, now, errors);
        if (report.Description is not null && !PlainText.IsReadable(report.Description))
        {
            errors.Add("description", "description innehåller tecken som inte går att läsa.");
        }

        errors.ThrowIfAny();
        var contentHash = facts!.Description is null
            ? null
            : Secret.Hash($"{rules.Code} {sender.Actor} {JsonSerializer.Serialize(report, ApiJson.Options)}");
        var id = Guid.Empty;
        await writeLock.RunAsync(
            async () =>
            {
                id = await FindRepeatedAsync(contentHash, now, cancellationToken) ?? Add(facts, sender, rules, contentHash, now);
                if (receiptToken is not null)
                {
                    db.Receipts.Add(new Receipt
                    {
                        TokenHash = Secret.Hash(receiptToken), Municipality = rules.Code, IncidentId = id, IssuedAt = now,
                    });
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return id;
    }

    private async Task<Guid?> FindRepeatedAsync(string? contentHash, DateTimeOffset now, CancellationToken cancellationToken) =>
        contentHash is null ? null : await db.PublicSubmissions
            .Where(submission => submission.ContentHash == contentHash && submission.SubmittedAt > now - RepeatWindow)
            .Select(submission => (Guid?)submission.IncidentId)
            .FirstOrDefaultAsync(cancellationToken);

    private Guid Add(IncidentFacts facts, PublicSender sender, MunicipalityRules rules, string? contentHash, DateTimeOffset now)
    {
        var incident = Incident.Quarantine(facts, new IncidentOrigin(rules.Code, sender.Source, null, sender.Actor), now);
        db.Incidents.Add(incident);
        db.Record(incident.PublicId, incident.State<IncidentQuarantined>(), sender.Actor, now);
        db.PublicSubmissions.Add(new PublicSubmission
        {
            IncidentId = incident.PublicId,
            Municipality = rules.Code,
            ClientId = sender.ClientId,
            ContentHash = contentHash,
            WordsHash = facts.Description is null ? null : Secret.Hash(facts.Description),
            SubmittedAt = now,
        });
        return incident.PublicId;
    }
}
