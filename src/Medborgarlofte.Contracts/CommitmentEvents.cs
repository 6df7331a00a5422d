namespace Medborgarlofte.Contracts.Measures;

/// <summary>A commitment (åtagande) of a promise was created (version 1) or changed.</summary>
/// <param name="CommitmentId">Public id of the commitment.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="PromiseId">The promise that contains the commitment.</param>
/// <param name="Title">Public title, e.g. Minst 52 hastighetskontroller.</param>
/// <param name="Parties">Codes of the committed parties.</param>
/// <param name="Activities">Kinds of activity that count; empty only for an uncounted commitment.</param>
/// <param name="AtLeast">Promised number of occasions, in all or in every week or month; null for an uncounted commitment.</param>
/// <param name="Areas">Codes of the areas in which activities count; empty means everywhere.</param>
/// <param name="FirstDay">First day of the period.</param>
/// <param name="LastDay">Last day of the period.</param>
/// <param name="MeasureIds">Measures whose activity logs show the progress. Pages show a warning if empty.</param>
/// <param name="Assessment">Assessment of an uncounted commitment, or null.</param>
/// <param name="Rhythm">Whether the number is promised for every week or month; null if it is promised in all.</param>
public sealed record CommitmentChanged(
    Guid CommitmentId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    Guid PromiseId,
    string Title,
    IReadOnlyList<string> Parties,
    IReadOnlyList<ActivityKind> Activities,
    int? AtLeast,
    IReadOnlyList<string> Areas,
    DateOnly FirstDay,
    [property: NotBefore("FirstDay")] DateOnly LastDay,
    IReadOnlyList<Guid> MeasureIds,
    CommitmentAssessment? Assessment,
    CommitmentRhythm? Rhythm = null);

/// <summary>Assessment of an uncounted commitment by an office.</summary>
/// <param name="Outcome">Kept, partly or not kept.</param>
/// <param name="Office">The assessing office, never a person.</param>
/// <param name="On">Day of the assessment.</param>
public sealed record CommitmentAssessment(CommitmentOutcome Outcome, string Office, DateOnly On);

/// <summary>
/// An activity was logged on a measure (version 1), or its entry was corrected. Activities are output (prestation), not effect.
/// </summary>
/// <param name="ActivityId">Public id of the entry.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MeasureId">The measure.</param>
/// <param name="Kind">Kind of activity.</param>
/// <param name="Party">Code of the performing party.</param>
/// <param name="On">Calendar day, in the municipality, on which the activity began.</param>
/// <param name="Area">Area code, or null if unknown.</param>
/// <param name="Occasions">Number of occasions; 0 for a withdrawn entry.</param>
/// <param name="Results">Immediate results, by code.</param>
public sealed record ActivityChanged(
    Guid ActivityId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    Guid MeasureId,
    ActivityKind Kind,
    [property: Code] string Party,
    DateOnly On,
    [property: Code] string? Area,
    int Occasions,
    IReadOnlyList<ActivityResult> Results);

/// <summary>
/// A total of activities in a period was logged on a measure (version 1), or its entry was corrected. Their days are not known.
/// </summary>
/// <param name="ActivityId">Public id of the entry.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MeasureId">The measure.</param>
/// <param name="Kind">Kind of activity.</param>
/// <param name="Party">Code of the performing party.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Area">Area code, or null if unknown.</param>
/// <param name="Occasions">Number of occasions; 0 for a withdrawn entry.</param>
/// <param name="Results">Immediate results, by code.</param>
public sealed record ActivityTotalChanged(
    Guid ActivityId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    Guid MeasureId,
    ActivityKind Kind,
    [property: Code] string Party,
    DateOnly From,
    [property: NotBefore("From")] DateOnly To,
    [property: Code] string? Area,
    int Occasions,
    IReadOnlyList<ActivityResult> Results);

/// <summary>An immediate result of an activity. Identifies no person.</summary>
/// <param name="Code">Code of the result, e.g. fine.</param>
/// <param name="Count">Number of results, at least 1.</param>
public sealed record ActivityResult([property: Code] string Code, int Count);

/// <summary>Kind of activity.</summary>
public enum ActivityKind
{
    /// <summary>A guard's round (rondering).</summary>
    Round,

    /// <summary>A patrol (patrullering).</summary>
    Patrol,

    /// <summary>Outreach work among young people (uppsökande fältarbete).</summary>
    OutreachWalk,

    /// <summary>An inspection (tillsyn).</summary>
    Inspection,

    /// <summary>A speed check (hastighetskontroll).</summary>
    SpeedCheck,

    /// <summary>A traffic check (trafikkontroll).</summary>
    TrafficCheck,

    /// <summary>A sobriety check (nykterhetskontroll).</summary>
    SobrietyCheck,

    /// <summary>An inspection of alcohol sales (alkoholtillsyn).</summary>
    AlcoholInspection,

    /// <summary>An effort against drugs (narkotikainsats).</summary>
    DrugEffort,

    /// <summary>A safety walk (trygghetsvandring).</summary>
    SafetyWalk,

    /// <summary>A dialogue with residents (medborgardialog).</summary>
    Dialogue,

    /// <summary>Information to residents or pupils (informationsinsats).</summary>
    Information,
}

/// <summary>How often a commitment promises its occasions.</summary>
public enum CommitmentRhythm
{
    /// <summary>In every week (varje vecka).</summary>
    Weekly,

    /// <summary>In every month (varje månad).</summary>
    Monthly,
}

/// <summary>Outcome of a commitment.</summary>
public enum CommitmentOutcome
{
    /// <summary>The period is not over and the promised number is not reached (pågår).</summary>
    Ongoing,

    /// <summary>Kept (hållet).</summary>
    Kept,

    /// <summary>More than promised (överträffat).</summary>
    Exceeded,

    /// <summary>Partly kept (delvis hållet).</summary>
    Partly,

    /// <summary>Not kept (inte hållet).</summary>
    NotKept,

    /// <summary>The period is over, and no office has assessed the uncounted commitment (ej bedömt).</summary>
    NotAssessed,

    /// <summary>The period is over, but totals without days do not show which weeks or months were kept (går inte att avgöra).</summary>
    Undetermined,
}
