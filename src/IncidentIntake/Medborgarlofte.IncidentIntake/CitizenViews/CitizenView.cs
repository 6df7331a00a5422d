namespace Medborgarlofte.IncidentIntake.CitizenViews;

/// <summary>A citizen's view (medborgares åsikt): where it feels unsafe and why. Contains no personal data.</summary>
internal sealed class CitizenView : Aggregate
{
    public const int MaxTextLength = 2_000;

    public string? Area { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public required CitizenViewChannel Channel { get; init; }

    /// <summary>Category codes of the reasons why the place feels unsafe.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The citizen's own text. Never leaves this module.</summary>
    public string? Text { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required string ReceivedBy { get; init; }

    public CitizenViewReceived Received() => new(PublicId, Version, Municipality, Area, Channel, Reasons, ReceivedOn);
}

internal sealed class CitizenViewConfiguration : AggregateConfiguration<CitizenView>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<CitizenView> builder)
    {
        builder.Property(view => view.Area).HasMaxLength(Codes.MaxLength);
        builder.Property(view => view.Channel).HasConversion<string>().HasMaxLength(20);
        builder.Property(view => view.Text).HasMaxLength(CitizenView.MaxTextLength);
        builder.Property(view => view.ReceivedBy).HasMaxLength(100);
        builder.Property(view => view.Reasons).AsJoinedCodes();
        builder.HasIndex(view => new { view.Municipality, view.ReceivedOn });
    }
}
