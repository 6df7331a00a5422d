using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The follow-up (uppföljning) of a promise in a period: problem area, measure, effect.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Period">The period.</param>
/// <param name="State">Draft (generated now) or published (frozen).</param>
/// <param name="Publication">Number and time of the publication, or null for a draft.</param>
/// <param name="Basis">Swedish sentence on how cases are counted: by the day they were reported.</param>
/// <param name="Promise">The promise followed up, or null where none covers the period.</param>
/// <param name="Rows">One row for each problem area, in order.</param>
/// <param name="Totals">Totals in which each case counts once.</param>
/// <param name="Freshness">How fresh the data is.</param>
/// <param name="Commitments">What the promise really promises and how far it has come; null in publications from before there were any.</param>
/// <param name="Outcomes">What happened on the measures in the period; null in publications from before it was told.</param>
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

/// <summary>Whether a follow-up is generated now or frozen.</summary>
public enum FollowUpState
{
    /// <summary>Draft (utkast): follows the data.</summary>
    Draft,

    /// <summary>Published (publicerad): never changes.</summary>
    Published,
}

/// <summary>A publication of a follow-up.</summary>
/// <param name="Number">1 for the first, rising with each new publication of the same period.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record Publication(int Number, DateTimeOffset PublishedAt);

/// <summary>One row: a problem area, its measures, their effects.</summary>
/// <param name="ProblemAreaId">Public id of the problem area.</param>
/// <param name="Name">Name of the problem area.</param>
/// <param name="Kind">Theme or place.</param>
/// <param name="Cases">Number of cases reported in the period; each counts once. Null where it is too small for the reader.</param>
/// <param name="Problem">The text of the first column.</param>
/// <param name="Measures">The second column: the row's own measures first, then those it shares with earlier rows.</param>
/// <param name="Effects">The third column; never empty.</param>
public sealed record FollowUpRow(
    Guid ProblemAreaId,
    string Name,
    ProblemAreaKind Kind,
    int? Cases,
    ProblemText Problem,
    IReadOnlyList<MeasureLine> Measures,
    IReadOnlyList<EffectLine> Effects);

/// <summary>The text of the first column.</summary>
/// <param name="Text">The text to show: the coordinator's where there is one, otherwise the generated one.</param>
/// <param name="Generated">The generated text.</param>
/// <param name="IsReplaced">Whether a coordinator has replaced the generated text.</param>
/// <param name="Sentences">The generated text sentence by sentence, each with what it rests on.</param>
/// <param name="TextVersion">Version of the coordinator's text, the ETag to name when it is changed; 0 where there is none.</param>
public sealed record ProblemText(string Text, string Generated, bool IsReplaced, IReadOnlyList<Sentence> Sentences, int TextVersion = 0);

/// <summary>One generated sentence with the query behind it, so that each figure can be checked.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Query">The query that its figures come from.</param>
/// <param name="Figures">The figures by code, as the query gave them, less those that are too small for the reader.</param>
public sealed record Sentence(string Text, CubeQuery Query, IReadOnlyList<NamedCount> Figures);

/// <summary>A question to the cube.</summary>
/// <param name="Basis">The day that counting goes by: "reported" or "occurred".</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="Categories">Category codes; empty means all.</param>
/// <param name="Areas">Area codes; empty means all.</param>
/// <param name="By">What the counts are split by: "none", "area", "category", "attempted", "form", "target", "goods" or "victimGroup".</param>
/// <param name="Target">Only cases that struck this target; null means all.</param>
public sealed record CubeQuery(
    string Basis,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Areas,
    string By,
    string? Target = null);

/// <summary>A measure in the second column.</summary>
/// <param name="MeasureId">Public id of the measure.</param>
/// <param name="Title">Public wording.</param>
/// <param name="Text">What the column shows: the wording with owner and, where it is planned, rests or is stopped, when.</param>
/// <param name="Owner">Swedish name of the accountable party.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PlannedMonth">First day of the month for which it is planned, or null.</param>
/// <param name="SharedWith">Name of the earlier row that shows it too ("utöver ovan"), or null where it is the row's own.</param>
/// <param name="Hindrance">What hinders it while it is hindered, otherwise null.</param>
public sealed record MeasureLine(
    Guid MeasureId,
    string Title,
    string Text,
    string Owner,
    MeasureHorizon Horizon,
    MeasureStatus Status,
    DateOnly? PlannedMonth,
    string? SharedWith,
    MeasureHindrance? Hindrance = null);

/// <summary>An effect in the third column.</summary>
/// <param name="EffectId">Public id of the effect, or null where none has been recorded and the state of the measures speaks.</param>
/// <param name="Kind">Observed, judged, not started or hindered.</param>
/// <param name="Text">Swedish sentence.</param>
/// <param name="Query">The query behind an observed effect, otherwise null.</param>
/// <param name="Count">The count of an observed effect, otherwise null; null too where it is too small for the reader.</param>
/// <param name="ExposureDays">Days over which an observed effect was watched, otherwise null.</param>
/// <param name="MeasureIds">The measures that it is an effect of; empty means the row as a whole.</param>
public sealed record EffectLine(
    Guid? EffectId,
    EffectKind Kind,
    string Text,
    CubeQuery? Query,
    int? Count,
    int? ExposureDays,
    IReadOnlyList<Guid> MeasureIds);

/// <summary>Totals of a follow-up; null where they are too small for the reader.</summary>
/// <param name="Cases">Cases that belong to at least one row; a case that shows in two rows counts once.</param>
/// <param name="CasesInSeveralRows">Cases that show in more than one row.</param>
public sealed record FollowUpTotals(int? Cases, int? CasesInSeveralRows);
