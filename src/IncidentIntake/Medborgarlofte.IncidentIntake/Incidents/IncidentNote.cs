namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Why an incident was changed, in the words of who changed it. Stays in this module.</summary>
internal sealed class IncidentNote
{
    public const int MaxLength = 1_000;

    public required Guid IncidentId { get; init; }

    /// <summary>The version that the change made.</summary>
    public required int Version { get; init; }

    public required string Text { get; init; }
}
