using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.IncidentIntake.CitizenViews;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Open311;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Which documents of a municipality have not changed since a time. An incident's documents age from its latest change.</summary>
internal sealed class DueDocuments(IncidentIntakeDbContext db, string municipality, DateTimeOffset before)
{
    /// <summary>The member of an incident's events that tells where it was, coarsely.</summary>
    public const string CellMember = "gridCell";

    /// <summary>What stands in an event that tells it.</summary>
    public const string Cell = $"\"{CellMember}\":\"";

    /// <summary>Incidents; one whose event has not been published yet waits, for the event goes with it.</summary>
    public IQueryable<Incident> Incidents => Unchanged.Where(
        incident => !db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.PublishedAt == null));

    /// <summary>
    /// Incidents with words or position; a fingerprint of words tells what they were to who guesses them. An incident that has lost both, by
    /// correction or because an earlier version erased them, may have left a cell in its events.
    /// </summary>
    public IQueryable<Incident> IncidentTexts => Unchanged.Where(incident => incident.Description != null || incident.Latitude != null
        || db.PublicSubmissions.Any(submission => submission.IncidentId == incident.PublicId && (submission.ContentHash != null || submission.WordsHash != null))
        || db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.Payload.Contains(Cell)));

    public IQueryable<IncidentNote> IncidentNotes
    {
        get
        {
            var incidents = Unchanged;
            return db.IncidentNotes.Where(note => incidents.Any(incident => incident.PublicId == note.IncidentId));
        }
    }

    public IQueryable<CitizenView> CitizenViewTexts => db.CitizenViews.Where(
        view => view.Municipality == municipality && view.RegisteredAt < before && (view.Text != null || view.Latitude != null));

    public IQueryable<ImportRefusal> ImportRefusals => db.ImportRefusals.Where(
        refusal => db.Imports.Any(import => import.Id == refusal.ImportId && import.Municipality == municipality && import.StartedAt < before));

    public IQueryable<ServiceRequestUpdate> ServiceRequestUpdates
    {
        get
        {
            var incidents = Unchanged;
            return db.ServiceRequestUpdates.Where(update => update.At < before && incidents.Any(incident => incident.PublicId == update.IncidentId));
        }
    }

    private IQueryable<Incident> Unchanged => db.Incidents.Where(
        incident => incident.Municipality == municipality
            && incident.RegisteredAt < before
            && !db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.At >= before));

    /// <summary>How many are due; null where another module holds them.</summary>
    public async Task<int?> CountAsync(DocumentType type, CancellationToken cancellationToken) => type switch
    {
        DocumentType.IncidentText => await IncidentTexts.CountAsync(cancellationToken),
        DocumentType.IncidentNote => await IncidentNotes.CountAsync(cancellationToken),
        DocumentType.CitizenViewText => await CitizenViewTexts.CountAsync(cancellationToken),
        DocumentType.ImportRefusal => await ImportRefusals.CountAsync(cancellationToken),
        DocumentType.Incident => await Incidents.CountAsync(cancellationToken),
        DocumentType.ServiceRequestUpdate => await ServiceRequestUpdates.CountAsync(cancellationToken),
        _ => null,
    };
}
