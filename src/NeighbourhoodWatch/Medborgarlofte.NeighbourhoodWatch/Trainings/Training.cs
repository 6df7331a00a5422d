using static Medborgarlofte.NeighbourhoodWatch.Trainings.TrainingStatus;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>A training session that watch groups book seats at.</summary>
internal sealed class Training : Aggregate
{
    public const int MaxSeats = 500;

    private readonly List<TrainingBooking> _bookings = [];

    public required TrainingKind Kind { get; init; }

    public required TrainingForm Form { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    public required int Seats { get; set; }

    public TrainingStatus Status { get; private set; }

    /// <summary>Why the training was postponed or cancelled, otherwise null.</summary>
    public TrainingStopReason? StopReason { get; private set; }

    /// <summary>The bookings, oldest first.</summary>
    public IReadOnlyList<TrainingBooking> Bookings => _bookings.InOrderAdded();

    /// <summary>Number of seats that are booked or reserved for an offer.</summary>
    public int Taken => Bookings.Where(booking => booking.State != BookingState.Waiting).Sum(booking => booking.Seats);

    /// <summary>Books seats, or adds the group to the waiting list if too few seats are free.</summary>
    public TrainingBooking Book(Guid groupId, int seats, Guid id)
    {
        var state = Taken + seats <= Seats ? BookingState.Booked : BookingState.Waiting;
        var booking = new TrainingBooking { PublicId = id, GroupId = groupId, Seats = seats, State = state };
        _bookings.Add(booking);
        BeginNextVersion();
        return booking;
    }

    /// <summary>Removes a booking. If the training is planned, its seats are offered to the waiting groups.</summary>
    /// <returns>The new offers.</returns>
    public IReadOnlyList<TrainingBooking> Release(TrainingBooking booking)
    {
        _bookings.Remove(booking);
        BeginNextVersion();
        return Status == Planned ? Offer(Bookings) : [];
    }

    /// <summary>Accepts an offer.</summary>
    public void Accept(TrainingBooking booking)
    {
        booking.State = BookingState.Booked;
        BeginNextVersion();
    }

    /// <summary>Records that the training was held.</summary>
    public TrainingHeld Hold(MunicipalityReference reference)
    {
        Move(Held, null);
        var booked = Bookings.Where(booking => booking.State == BookingState.Booked).ToList();
        var seats = booked.Sum(booking => booking.Seats);
        return new TrainingHeld(PublicId, Version, Municipality, Kind, Form, reference.DayOf(StartsAt), booked.Count, seats);
    }

    /// <summary>Postpones or cancels the training.</summary>
    public TrainingCancelled Stop(TrainingStatus to, TrainingStopReason reason, MunicipalityReference reference)
    {
        Move(to, reason);
        return new TrainingCancelled(PublicId, Version, Municipality, Kind, Form, reference.DayOf(StartsAt), reason, to == Postponed);
    }

    /// <summary>Sets a new time and offers the seats to the groups on the list: first groups with a seat, then waiting groups.</summary>
    /// <returns>The offers.</returns>
    public IReadOnlyList<TrainingBooking> Replan(DateTimeOffset startsAt, TrainingForm form)
    {
        Move(Planned, null);
        StartsAt = startsAt;
        Form = form;
        var order = InTurn();
        _bookings.ForEach(booking => booking.State = BookingState.Waiting);
        return Offer(order);
    }

    /// <summary>Moves the list of a cancelled training to this one and offers it the seats.</summary>
    /// <returns>The offers.</returns>
    public IReadOnlyList<TrainingBooking> TakeOver(Training cancelled, DateTimeOffset now)
    {
        _bookings.AddRange(cancelled.InTurn().Select(booking => new TrainingBooking
        {
            PublicId = Guid.CreateVersion7(now), GroupId = booking.GroupId, Seats = booking.Seats, State = BookingState.Waiting,
        }));
        cancelled._bookings.Clear();
        cancelled.BeginNextVersion();
        return Offer(Bookings);
    }

    // Groups with a seat first, then waiting groups, each in the order of booking.
    private List<TrainingBooking> InTurn() =>
        [.. Bookings.OrderBy(booking => booking.State == BookingState.Waiting)];

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
        TrainingLifecycle.Require(Status, to);
        Status = to;
        StopReason = reason;
        BeginNextVersion();
    }
}

/// <summary>Seats of a group at a training.</summary>
internal sealed class TrainingBooking : IChildRow
{
    public const int MaxSeats = 50;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required Guid GroupId { get; init; }

    public required int Seats { get; init; }

    public required BookingState State { get; set; }
}

/// <summary>Status of a training.</summary>
public enum TrainingStatus
{
    /// <summary>Planned (planerad).</summary>
    Planned,

    /// <summary>Held (hållen).</summary>
    Held,

    /// <summary>Postponed (framflyttad): without a new time so far.</summary>
    Postponed,

    /// <summary>Cancelled (inställd).</summary>
    Cancelled,
}

/// <summary>State of a booking.</summary>
public enum BookingState
{
    /// <summary>The group has the seats.</summary>
    Booked,

    /// <summary>The group is on the waiting list.</summary>
    Waiting,

    /// <summary>Seats are reserved for the group until it books again.</summary>
    Offered,
}

internal sealed class TrainingConfiguration : AggregateConfiguration<Training>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Training> builder)
    {
        builder.HasIndex(training => new { training.Municipality, training.StartsAt });
        builder.OwnsMany(training => training.Bookings, bookings =>
        {
            bookings.ToTable("TrainingBookings");
            bookings.HasKey(booking => booking.Id);
            bookings.WithOwner().HasForeignKey("TrainingId");
            bookings.HasIndex("TrainingId", nameof(TrainingBooking.GroupId)).IsUnique();
        });
    }
}
