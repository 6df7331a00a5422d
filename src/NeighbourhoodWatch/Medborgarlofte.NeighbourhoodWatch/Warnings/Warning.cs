namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>A warning to the groups of an area, composed from codes and names, never from free text.</summary>
internal sealed class Warning : Aggregate
{
    public required string Area { get; init; }

    public required string Category { get; init; }

    public required WarningRule Rule { get; init; }

    public required int Cases { get; init; }

    public required int Days { get; init; }

    /// <summary>Calendar day on which the warning was sent.</summary>
    public required DateOnly On { get; init; }

    public required string Text { get; init; }

    /// <summary>Number of active groups in the area.</summary>
    public required int Groups { get; init; }

    /// <summary>Number of households that receive the warning.</summary>
    public required int Households { get; init; }

    public WarningSent ToEvent() => new(PublicId, Version, Municipality, Area, Category, Rule, On, Cases, Groups, Households);
}

internal sealed class WarningConfiguration : AggregateConfiguration<Warning>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Warning> builder)
    {
        builder.Property(warning => warning.Area).HasMaxLength(ReferenceChecks.CodeLength);
        builder.Property(warning => warning.Category).HasMaxLength(ReferenceChecks.CodeLength);
        builder.Property(warning => warning.Text).HasMaxLength(2000);

        // If two replicas add the same warning, one save is rejected; its retry finds the other replica's warning.
        builder.HasIndex(warning => new { warning.Municipality, warning.Area, warning.Category, warning.On }).IsUnique();
    }
}
