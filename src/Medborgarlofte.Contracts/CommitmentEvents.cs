namespace Medborgarlofte.Contracts.Measures;

/// <summary>A commitment (åtagande) of a promise exists or has changed. Version 1 is its creation.</summary>
/// <param name="CommitmentId">Public id of the commitment.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="PromiseId">The promise that it is a part of.</param>
/// <param name="Title">Public wording of what is promised, e.g. Minst 52 hastighetskontroller.</param>
/// <param name="Parties">The parties that promise it, as codes.</param>
/// <param name="Activities">The sorts of activity that count; empty only where it is uncounted.</param>
/// <param name="AtLeast">How many occasions are promised, or null where it is uncounted.</param>
/// <param name="Areas">Area codes in which activities count; empty means anywhere.</param>
/// <param name="FirstDay">First day that it holds.</param>
/// <param name="LastDay">Last day that it holds.</param>
/// <param name="MeasureIds">The measures behind it: their activity logs are its progress. Empty is a flaw to be shown.</param>
/// <param name="Assessment">How an office judged an uncounted commitment, or null.</param>
public sealed record CommitmentChanged(
    Guid CommitmentId,
    int Version,
    string Municipality,
    Guid PromiseId,
    string Title,
    IReadOnlyList<string> Parties,
    IReadOnlyList<ActivityKind> Activities,
    int? AtLeast,
    IReadOnlyList<string> Areas,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<Guid> MeasureIds,
    CommitmentAssessment? Assessment);

/// <summary>How an office judged a commitment that cannot be counted.</summary>
/// <param name="Outcome">Kept, partly or not kept.</param>
/// <param name="Office">The office that judged, never a person.</param>
/// <param name="On">Day of the judgement.</param>
public sealed record CommitmentAssessment(CommitmentOutcome Outcome, string Office, DateOnly On);

/// <summary>
/// An activity was logged on a measure or its entry was corrected. Version 1 is the entry. It is output (prestation), never effect.
/// </summary>
/// <param name="ActivityId">Public id of the entry.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MeasureId">The measure that it was a part of.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Party">The party that did it, as a code.</param>
/// <param name="On">The municipality's calendar day on which it began.</param>
/// <param name="Area">Area code, or null where the place is not told.</param>
/// <param name="Occasions">On how many occasions; 0 where the entry was taken back.</param>
/// <param name="Results">What it led to at once, counted by code.</param>
public sealed record ActivityChanged(
    Guid ActivityId,
    int Version,
    string Municipality,
    Guid MeasureId,
    ActivityKind Kind,
    string Party,
    DateOnly On,
    string? Area,
    int Occasions,
    IReadOnlyList<ActivityResult> Results);

/// <summary>What an activity led to at once. Tells of nobody.</summary>
/// <param name="Code">What it led to.</param>
/// <param name="Count">How many times, at least 1.</param>
public sealed record ActivityResult(ActivityResultCode Code, int Count);

/// <summary>What a party does.</summary>
public enum ActivityKind
{
    /// <summary>A guard's round (rondering).</summary>
    Round,

    /// <summary>A patrol (patrullering).</summary>
    Patrol,

    /// <summary>Outreach work among the young (uppsökande fältarbete).</summary>
    OutreachWalk,

    /// <summary>An inspection (tillsyn).</summary>
    Inspection,

    /// <summary>A speed check (hastighetskontroll).</summary>
    SpeedCheck,

    /// <summary>A traffic check (trafikkontroll).</summary>
    TrafficCheck,

    /// <summary>A sobriety check (nykterhetskontroll).</summary>
    SobrietyCheck,

    /// <summary>Supervision of where alcohol is served or sold (alkoholtillsyn).</summary>
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

/// <summary>What an activity led to at once.</summary>
public enum ActivityResultCode
{
    /// <summary>A fine (ordningsbot).</summary>
    Fine,

    /// <summary>A report of a crime (anmälan).</summary>
    CrimeReport,

    /// <summary>Somebody turned away (avvisad eller avlägsnad).</summary>
    TurnedAway,

    /// <summary>A vehicle checked (kontrollerat fordon).</summary>
    VehicleChecked,

    /// <summary>A breath test (utandningsprov).</summary>
    BreathTest,

    /// <summary>Suspected drunk driving (misstänkt rattfylleri).</summary>
    DrunkDriving,

    /// <summary>Drugs seized (narkotikabeslag).</summary>
    DrugSeizure,

    /// <summary>Alcohol poured out (alkohol som hällts ut).</summary>
    AlcoholPouredOut,

    /// <summary>A remark to a permit holder (anmärkning).</summary>
    Remark,

    /// <summary>A fault reported to who mends it (felanmälan).</summary>
    FaultReport,

    /// <summary>A contact or talk (samtal).</summary>
    Contact,

    /// <summary>A participant (deltagare).</summary>
    Participant,
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
}
