using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.OutcomeEvents;

/// <summary>An outcome event (händelseutfall) of a measure, reported by code and number without naming anybody.</summary>
internal sealed class OutcomeEvent : MeasureEntry
{
    public const int NoteLength = 300;
    public const int MaxCount = 10_000;

    public OutcomeCode Code { get; private set; }

    public DateOnly On { get; private set; }

    public string? Area { get; private set; }

    public int Count { get; private set; }

    /// <summary>A note for the parties. It is in no event.</summary>
    public string? Note { get; set; }

    /// <summary>Replaces what is reported.</summary>
    public OutcomeEventChanged Correct(OutcomeCode code, DateOnly on, string? area, int count, string? note)
    {
        BeginNextVersion();
        return Report(code, on, area, count, note);
    }

    /// <summary>Sets what is reported.</summary>
    public OutcomeEventChanged Report(OutcomeCode code, DateOnly on, string? area, int count, string? note)
    {
        (Code, On, Area, Count, Note) = (code, on, area, count, note);
        return new OutcomeEventChanged(PublicId, Version, Municipality, MeasureId, Code, Party, On, Area, Count);
    }
}
