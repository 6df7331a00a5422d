using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>A training to be held.</summary>
/// <param name="Kind">Basic training, or training anew for groups that have had it.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Seats">Number of seats, 1 to 500.</param>
/// <param name="Replaces">Public id of a cancelled training of the same kind, whose list is offered this one; null where it replaces none.</param>
public sealed record TrainingRequest(TrainingKind? Kind, TrainingForm? Form, DateTimeOffset? StartsAt, int? Seats, Guid? Replaces);

/// <summary>A move of a training.</summary>
/// <param name="To">Where it goes.</param>
/// <param name="Reason">Why, for postponed and cancelled.</param>
/// <param name="StartsAt">The new time, for planned.</param>
/// <param name="Form">The new form, for planned; as it was unless told.</param>
public sealed record TrainingStatusChangeRequest(TrainingStatus? To, TrainingStopReason? Reason, DateTimeOffset? StartsAt, TrainingForm? Form);

/// <summary>Seats that a group wants.</summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Seats">Number of seats, 1 to 50.</param>
public sealed record TrainingBookingRequest(Guid? GroupId, int? Seats);

/// <summary>A training.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Kind">Basic training, or training anew.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Seats">Number of seats.</param>
/// <param name="SeatsTaken">Seats that are booked or held for an offer.</param>
/// <param name="Waiting">Groups on the waiting list.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StopReason">Why it was postponed or cancelled, otherwise null.</param>
public sealed record TrainingResponse(
    Guid Id,
    int Version,
    TrainingKind Kind,
    TrainingForm Form,
    DateTimeOffset StartsAt,
    int Seats,
    int SeatsTaken,
    int Waiting,
    TrainingStatus Status,
    TrainingStopReason? StopReason);

/// <summary>Seats of a group at a training.</summary>
/// <param name="Id">Public id.</param>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Seats">Number of seats.</param>
/// <param name="State">Booked, waiting or offered.</param>
public sealed record TrainingBookingResponse(Guid Id, Guid GroupId, int Seats, BookingState State);
