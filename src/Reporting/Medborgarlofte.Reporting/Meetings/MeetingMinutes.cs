using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>The minutes (protokoll) of an EST meeting, as they were drawn up when it was closed.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="AttendedNames">The parties that took part, by name.</param>
/// <param name="AbsentNames">The parties that were called and did not take part, by name.</param>
/// <param name="ProblemAreaDecisions">Problem areas chosen and closed, in the order decided.</param>
/// <param name="MeasureDecisions">Measures moved on, in the order decided.</param>
/// <param name="Agenda">The agenda as it was when the meeting was opened.</param>
public sealed record MeetingMinutes(
    Guid MeetingId,
    string Municipality,
    string MunicipalityName,
    DateOnly On,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<string> AttendedNames,
    IReadOnlyList<string> AbsentNames,
    IReadOnlyList<ProblemAreaDecision> ProblemAreaDecisions,
    IReadOnlyList<MinutesMeasureDecision> MeasureDecisions,
    MeetingAgenda Agenda)
{
    /// <summary>The minutes of a closed meeting.</summary>
    internal static MeetingMinutes Of(MeetingChanged meeting, MeetingAgenda agenda, Parties parties) => new(
        meeting.MeetingId,
        meeting.Municipality,
        agenda.MunicipalityName,
        meeting.On,
        meeting.OpenedAt,
        meeting.ClosedAt,
        parties.NamesOf(meeting.Attended),
        parties.NamesOf(meeting.Parties.Except(meeting.Attended, StringComparer.Ordinal)),
        meeting.ProblemAreaDecisions,
        [
            .. meeting.MeasureDecisions.Select(taken => new MinutesMeasureDecision(
                taken.MeasureId, taken.Title, taken.OwnerParty.Length == 0 ? null : parties.NameOf(taken.OwnerParty), taken.From, taken.To))
        ],
        agenda);
}

/// <summary>A measure that was moved on in a meeting.</summary>
/// <param name="MeasureId">Its public id.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerName">The accountable party, by name, or null.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
public sealed record MinutesMeasureDecision(Guid MeasureId, string Title, string? OwnerName, MeasureStatus From, MeasureStatus To);
