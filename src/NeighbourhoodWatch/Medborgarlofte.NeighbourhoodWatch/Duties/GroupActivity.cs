namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>Something that a group did or that happened to its signs, by code and number.</summary>
internal sealed class GroupActivity
{
    public const int MaxCount = 1000;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required Guid GroupId { get; init; }

    public required GroupActivityKind Kind { get; init; }

    public required DateOnly On { get; init; }

    public required int Count { get; init; }

    /// <summary>Whether it shows that the group is at work; a damaged sign does not.</summary>
    public static bool IsWork(GroupActivityKind kind) => kind != GroupActivityKind.SignDamaged;
}

/// <summary>What a group does.</summary>
public enum GroupActivityKind
{
    /// <summary>The yearly meeting of the neighbours (grannmöte).</summary>
    NeighbourMeeting,

    /// <summary>The yearly gathering of the contact persons (ombudsträff).</summary>
    ContactPersonGathering,

    /// <summary>The household list was gone through.</summary>
    HouseholdListReviewed,

    /// <summary>Households that have moved in were greeted.</summary>
    NewcomersGreeted,

    /// <summary>Information was passed on to the households.</summary>
    InformationForwarded,

    /// <summary>Signs were put up.</summary>
    SignsPutUp,

    /// <summary>Signs were found damaged.</summary>
    SignDamaged,

    /// <summary>Damaged signs were replaced.</summary>
    SignReplaced,
}
