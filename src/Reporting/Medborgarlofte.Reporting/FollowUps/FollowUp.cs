using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The follow-up (uppföljning) of a promise in a period: problem area, measure, effect.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Period">The period.</param>
/// <param name="State">Draft (generated from current data) or published (frozen).</param>
/// <param name="Publication">Number and time of the publication, or null for a draft.</param>
/// <param name="Basis">Swedish sentence on how cases are counted: by the day they were reported.</param>
/// <param name="Promise">The promise, or null if no promise covers the period.</param>
/// <param name="Rows">One row for each problem area, in order.</param>
/// <param name="Totals">Totals in which each case counts once.</param>
/// <param name="Freshness">How current the data is.</param>
/// <param name="Commitments">The commitments of the promise and their progress; null in publications older than this member.</param>
/// <param name="Outcomes">Outcome events on the measures in the period; null in publications older than this member.</param>
public sealed record FollowUp(
    string Municipality,
    string MunicipalityName,
    Period Period,
    FollowUpState State,
    Publication? Publication,
    string Basis,
    PromiseSummary? Promise,
    IReadOnlyList<FollowUpRow> Rows,
    FollowUpTotals Totals,
    Freshness Freshness,
    IReadOnlyList<CommitmentLine>? Commitments = null,
    IReadOnlyList<OutcomeLine>? Outcomes = null);

/// <summary>Whether a follow-up is generated from current data or frozen.</summary>
public enum FollowUpState
{
    /// <summary>Draft (utkast): follows the data.</summary>
    Draft,

    /// <summary>Published (publicerad): never changes.</summary>
    Published,
}

/// <summary>A publication of a follow-up.</summary>
/// <param name="Number">1 for the first publication of a promise and period, then increasing.</param>
/// <param name="PublishedAt">When the publication was entered.</param>
/// <param name="On">
/// Day of the publication, which is earlier if it was published elsewhere before it was entered; null in publications older than this
/// member.
/// </param>
public sealed record Publication(int Number, DateTimeOffset PublishedAt, DateOnly? On = null);

/// <summary>One row: a problem area, its measures, their effects.</summary>
/// <param name="ProblemAreaId">Public id of the problem area.</param>
/// <param name="Name">Name of the problem area.</param>
/// <param name="Kind">Theme or place.</param>
/// <param name="Cases">
/// Number of cases reported in the period; each counts once. Null if it is not public, or if nobody collected them.
/// </param>
/// <param name="Problem">The text of the first column.</param>
/// <param name="Measures">The second column: the row's own measures first, then those that it shares with earlier rows.</param>
/// <param name="Effects">The third column; never empty.</param>
/// <param name="CasesNote">Why Cases is missing or partial, because of what is collected; otherwise null.</param>
public sealed record FollowUpRow(
    Guid ProblemAreaId,
    string Name,
    ProblemAreaKind Kind,
    int? Cases,
    ProblemText Problem,
    IReadOnlyList<MeasureLine> Measures,
    IReadOnlyList<EffectLine> Effects,
    CollectionNote? CasesNote = null);

/// <summary>The text of the first column.</summary>
/// <param name="Text">The text to show: the coordinator's text if there is one, otherwise the generated text.</param>
/// <param name="Generated">The generated text.</param>
/// <param name="IsReplaced">Whether a coordinator has replaced the generated text.</param>
/// <param name="Sentences">The generated sentences, each with its query and figures.</param>
/// <param name="TextVersion">Version of the coordinator's text, for If-Match; 0 if no text is replaced.</param>
/// <param name="IsOutdated">Whether the generated text has changed since the coordinator's text was saved. Never in a publication.</param>
public sealed record ProblemText(
    string Text,
    string Generated,
    bool IsReplaced,
    IReadOnlyList<Sentence> Sentences,
    int TextVersion = 0,
    bool IsOutdated = false);

/// <summary>One generated sentence with its query, so that each figure can be verified.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Query">The query for its figures.</param>
/// <param name="Figures">The figures by code, without those that are not public.</param>
public sealed record Sentence(string Text, CubeQuery Query, IReadOnlyList<NamedCount> Figures);

/// <summary>A measure in the second column.</summary>
/// <param name="MeasureId">Public id of the measure.</param>
/// <param name="Title">Public wording.</param>
/// <param name="Text">The text of the column: the wording, the owner, and the time if the measure is planned, paused or stopped.</param>
/// <param name="Owner">Swedish name of the accountable party.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Status of the measure.</param>
/// <param name="PlannedMonth">First day of the planned month, or null.</param>
/// <param name="SharedWith">Name of the earlier row that also shows it ("utöver ovan"), or null for the row's own measure.</param>
/// <param name="Hindrance">The hindrance while the measure is hindered, otherwise null.</param>
/// <param name="IsLate">Whether it should have started, ended or been resumed by the end of the period, or by today.</param>
public sealed record MeasureLine(
    Guid MeasureId,
    string Title,
    string Text,
    string Owner,
    MeasureHorizon Horizon,
    MeasureStatus Status,
    DateOnly? PlannedMonth,
    string? SharedWith,
    MeasureHindrance? Hindrance = null,
    bool IsLate = false);

/// <summary>An effect in the third column.</summary>
/// <param name="EffectId">Public id of the effect, or null if the line follows from the status of the measures.</param>
/// <param name="Kind">Observed, judged, not started or hindered.</param>
/// <param name="Text">Swedish sentence.</param>
/// <param name="Query">The query of an observed effect, otherwise null.</param>
/// <param name="Count">
/// The count of an observed effect; null for other effects, if it is not public, and if nobody collected the cases.
/// </param>
/// <param name="ExposureDays">Number of observed days of an observed effect, otherwise null.</param>
/// <param name="MeasureIds">The measures with the effect; empty means the whole row.</param>
/// <param name="CountNote">Why the count of an observed effect is missing or partial; otherwise null.</param>
public sealed record EffectLine(
    Guid? EffectId,
    EffectKind Kind,
    string Text,
    CubeQuery? Query,
    int? Count,
    int? ExposureDays,
    IReadOnlyList<Guid> MeasureIds,
    CollectionNote? CountNote = null);

/// <summary>Totals of a follow-up; null if they are not public, or if nobody collected the cases of any row.</summary>
/// <param name="Cases">Cases in at least one row; a case in two rows counts once.</param>
/// <param name="CasesInSeveralRows">Cases in more than one row.</param>
public sealed record FollowUpTotals(int? Cases, int? CasesInSeveralRows);
