using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Contracts.Replay;
using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.Contracts.Retention;

namespace Medborgarlofte.Contracts;

/// <summary>All event types of the event logs, by stored name. Names are never reused.</summary>
public static class EventCatalogue
{
    private static readonly Dictionary<string, Type> TypesByName = new Type[]
    {
        typeof(MunicipalityChanged),
        typeof(AreaChanged),
        typeof(CategoryChanged),
        typeof(PartyChanged),
        typeof(ResultCodeChanged),
        typeof(IncidentReported),
        typeof(IncidentQuarantined),
        typeof(IncidentCorrected),
        typeof(IncidentVerified),
        typeof(IncidentRejected),
        typeof(IncidentMarkedAsDuplicate),
        typeof(IncidentWithdrawn),
        typeof(IncidentErased),
        typeof(DuplicateDismissed),
        typeof(CitizenViewReceived),
        typeof(PromiseChanged),
        typeof(ProblemAreaChanged),
        typeof(MeasureChanged),
        typeof(EffectChanged),
        typeof(CommitmentChanged),
        typeof(DraftDeleted),
        typeof(ActivityChanged),
        typeof(ActivityTotalChanged),
        typeof(OutcomeEventChanged),
        typeof(MeetingChanged),
        typeof(WatchGroupChanged),
        typeof(GroupBecameActive),
        typeof(TrainingHeld),
        typeof(TrainingCancelled),
        typeof(RestrictionDeclared),
        typeof(WarningSent),
        typeof(ObservationReported),
        typeof(MonthlyPictureCompleted),
        typeof(ReplayRequested),
        typeof(ErasureRequested),
        typeof(DocumentsErased),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>All event types.</summary>
    public static IReadOnlyCollection<Type> Types => TypesByName.Values;

    /// <summary>All stored names.</summary>
    public static IReadOnlyCollection<string> Names => TypesByName.Keys;

    /// <summary>The stored name of an event type.</summary>
    /// <exception cref="ArgumentException">The type is not in the catalogue.</exception>
    public static string NameOf(Type type) =>
        TypesByName.TryGetValue(type.Name, out var known) && known == type
            ? type.Name
            : throw new ArgumentException($"{type} is not in the event catalogue.", nameof(type));

    /// <summary>The event type of a stored name.</summary>
    /// <exception cref="KeyNotFoundException">No event has that name.</exception>
    public static Type TypeOf(string name) => TypesByName[name];
}
