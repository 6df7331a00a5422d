using Medborgarlofte.Contracts.Retention;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>How long a municipality keeps a type of document. Without the number of a decision nothing is ever erased.</summary>
internal sealed class RetentionRule
{
    public const int MaxMonths = 1_200;
    public const int DecisionNumberLength = 100;

    public long Id { get; init; }

    public required string Municipality { get; init; }

    public required DocumentType DocumentType { get; init; }

    /// <summary>Months from the latest change of what the document is about.</summary>
    public int Months { get; set; }

    /// <summary>Number of the decision (gallringsbeslut), or null while there is none.</summary>
    public string? DecisionNumber { get; set; }

    public required string ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>What was last changed before this time is due.</summary>
    public DateTimeOffset DueBefore(DateTimeOffset now) => now.AddMonths(-Months);
}
