using Medborgarlofte.Contracts.Incidents;

namespace Medborgarlofte.IncidentIntake.CitizenViews;

/// <summary>A citizen's view (medborgares åsikt): where it feels unsafe and why. Holds no person.</summary>
internal sealed class CitizenView
{
    public const int MaxTextLength = 2_000;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public string? Area { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public required CitizenViewChannel Channel { get; init; }

    /// <summary>Category codes of what makes the place feel unsafe.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The citizen's own words; never leave this module.</summary>
    public string? Text { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required string ReceivedBy { get; init; }

    public int Version { get; init; } = 1;

    public CitizenViewReceived Received() => new(PublicId, Version, Municipality, Area, Channel, Reasons, ReceivedOn);
}
