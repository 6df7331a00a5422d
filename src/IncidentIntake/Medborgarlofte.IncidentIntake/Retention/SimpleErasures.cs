using Medborgarlofte.IncidentIntake.CitizenViews;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.IncidentIntake.Open311;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Erases the notes about changes of incidents.</summary>
internal sealed class IncidentNoteErasure() : DocumentErasure<IncidentNote>(DocumentType.IncidentNote)
{
    protected override IOrderedQueryable<IncidentNote> Due(ErasureScope scope)
    {
        var incidents = scope.UnchangedIncidents;
        return scope.Db.IncidentNotes
            .Where(note => incidents.Any(incident => incident.PublicId == note.IncidentId))
            .OrderBy(note => note.IncidentId).ThenBy(note => note.Version);
    }
}

/// <summary>Erases text and position of citizens' views.</summary>
internal sealed class CitizenViewTextErasure() : DocumentErasure<CitizenView>(DocumentType.CitizenViewText)
{
    protected override IOrderedQueryable<CitizenView> Due(ErasureScope scope) => scope.Db.CitizenViews
        .Where(view => view.Municipality == scope.Municipality && view.RegisteredAt < scope.Before
            && (view.Text != null || view.Latitude != null))
        .OrderBy(view => view.Id);

    protected override Task<int> EraseAsync(IQueryable<CitizenView> batch, ErasureScope scope, CancellationToken cancellationToken) =>
        batch.ExecuteUpdateAsync(
            view => view.SetProperty(v => v.Text, (string?)null)
                .SetProperty(v => v.Latitude, (double?)null)
                .SetProperty(v => v.Longitude, (double?)null),
            cancellationToken);
}

/// <summary>Erases the refused rows of imports.</summary>
internal sealed class ImportRefusalErasure() : DocumentErasure<ImportRefusal>(DocumentType.ImportRefusal)
{
    protected override IOrderedQueryable<ImportRefusal> Due(ErasureScope scope) => scope.Db.ImportRefusals
        .Where(refusal => scope.Db.Imports.Any(import =>
            import.Id == refusal.ImportId && import.Municipality == scope.Municipality && import.StartedAt < scope.Before))
        .OrderBy(refusal => refusal.Id);
}

/// <summary>Erases the updates of service requests.</summary>
internal sealed class ServiceRequestUpdateErasure() : DocumentErasure<ServiceRequestUpdate>(DocumentType.ServiceRequestUpdate)
{
    protected override IOrderedQueryable<ServiceRequestUpdate> Due(ErasureScope scope)
    {
        var incidents = scope.UnchangedIncidents;
        return scope.Db.ServiceRequestUpdates
            .Where(update => update.At < scope.Before && incidents.Any(incident => incident.PublicId == update.IncidentId))
            .OrderBy(update => update.Id);
    }
}
