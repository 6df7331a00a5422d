using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures.OutcomeEvents;

/// <summary>Something that happened on a measure (händelseutfall), told without naming anybody.</summary>
internal sealed class OutcomeEvent : Aggregate
{
    public const int NoteLength = 300;
    public const int MaxCount = 10_000;

    public Guid MeasureId { get; init; }

    public required string Party { get; init; }

    public OutcomeCode Code { get; set; }

    public DateOnly On { get; set; }

    public string? Area { get; set; }

    public int Count { get; set; }

    /// <summary>What the parties should know beyond the code. Never leaves the module in an event.</summary>
    public string? Note { get; set; }

    public override object ToEvent() => new OutcomeEventChanged(PublicId, Version, Municipality, MeasureId, Code, Party, On, Area, Count);
}
