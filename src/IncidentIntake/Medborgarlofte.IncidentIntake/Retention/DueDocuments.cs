using Medborgarlofte.IncidentIntake.CitizenViews;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.IncidentIntake.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Which documents of a municipality have not changed since a time. An incident's documents age from its latest change.</summary>
internal sealed class DueDocuments(IncidentIntakeDbContext db, string municipality, DateTimeOffset before)
{
    /// <summary>Incidents; one whose event has not been published yet waits, for the event goes with it.</summary>
    public IQueryable<Incident> Incidents => Unchanged.Where(
        incident => !db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.PublishedAt == null));

    public IQueryable<Incident> IncidentTexts => Unchanged.Where(incident => incident.Description != null || incident.Latitude != null);

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

    private IQueryable<Incident> Unchanged => db.Incidents.Where(
        incident => incident.Municipality == municipality
            && incident.RegisteredAt < before
            && !db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.At >= before));

    public Task<int> CountAsync(DocumentType type, CancellationToken cancellationToken) => type switch
    {
        DocumentType.IncidentText => IncidentTexts.CountAsync(cancellationToken),
        DocumentType.IncidentNote => IncidentNotes.CountAsync(cancellationToken),
        DocumentType.CitizenViewText => CitizenViewTexts.CountAsync(cancellationToken),
        DocumentType.ImportRefusal => ImportRefusals.CountAsync(cancellationToken),
        _ => Incidents.CountAsync(cancellationToken),
    };
}
