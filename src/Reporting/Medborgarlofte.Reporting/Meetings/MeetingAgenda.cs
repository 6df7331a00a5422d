using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>The agenda (dagordning) of an EST meeting, drawn up from the lägesbild and the measures. A measure may stand in several groups.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="PartyNames">The parties called to it, by name.</param>
/// <param name="GeneratedAt">When the agenda was drawn up.</param>
/// <param name="IsFrozen">Whether it stays as it is: it does from when the meeting is opened.</param>
/// <param name="LatestMeetingOn">The day of the meeting before it, or null where there was none.</param>
/// <param name="Incidents">What was reported since the meeting before.</param>
/// <param name="CitizenViews">What citizens told since the meeting before.</param>
/// <param name="ProblemAreasToChoose">Problem areas that are proposed.</param>
/// <param name="ProposalsToDecide">Measures that are proposed.</param>
/// <param name="Due">Measures that should begin, end or be taken up again before the next meeting.</param>
/// <param name="Late">Measures that should have done so before the meeting.</param>
/// <param name="Hindered">Measures that are hindered.</param>
/// <param name="WithoutIndicator">Open measures with nothing that will show whether they work.</param>
/// <param name="WithoutCause">Open measures that go for no cause of their problem areas.</param>
/// <param name="WithoutOwner">Open measures with no accountable party.</param>
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
/// <param name="Period">From the day of the meeting before to the day before this one: each case comes up in one meeting.</param>
/// <param name="PreviousPeriod">As many days before those.</param>
/// <param name="Total">All cases, with the change.</param>
/// <param name="ByArea">Cases by area, most first, with the change; code "" where the place is not known.</param>
/// <param name="ByCategory">Cases by category, most first, with the change.</param>
public sealed record AgendaIncidents(
    Period Period, Period PreviousPeriod, CountLine Total, IReadOnlyList<CountLine> ByArea, IReadOnlyList<CountLine> ByCategory);

/// <summary>A problem area on the agenda.</summary>
/// <param name="ProblemAreaId">Its public id.</param>
/// <param name="Name">Its public name.</param>
public sealed record AgendaProblemArea(Guid ProblemAreaId, string Name);

/// <summary>A measure on the agenda.</summary>
/// <param name="MeasureId">Its public id.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerName">The accountable party, by name, or null.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Due">The day by which it should have begun, ended or been taken up again, or null.</param>
/// <param name="Hindrance">What hinders it, or null.</param>
public sealed record AgendaMeasure(Guid MeasureId, string Title, string? OwnerName, MeasureStatus Status, DateOnly? Due, MeasureHindrance? Hindrance);
