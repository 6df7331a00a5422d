namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>A group of households that watch over their area together. The name can reveal a street and never leaves the module.</summary>
internal sealed class WatchGroup : Aggregate<WatchGroupChanged>
{
    public const int NameLength = 200;
    public const int MaxHouseholds = 10_000;

    public required string Name { get; set; }

    public required string Area { get; set; }

    public required WatchVariant Variant { get; set; }

    /// <summary>Number of households that take part, as entered or as counted from the household list.</summary>
    public required int Households { get; set; }

    /// <summary>Number of households where the group watches, including those that do not take part; null if unknown.</summary>
    public int? HouseholdsInReach { get; set; }

    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Code of the party as which the group's contacts sign in, e.g. watch:sunda-norra, or null.</summary>
    public string? Party { get; set; }

    public WatchGroupStatus Status { get; private set; } = WatchGroupStatus.Interest;

    /// <summary>Day of the latest status change.</summary>
    public DateOnly StatusSince { get; private set; }

    /// <summary>Why the group is dormant or closed, otherwise null.</summary>
    public WatchStopReason? StopReason { get; private set; }

    /// <summary>Day of the latest basic training that the group attended, or null.</summary>
    public DateOnly? TrainedOn { get; private set; }

    /// <summary>Day of the latest activity, or null.</summary>
    public DateOnly? LastActivityOn { get; private set; }

    /// <summary>Its status and households until now, oldest first; null until the first change of a group from before 0.2.0.</summary>
    public IReadOnlyList<WatchGroupState>? History { get; private set; }

    /// <summary>Starts the lifecycle of a new group on the day of its registration.</summary>
    public WatchGroupChanged Register()
    {
        StatusSince = RegisteredOn;
        Remember(RegisteredOn);
        return ToEvent();
    }

    /// <summary>Replaces the registered details. Counted numbers of households override the entered ones.</summary>
    public WatchGroupChanged Change(WatchGroupRequest request, HouseholdCount? counted, DateOnly on)
    {
        Name = request.Name!.Trim();
        Area = request.Area!;
        Variant = request.Variant!.Value;
        Households = request.Households!.Value;
        HouseholdsInReach = request.HouseholdsInReach;
        Party = request.Party;
        Count(counted);
        Remember(on);
        return Changed();
    }

    /// <summary>Changes the status.</summary>
    /// <exception cref="InvalidTransitionException">The lifecycle does not allow the change (409).</exception>
    public IReadOnlyList<object> Move(WatchGroupStatus to, DateOnly on, WatchStopReason? reason)
    {
        WatchGroupLifecycle.Require(Status, to);
        Status = to;
        StatusSince = on;
        StopReason = to is WatchGroupStatus.Dormant or WatchGroupStatus.Closed ? reason : null;
        Remember(on);
        return to == WatchGroupStatus.Active
            ? [Changed(), new GroupBecameActive(PublicId, Version, Municipality, Area, Variant, Households, on)]
            : [Changed()];
    }

    /// <summary>Records an activity. An activity that is entered late does not move the latest day back.</summary>
    public void NoteActivity(DateOnly on)
    {
        LastActivityOn = LastActivityOn > on ? LastActivityOn : on;
        BeginNextVersion();
    }

    /// <summary>Records that the group attended basic training.</summary>
    public void NoteTraining(DateOnly on)
    {
        TrainedOn = TrainedOn > on ? TrainedOn : on;
        BeginNextVersion();
    }

    /// <summary>Updates the numbers of households from the household list.</summary>
    /// <returns>The event, or null if the numbers are unchanged.</returns>
    public WatchGroupChanged? Recount(HouseholdCount? counted, DateOnly on)
    {
        var before = (Households, HouseholdsInReach);
        Count(counted);
        if (before == (Households, HouseholdsInReach))
        {
            return null;
        }

        Remember(on);
        return Changed();
    }

    // The last state of a day is the state of that day.
    private void Remember(DateOnly on) => History =
    [
        .. (History ?? []).Where(state => state.Since < on),
        new WatchGroupState(on, Area, Status, Households, HouseholdsInReach),
    ];

    private void Count(HouseholdCount? counted)
    {
        if (counted is not null)
        {
            Households = counted.TakingPart;
            HouseholdsInReach = HouseholdsInReach > counted.Listed ? HouseholdsInReach : counted.Listed;
        }
    }

    public override WatchGroupChanged ToEvent() =>
        new(PublicId, Version, Municipality, Area, Variant, Households, RegisteredOn, Status, HouseholdsInReach, History);
}

/// <summary>Why a watch group is dormant or closed.</summary>
public enum WatchStopReason
{
    /// <summary>The group had no activity for the time that the municipality has set.</summary>
    NoActivity,

    /// <summary>Too few households take part.</summary>
    TooFewHouseholds,

    /// <summary>The group has no contact person.</summary>
    NoContactPerson,

    /// <summary>The group merged with another group.</summary>
    Merged,

    /// <summary>The households decided to stop.</summary>
    OwnDecision,
}

internal sealed class WatchGroupConfiguration : AggregateConfiguration<WatchGroup>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<WatchGroup> builder)
    {
        builder.Property(group => group.Name).HasMaxLength(WatchGroup.NameLength);
        builder.Property(group => group.Area).HasMaxLength(ReferenceChecks.CodeLength);
        builder.Property(group => group.Variant).HasMaxLength(20);
        builder.Property(group => group.Party).HasMaxLength(PartyCode.MaxLength);
        builder.Property(group => group.History).HasJsonConversion();
        builder.HasIndex(group => new { group.Municipality, group.Area });
    }
}
