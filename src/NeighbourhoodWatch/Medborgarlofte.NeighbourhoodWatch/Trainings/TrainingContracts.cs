using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>A training to plan.</summary>
/// <param name="Kind">Basic training, or a refresher for groups that have attended it.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="StartsAt">Start time.</param>
/// <param name="Seats">Number of seats, 1 to 500.</param>
/// <param name="Replaces">Public id of a cancelled training of the same kind, whose groups are offered the seats, or null.</param>
public sealed record TrainingRequest(TrainingKind? Kind, TrainingForm? Form, DateTimeOffset? StartsAt, int? Seats, Guid? Replaces);

/// <summary>A change of a training's status.</summary>
/// <param name="To">The new status.</param>
/// <param name="Reason">The reason, required for postponed and cancelled.</param>
/// <param name="StartsAt">The new start time, required for planned.</param>
/// <param name="Form">The new form, for planned. Default: unchanged.</param>
public sealed record TrainingStatusChangeRequest(
    TrainingStatus? To, TrainingStopReason? Reason, DateTimeOffset? StartsAt, TrainingForm? Form);

/// <summary>A request for seats for a group.</summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Seats">Number of seats, 1 to 50.</param>
public sealed record TrainingBookingRequest(Guid? GroupId, int? Seats);

/// <summary>A training.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Kind">Basic training or refresher.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="StartsAt">Start time.</param>
/// <param name="Seats">Number of seats.</param>
/// <param name="SeatsTaken">Number of seats that are booked or reserved for an offer.</param>
/// <param name="Waiting">Number of groups on the waiting list.</param>
/// <param name="Status">Status.</param>
/// <param name="StopReason">Why the training was postponed or cancelled, otherwise null.</param>
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
