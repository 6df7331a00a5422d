using System.Collections.Frozen;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using static Medborgarlofte.NeighbourhoodWatch.Trainings.TrainingStatus;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>A training session that watch groups book seats at.</summary>
internal sealed class Training : Versioned
{
    public const int MaxSeats = 500;

    private static readonly FrozenDictionary<TrainingStatus, TrainingStatus[]> Allowed = new Dictionary<TrainingStatus, TrainingStatus[]>
    {
        [Planned] = [Held, Postponed, Cancelled],
        [Postponed] = [Planned, Cancelled],
        [Held] = [],
        [Cancelled] = [],
    }.ToFrozenDictionary();

    public required TrainingKind Kind { get; init; }

    public required TrainingForm Form { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    public required int Seats { get; set; }

    public TrainingStatus Status { get; private set; }

    /// <summary>Why it was postponed or cancelled; null while it is not.</summary>
    public TrainingStopReason? StopReason { get; private set; }

    public List<TrainingBooking> Bookings { get; } = [];

    /// <summary>Seats that are taken or held back for an offer.</summary>
    public int Taken => Bookings.Where(booking => booking.State != BookingState.Waiting).Sum(booking => booking.Seats);

    /// <summary>Who has booked or been offered a seat keeps it; the rest wait in the order in which they came.</summary>
    public TrainingBooking Book(Guid groupId, int seats, Guid id)
    {
        var booking = new TrainingBooking { PublicId = id, GroupId = groupId, Seats = seats, State = Taken + seats <= Seats ? BookingState.Booked : BookingState.Waiting };
        Bookings.Add(booking);
        BeginNextVersion();
        return booking;
    }

    /// <summary>Gives a booking back; its seats are offered to those who wait, where the training has a time.</summary>
    /// <returns>What is offered anew.</returns>
    public IReadOnlyList<TrainingBooking> Release(TrainingBooking booking)
    {
        Bookings.Remove(booking);
        BeginNextVersion();
        return Status == Planned ? Offer(Bookings.OrderBy(waiting => waiting.Id)) : [];
    }

    /// <summary>Takes an offer.</summary>
    public void Accept(TrainingBooking booking)
    {
        booking.State = BookingState.Booked;
        BeginNextVersion();
    }

    /// <exception cref="InvalidTransitionException">The move is not allowed (409).</exception>
    public void Require(TrainingStatus to)
    {
        if (!Allowed[Status].Contains(to))
        {
            throw InvalidTransitionException.Between(Status, to, Allowed[Status]);
        }
    }

    /// <summary>It was held.</summary>
    public TrainingHeld Hold(MunicipalityReference reference)
    {
        Move(Held, null);
        var booked = Bookings.FindAll(booking => booking.State == BookingState.Booked);
        return new TrainingHeld(PublicId, Version, Municipality, Kind, Form, reference.DayOf(StartsAt), booked.Count, booked.Sum(booking => booking.Seats));
    }

    /// <summary>It was postponed or cancelled.</summary>
    public TrainingCancelled Stop(TrainingStatus to, TrainingStopReason reason, MunicipalityReference reference)
    {
        Move(to, reason);
        return new TrainingCancelled(PublicId, Version, Municipality, Kind, Form, reference.DayOf(StartsAt), reason, to == Postponed);
    }

    /// <summary>It gets a new time, which is offered to all on its list as far as the seats go: those with a seat first, then those who waited.</summary>
    /// <returns>What is offered.</returns>
    public IReadOnlyList<TrainingBooking> PlanAnew(DateTimeOffset startsAt, TrainingForm form)
    {
        Move(Planned, null);
        StartsAt = startsAt;
        Form = form;
        var order = InTurn();
        Bookings.ForEach(booking => booking.State = BookingState.Waiting);
        return Offer(order);
    }

    /// <summary>Offers its seats to the list of a cancelled training, as if that one had got a new time. A list moves once.</summary>
    /// <param name="cancelled">The cancelled training.</param>
    /// <param name="now">The time now.</param>
    /// <returns>What is offered.</returns>
    public IReadOnlyList<TrainingBooking> TakeOver(Training cancelled, DateTimeOffset now)
    {
        Bookings.AddRange(cancelled.InTurn()
            .Select(booking => new TrainingBooking { PublicId = Guid.CreateVersion7(now), GroupId = booking.GroupId, Seats = booking.Seats, State = BookingState.Waiting }));
        cancelled.Bookings.Clear();
        cancelled.BeginNextVersion();
        return Offer(Bookings);
    }

    // Those with a seat first, then those who waited, each in the order in which they came.
    private List<TrainingBooking> InTurn() => [.. Bookings.OrderBy(booking => booking.State == BookingState.Waiting).ThenBy(booking => booking.Id)];

    private List<TrainingBooking> Offer(IEnumerable<TrainingBooking> order)
    {
        var offered = new List<TrainingBooking>();
        foreach (var booking in order.Where(booking => booking.State == BookingState.Waiting))
        {
            if (Taken + booking.Seats > Seats)
            {
                break;
            }

            booking.State = BookingState.Offered;
            offered.Add(booking);
        }

        return offered;
    }

    private void Move(TrainingStatus to, TrainingStopReason? reason)
    {
        Require(to);
        Status = to;
        StopReason = reason;
        BeginNextVersion();
    }
}

/// <summary>Seats of a group at a training.</summary>
internal sealed class TrainingBooking
{
    public const int MaxSeats = 50;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required Guid GroupId { get; init; }

    public required int Seats { get; init; }

    public required BookingState State { get; set; }
}

/// <summary>Where a training stands.</summary>
public enum TrainingStatus
{
    /// <summary>Planned (planerad).</summary>
    Planned,

    /// <summary>Held (hållen).</summary>
    Held,

    /// <summary>Postponed (framflyttad): waits for a new time.</summary>
    Postponed,

    /// <summary>Cancelled (inställd).</summary>
    Cancelled,
}

/// <summary>Where a booking stands.</summary>
public enum BookingState
{
    /// <summary>The seats are the group's.</summary>
    Booked,

    /// <summary>The group waits for seats.</summary>
    Waiting,

    /// <summary>Seats are held for the group until it books them anew.</summary>
    Offered,
}
