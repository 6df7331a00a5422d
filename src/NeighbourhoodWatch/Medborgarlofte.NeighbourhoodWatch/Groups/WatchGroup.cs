using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>A group of households that watch over their area together. Its name can point out a street: it stays in the module.</summary>
internal sealed class WatchGroup : Versioned
{
    public const int NameLength = 200;
    public const int MaxHouseholds = 10_000;

    public required string Name { get; set; }

    public required string Area { get; set; }

    public required WatchVariant Variant { get; set; }

    /// <summary>Households that take part: as told, or as counted where a household list is kept.</summary>
    public required int Households { get; set; }

    /// <summary>Households where it watches, those that do not take part included; null while nobody has told.</summary>
    public int? HouseholdsInReach { get; set; }

    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Code of the party as which its contacts sign in, e.g. watch:sunda-norra, or null where none does.</summary>
    public string? Party { get; set; }

    public WatchGroupStatus Status { get; private set; } = WatchGroupStatus.Interest;

    /// <summary>Day of its latest move.</summary>
    public DateOnly StatusSince { get; private set; }

    /// <summary>Why it rests or has ended; null while it does not.</summary>
    public WatchStopReason? StopReason { get; private set; }

    /// <summary>Day of the latest basic training that it took part in, or null.</summary>
    public DateOnly? TrainedOn { get; private set; }

    /// <summary>Day of its latest activity, or null.</summary>
    public DateOnly? LastActivityOn { get; private set; }

    /// <summary>It begins on the day of its registration.</summary>
    public void Begin() => StatusSince = RegisteredOn;

    /// <summary>Moves it on.</summary>
    /// <exception cref="Http.InvalidTransitionException">The lifecycle does not allow it (409).</exception>
    public void Move(WatchGroupStatus to, DateOnly on, WatchStopReason? reason)
    {
        WatchGroupLifecycle.Require(Status, to);
        Status = to;
        StatusSince = on;
        StopReason = to is WatchGroupStatus.Dormant or WatchGroupStatus.Closed ? reason : null;
        BeginNextVersion();
    }

    /// <summary>Notes that something was done; what is told late does not make the latest day earlier.</summary>
    public void NoteActivity(DateOnly on) => LastActivityOn = LastActivityOn > on ? LastActivityOn : on;

    /// <summary>Notes basic training that was held.</summary>
    public void NoteTraining(DateOnly on) => TrainedOn = TrainedOn > on ? TrainedOn : on;

    /// <summary>Takes the numbers from the household list.</summary>
    public void Count(int takingPart, int listed)
    {
        Households = takingPart;
        HouseholdsInReach = HouseholdsInReach > listed ? HouseholdsInReach : listed;
    }

    public WatchGroupChanged ToEvent() => new(PublicId, Version, Municipality, Area, Variant, Households, RegisteredOn, Status, HouseholdsInReach);
}

/// <summary>Why a watch group rests or has ended.</summary>
public enum WatchStopReason
{
    /// <summary>Nothing has happened for the time that the municipality has set.</summary>
    NoActivity,

    /// <summary>Too few households take part.</summary>
    TooFewHouseholds,

    /// <summary>Nobody is contact person.</summary>
    NoContactPerson,

    /// <summary>It has become part of another group.</summary>
    Merged,

    /// <summary>The households have decided so.</summary>
    OwnDecision,
}
