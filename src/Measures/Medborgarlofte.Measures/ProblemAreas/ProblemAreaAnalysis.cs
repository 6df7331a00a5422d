namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>One cause found in the analysis of a problem area.</summary>
/// <param name="Id">Id that measures refer to.</param>
/// <param name="Side">The side of the problem that it explains.</param>
/// <param name="Wording">Wording of the cause. Stays within the module.</param>
public sealed record Cause(Guid Id, CauseSide Side, string Wording);

/// <summary>The sides that a cause analysis (orsaksanalys) looks at.</summary>
public enum CauseSide
{
    /// <summary>The victim (den som drabbas).</summary>
    Victim,

    /// <summary>The offender (gärningspersonen).</summary>
    Offender,

    /// <summary>The object or the place (objektet eller platsen).</summary>
    ObjectOrPlace,
}

/// <summary>Priority of a problem area.</summary>
public enum ProblemPriority
{
    /// <summary>High (hög).</summary>
    High,

    /// <summary>Medium (medel).</summary>
    Medium,

    /// <summary>Low (låg).</summary>
    Low,
}

/// <summary>A deepened EST project (fördjupad EST) in a problem area.</summary>
/// <param name="Aim">Aim.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null if it is ongoing.</param>
public sealed record DeepenedProject(string Aim, DateOnly From, DateOnly? To);

/// <summary>A status change of a problem area. Its note stays within the module.</summary>
internal sealed class ProblemAreaStatusChange : IChildRow
{
    public const int NoteLength = 500;

    public long Id { get; private set; }

    public ProblemAreaStatus From { get; init; }

    public required ProblemAreaStatus To { get; init; }

    public required DateOnly On { get; init; }

    public required string Party { get; init; }

    public required Roles Role { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Note { get; set; }

    /// <summary>The meeting in which it was decided, or null.</summary>
    public Guid? MeetingId { get; init; }
}
