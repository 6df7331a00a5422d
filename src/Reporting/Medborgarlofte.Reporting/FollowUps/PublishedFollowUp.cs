namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>A follow-up as it was published, with the names and figures of that time. Never changed.</summary>
internal sealed class PublishedFollowUp
{
    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>Code of the period.</summary>
    public required string Period { get; init; }

    /// <summary>1 for the first publication of the period.</summary>
    public required int Number { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The follow-up as JSON.</summary>
    public required string Snapshot { get; init; }
}
