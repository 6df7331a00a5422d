using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures;

/// <summary>A measure (åtgärd) against one or more problem areas, with one accountable party.</summary>
internal sealed class Measure : Aggregate
{
    public const int TitleLength = 200;

    public required List<Guid> ProblemAreaIds { get; set; }

    public required string Title { get; set; }

    public required string OwnerParty { get; set; }

    public required List<string> Performers { get; set; }

    public MeasureHorizon Horizon { get; set; }

    public required MeasureStatus Status { get; set; }

    /// <summary>First day of the month for which it is planned: the month is all that is known.</summary>
    public DateOnly? PlannedMonth { get; set; }

    public DateOnly? StartedOn { get; set; }

    public DateOnly? CompletedOn { get; set; }

    public List<MeasureStatusChange> StatusChanges { get; } = [];

    /// <summary>Moves it on. What is done in a day and reported afterwards started on the day that it was completed.</summary>
    public void MoveTo(MeasureStatus to, DateOnly on, string? note)
    {
        MeasureLifecycle.Require(Status, to);
        StatusChanges.Add(new MeasureStatusChange { From = Status, To = to, On = on, Note = note });
        Status = to;
        StartedOn ??= on;
        if (to == MeasureStatus.Completed)
        {
            CompletedOn = on;
        }
    }

    public override object ToEvent() => new MeasureChanged(
        PublicId, Version, Municipality, ProblemAreaIds, Title, OwnerParty, Performers, Horizon, Status, PlannedMonth, StartedOn, CompletedOn);
}

/// <summary>A move in a measure's lifecycle. Its note is for the parties and never leaves the module in an event.</summary>
internal sealed class MeasureStatusChange
{
    public const int NoteLength = 500;

    public MeasureStatus From { get; init; }

    public MeasureStatus To { get; init; }

    public DateOnly On { get; init; }

    public string? Note { get; init; }
}
