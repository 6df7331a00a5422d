using System.Text.Json;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Forms;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>Who tells of an incident from outside the parties.</summary>
/// <param name="Source">Code of the source.</param>
/// <param name="Actor">Who stands in the event log: never a person.</param>
/// <param name="ClientId">The Open311 client; null for the form.</param>
internal sealed record PublicSender(string Source, string Actor, Guid? ClientId)
{
    /// <summary>Anyone, by the form.</summary>
    public static PublicSender Anyone { get; } = new("public-form", "public", null);

    /// <summary>An Open311 client.</summary>
    public static PublicSender Open311(Guid client) => new("open311", $"open311:{client}", client);
}

/// <summary>The one way in for what comes from outside the parties: checked as any report, then put in quarantine.</summary>
internal sealed class QuarantineDoor(IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> turn, TimeProvider time)
{
    /// <summary>Within this time the same told in the same words is the same: a second click, or a client that did not get its answer.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(10);

    /// <summary>Takes in an incident, with its event, in one save.</summary>
    /// <param name="told">What was told; what cannot be taken is noted in errors.</param>
    /// <param name="sender">Who told.</param>
    /// <param name="rules">The municipality's rules.</param>
    /// <param name="errors">What is wrong so far.</param>
    /// <param name="receiptToken">A token to give the sender, or null.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    /// <returns>Public id of the incident.</returns>
    /// <exception cref="InvalidRequestException">Something is wrong (400).</exception>
    public async Task<Guid> LetInAsync(
        IncidentFactsRequest told, PublicSender sender, MunicipalityRules rules, RequestErrors errors, string? receiptToken, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // Where nothing is said of when, it is now; the hash must not depend on that, or a repetition would not be seen.
        var facts = IncidentFacts.Check(told with { OccurredFrom = told.OccurredFrom ?? now }, rules, now, errors);
        if (told.Description is not null && !PlainText.IsReadable(told.Description))
        {
            errors.Add("description", "description innehåller tecken som inte går att läsa.");
        }

        errors.ThrowIfAny();
        var contentHash = facts!.Description is null ? null : Secret.Hash($"{rules.Code} {sender.Actor} {JsonSerializer.Serialize(told, ApiJson.Options)}");
        var id = Guid.Empty;
        await turn.RunAsync(
            async () =>
            {
                id = await RepeatedAsync(contentHash, now, cancellationToken) ?? Add(facts, sender, rules, contentHash, now);
                if (receiptToken is not null)
                {
                    db.Receipts.Add(new Receipt { TokenHash = Secret.Hash(receiptToken), Municipality = rules.Code, IncidentId = id, IssuedAt = now });
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return id;
    }

    private async Task<Guid?> RepeatedAsync(string? contentHash, DateTimeOffset now, CancellationToken cancellationToken) => contentHash is null
        ? null
        : await db.PublicSubmissions
            .Where(submission => submission.ContentHash == contentHash && submission.SubmittedAt > now - RepeatWindow)
            .Select(submission => (Guid?)submission.IncidentId)
            .FirstOrDefaultAsync(cancellationToken);

    private Guid Add(IncidentFacts facts, PublicSender sender, MunicipalityRules rules, string? contentHash, DateTimeOffset now)
    {
        var incident = Incident.Quarantine(facts, new IncidentOrigin(rules.Code, sender.Source, null, sender.Actor), now);
        db.Incidents.Add(incident);
        db.Record(incident.PublicId, new IncidentQuarantined(incident.State()), sender.Actor, now);
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
