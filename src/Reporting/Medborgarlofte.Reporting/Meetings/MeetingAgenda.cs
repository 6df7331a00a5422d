using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>
/// The agenda (dagordning) of an EST meeting, generated from the lägesbild and the measures. A measure may be in several lists.
/// </summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="PartyNames">Names of the invited parties.</param>
/// <param name="GeneratedAt">When the agenda was generated.</param>
/// <param name="IsFrozen">Whether the agenda is frozen, because the meeting has been opened.</param>
/// <param name="LatestMeetingOn">The day of the previous meeting, or null for the first meeting.</param>
/// <param name="Incidents">Incidents reported since the previous meeting.</param>
/// <param name="CitizenViews">Citizens' views since the previous meeting.</param>
/// <param name="ProblemAreasToChoose">Proposed problem areas.</param>
/// <param name="ProposalsToDecide">Proposed measures.</param>
/// <param name="Due">Measures that are due to begin, end or resume before the next meeting.</param>
/// <param name="Late">Measures that were due before the meeting.</param>
/// <param name="Hindered">Measures that are hindered on the day of the meeting, as the follow-up shows them.</param>
/// <param name="WithoutIndicator">Open measures without an indicator of their effect.</param>
/// <param name="WithoutCause">Open measures that address no cause of their problem areas.</param>
/// <param name="WithoutOwner">Open measures without an accountable party.</param>
public sealed record MeetingAgenda(
    Guid MeetingId,
    string Municipality,
    string MunicipalityName,
    DateOnly On,
    IReadOnlyList<string> PartyNames,
    DateTimeOffset GeneratedAt,
    bool IsFrozen,
    DateOnly? LatestMeetingOn,
    AgendaIncidents Incidents,
    CitizenViewSummary CitizenViews,
    IReadOnlyList<AgendaProblemArea> ProblemAreasToChoose,
    IReadOnlyList<AgendaMeasure> ProposalsToDecide,
    IReadOnlyList<AgendaMeasure> Due,
    IReadOnlyList<AgendaMeasure> Late,
    IReadOnlyList<AgendaMeasure> Hindered,
    IReadOnlyList<AgendaMeasure> WithoutIndicator,
    IReadOnlyList<AgendaMeasure> WithoutCause,
    IReadOnlyList<AgendaMeasure> WithoutOwner);

/// <summary>New incidents, by the day on which they were reported.</summary>
/// <param name="Period">From the day of the previous meeting to the day before this one, so that each case is in one agenda.</param>
/// <param name="PreviousPeriod">The same number of preceding days.</param>
/// <param name="Total">All cases and their change.</param>
/// <param name="ByArea">Cases by area and their change, largest count first; the code of an unknown place is "".</param>
/// <param name="ByCategory">Cases by category and their change, largest count first.</param>
public sealed record AgendaIncidents(
    Period Period, Period PreviousPeriod, CountLine Total, IReadOnlyList<CountLine> ByArea, IReadOnlyList<CountLine> ByCategory);

/// <summary>A problem area on the agenda.</summary>
/// <param name="ProblemAreaId">Its public id.</param>
/// <param name="Name">Its public name.</param>
/// <param name="Promise">Title of its promise, if several promises are in force; otherwise null.</param>
public sealed record AgendaProblemArea(Guid ProblemAreaId, string Name, string? Promise = null);

/// <summary>A measure on the agenda.</summary>
/// <param name="MeasureId">Its public id.</param>
/// <param name="Title">Public wording.</param>
/// <param name="OwnerName">Name of the accountable party, or null.</param>
/// <param name="Status">Status of the measure.</param>
/// <param name="Due">The day by which it should begin, end or resume, or null.</param>
/// <param name="Hindrance">The hindrance, or null.</param>
/// <param name="Promises">Titles of its promises, if several promises are in force; otherwise null.</param>
public sealed record AgendaMeasure(
    Guid MeasureId,
    string Title,
    string? OwnerName,
    MeasureStatus Status,
    DateOnly? Due,
    MeasureHindrance? Hindrance,
    IReadOnlyList<string>? Promises = null);
