namespace Medborgarlofte.Reporting.Meetings;

/// <summary>The minutes (protokoll) of an EST meeting, frozen when the meeting was closed.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="OpenedAt">When the opening was entered.</param>
/// <param name="ClosedAt">When the closing was entered.</param>
/// <param name="AttendedNames">Names of the parties that took part.</param>
/// <param name="AbsentNames">Names of the invited parties that did not take part.</param>
/// <param name="ProblemAreaDecisions">Chosen and closed problem areas, in the order of the decisions.</param>
/// <param name="MeasureDecisions">Decisions on measures, in order.</param>
/// <param name="Agenda">The agenda, frozen when the meeting was opened.</param>
/// <param name="OpenedOn">Day of opening; null in minutes older than this member.</param>
/// <param name="ClosedOn">Day of closing; null in minutes older than this member.</param>
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
    MeetingAgenda Agenda,
    DateOnly? OpenedOn = null,
    DateOnly? ClosedOn = null)
{
    /// <summary>The minutes of a closed meeting.</summary>
    internal static MeetingMinutes Of(MeetingChanged meeting, MeetingAgenda agenda, PartyNames parties) => new(
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
        agenda,
        meeting.OpenedOn,
        meeting.ClosedOn);
}

/// <summary>A decision on a measure in a meeting.</summary>
/// <param name="MeasureId">Its public id.</param>
/// <param name="Title">Public wording.</param>
/// <param name="OwnerName">Name of the accountable party, or null.</param>
/// <param name="From">Status before the decision.</param>
/// <param name="To">Status after the decision.</param>
public sealed record MinutesMeasureDecision(Guid MeasureId, string Title, string? OwnerName, MeasureStatus From, MeasureStatus To);
