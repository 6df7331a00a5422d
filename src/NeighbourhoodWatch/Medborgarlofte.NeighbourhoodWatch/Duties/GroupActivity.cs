namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>An activity of a group, or a change to its signs, as code and number.</summary>
internal sealed class GroupActivity
{
    public const int MaxCount = 1000;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required Guid GroupId { get; init; }

    public required GroupActivityKind Kind { get; init; }

    public required DateOnly On { get; init; }

    public required int Count { get; init; }

    /// <summary>Whether the activity shows that the group is at work; a damaged sign does not.</summary>
    public static bool IsWork(GroupActivityKind kind) => kind != GroupActivityKind.SignDamaged;
}

/// <summary>Kind of a group's activity.</summary>
public enum GroupActivityKind
{
    /// <summary>The yearly meeting of the neighbours (grannmöte).</summary>
    NeighbourMeeting,

    /// <summary>The yearly gathering of the contact persons (ombudsträff).</summary>
    ContactPersonGathering,

    /// <summary>A review of the household list.</summary>
    HouseholdListReviewed,

    /// <summary>A welcome to households that moved in.</summary>
    NewcomersGreeted,

    /// <summary>Information for the households.</summary>
    InformationForwarded,

    /// <summary>Signs were put up.</summary>
    SignsPutUp,

    /// <summary>Signs were found damaged.</summary>
    SignDamaged,

    /// <summary>Damaged signs were replaced.</summary>
    SignReplaced,
}

internal sealed class GroupActivityConfiguration : IEntityTypeConfiguration<GroupActivity>
{
    public void Configure(EntityTypeBuilder<GroupActivity> builder)
    {
        builder.ToTable("GroupActivities");
        builder.HasKey(activity => activity.Id);
        builder.HasIndex(activity => activity.PublicId).IsUnique();
        builder.HasOne<WatchGroup>().WithMany()
            .HasForeignKey(activity => activity.GroupId).HasPrincipalKey(group => group.PublicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(activity => new { activity.GroupId, activity.On });
    }
}
