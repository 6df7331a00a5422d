namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The text with which a coordinator has replaced the generated one of a row. The generated one stays beside it.</summary>
internal sealed class FollowUpText
{
    public const int MaxLength = 2000;

    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>Code of the period.</summary>
    public required string Period { get; init; }

    /// <summary>The problem area.</summary>
    public required Guid ProblemAreaId { get; init; }

    /// <summary>The coordinator's text.</summary>
    public required string Text { get; set; }

    /// <summary>Counts the changes, from 1.</summary>
    public int Version { get; set; } = 1;
}
