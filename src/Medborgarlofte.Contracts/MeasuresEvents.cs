namespace Medborgarlofte.Contracts.Measures;

/// <summary>A citizen promise (medborgarlöfte) exists or has changed. Version 1 is its creation.</summary>
/// <param name="PromiseId">Public id of the promise.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="FirstDay">First day that the promise holds.</param>
/// <param name="LastDay">Last day that the promise holds.</param>
/// <param name="Title">Public title.</param>
/// <param name="Goal">Public wording of what the parties want to achieve.</param>
/// <param name="Owners">The owning parties, as codes such as police:nykoping.</param>
/// <param name="RestsOnCitizenViews">Whether it rests on citizens' views (medborgarnas åsikter).</param>
/// <param name="RestsOnSituationalPicture">Whether it rests on the situational picture (lägesbild).</param>
/// <param name="Sources">What it rests on, source by source; null in older events.</param>
/// <param name="Signatures">The owners' signatures; null in older events.</param>
/// <param name="FollowsPromiseId">The earlier promise that it follows, or null.</param>
public sealed record PromiseChanged(
    Guid PromiseId,
    int Version,
    string Municipality,
    DateOnly FirstDay,
    DateOnly LastDay,
    string Title,
    string Goal,
    IReadOnlyList<string> Owners,
    bool RestsOnCitizenViews,
    bool RestsOnSituationalPicture,
    PromiseSources? Sources = null,
    IReadOnlyList<PromiseSignature>? Signatures = null,
    Guid? FollowsPromiseId = null);

/// <summary>A problem area (problemområde) of a promise exists or has changed. Version 1 is its creation.</summary>
/// <param name="ProblemAreaId">Public id of the problem area.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="PromiseId">The promise that it belongs to.</param>
/// <param name="Order">Its place among the rows of the follow-up, from 1.</param>
/// <param name="Kind">Whether it is a theme or a place.</param>
/// <param name="Name">Public name, e.g. Skadegörelse.</param>
/// <param name="Categories">Category codes that it covers; empty means all.</param>
/// <param name="Areas">Area codes that it covers; empty means all.</param>
/// <param name="Status">Where it stands; chosen where older events say nothing.</param>
/// <param name="ClosedOn">Day on which it was closed, or null.</param>
public sealed record ProblemAreaChanged(
    Guid ProblemAreaId,
    int Version,
    string Municipality,
    Guid PromiseId,
    int Order,
    ProblemAreaKind Kind,
    string Name,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Areas,
    ProblemAreaStatus Status = ProblemAreaStatus.Chosen,
    DateOnly? ClosedOn = null);

/// <summary>Whether a problem area is defined by what happens or by where.</summary>
public enum ProblemAreaKind
{
    /// <summary>A theme: a set of categories.</summary>
    Theme,

    /// <summary>A place: a set of areas.</summary>
    Place,

    /// <summary>Both: a set of categories in a set of areas.</summary>
    ThemeAndPlace,
}

/// <summary>A measure (åtgärd) exists or has changed. Version 1 is its creation.</summary>
/// <param name="MeasureId">Public id of the measure.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="ProblemAreaIds">The problem areas that it answers to.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerParty">The one accountable party, as a code; empty while a proposal has none.</param>
/// <param name="Performers">The parties that carry it out, as codes.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PlannedMonth">First day of the month for which it is planned, or null where no month is known.</param>
/// <param name="StartedOn">Day on which it started, or null.</param>
/// <param name="CompletedOn">Day on which it was completed, or null.</param>
/// <param name="Planned">The date, month or quarter for which it is planned, or null.</param>
/// <param name="Hindrance">What hinders it while it is hindered, otherwise null.</param>
/// <param name="StatusSince">Day of its latest move, or null where it has stood there since it was entered.</param>
/// <param name="Due">The day by which it should have begun, ended or been taken up again, or null where none is set or older events say
/// nothing.</param>
/// <param name="HasIndicator">Whether it is set what will show that it works; null in older events.</param>
/// <param name="HasCause">Whether it goes for a cause of its problem areas; null in older events.</param>
public sealed record MeasureChanged(
    Guid MeasureId,
    int Version,
    string Municipality,
    IReadOnlyList<Guid> ProblemAreaIds,
    string Title,
    string OwnerParty,
    IReadOnlyList<string> Performers,
    MeasureHorizon Horizon,
    MeasureStatus Status,
    DateOnly? PlannedMonth,
    DateOnly? StartedOn,
    DateOnly? CompletedOn,
    PlannedTime? Planned = null,
    MeasureHindrance? Hindrance = null,
    DateOnly? StatusSince = null,
    DateOnly? Due = null,
    bool? HasIndicator = null,
    bool? HasCause = null);

/// <summary>The time that a measure is meant to work over.</summary>
public enum MeasureHorizon
{
    /// <summary>Short term (kortsiktig).</summary>
    ShortTerm,

    /// <summary>Long term (långsiktig).</summary>
    LongTerm,
}

/// <summary>An effect (effekt) was recorded for a problem area or has changed. Version 1 is its creation.</summary>
/// <param name="EffectId">Public id of the effect.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="ProblemAreaId">The problem area in whose row it is shown.</param>
/// <param name="MeasureIds">The measures that it is an effect of; empty means the row as a whole.</param>
/// <param name="FirstDay">First day of the period for which it was recorded.</param>
/// <param name="LastDay">Last day of the period for which it was recorded.</param>
/// <param name="Kind">Observed, judged, not started or hindered.</param>
/// <param name="Observed">The query behind an observed effect, otherwise null.</param>
/// <param name="Judged">The judgement behind a judged effect, otherwise null.</param>
/// <param name="Hindrance">What hindered the measure, otherwise null.</param>
public sealed record EffectChanged(
    Guid EffectId,
    int Version,
    string Municipality,
    Guid ProblemAreaId,
    IReadOnlyList<Guid> MeasureIds,
    DateOnly FirstDay,
    DateOnly LastDay,
    EffectKind Kind,
    ObservedEffect? Observed,
    JudgedEffect? Judged,
    Hindrance? Hindrance);

/// <summary>What sort of ground an effect rests on.</summary>
public enum EffectKind
{
    /// <summary>Observed (iakttagen): a count in the situational picture.</summary>
    Observed,

    /// <summary>Judged (bedömd) by an office, on stated grounds.</summary>
    Judged,

    /// <summary>Not started (ännu inte påbörjat).</summary>
    NotStarted,

    /// <summary>Hindered (hindrad), with reason and period.</summary>
    Hindered,
}

/// <summary>An observed effect: how many cases happened after an event, by the day on which they happened.</summary>
/// <param name="Trigger">What happened on the day.</param>
/// <param name="After">The day; counting starts on the day after it.</param>
/// <param name="Categories">Category codes counted; empty means all.</param>
/// <param name="Areas">Area codes counted; empty means all.</param>
/// <param name="Target">Target code counted, or null for all.</param>
public sealed record ObservedEffect(
    ObservationTrigger Trigger, DateOnly After, IReadOnlyList<string> Categories, IReadOnlyList<string> Areas, string? Target);

/// <summary>The event from which an observed effect is counted. Names nobody.</summary>
public enum ObservationTrigger
{
    /// <summary>The measure started.</summary>
    MeasureStarted,

    /// <summary>The measure was completed.</summary>
    MeasureCompleted,

    /// <summary>One person was apprehended (gripen), suspected and not convicted.</summary>
    PersonApprehended,
}

/// <summary>A judged effect.</summary>
/// <param name="Outcome">What the office judges the effect to be.</param>
/// <param name="Office">The office that judged, never a person.</param>
/// <param name="Grounds">Public wording of what the judgement rests on.</param>
public sealed record JudgedEffect(JudgedOutcome Outcome, string Office, string Grounds);

/// <summary>What an office judges an effect to be.</summary>
public enum JudgedOutcome
{
    /// <summary>A preventive effect (preventiv effekt).</summary>
    Preventive,

    /// <summary>Increased perceived safety (ökad trygghet).</summary>
    IncreasedSafety,

    /// <summary>No effect seen (ingen effekt).</summary>
    None,

    /// <summary>Too early to judge (för tidigt att bedöma).</summary>
    TooEarly,
}

/// <summary>What hindered a measure.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Activity">Which activity could not be held.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day of the hindrance, or null while it goes on.</param>
public sealed record Hindrance(HindranceReason Reason, HinderedActivity Activity, DateOnly From, DateOnly? To);

/// <summary>Why a measure could not be carried out.</summary>
public enum HindranceReason
{
    /// <summary>Restrictions because of a pandemic (restriktioner med anledning av en pandemi).</summary>
    PandemicRestrictions,

    /// <summary>Illness (sjukdom).</summary>
    Illness,

    /// <summary>Lack of staff (personalbrist).</summary>
    Staffing,

    /// <summary>Lack of money (brist på medel).</summary>
    Funding,

    /// <summary>Weather (väder).</summary>
    Weather,
}

/// <summary>Which activity a hindrance stopped.</summary>
public enum HinderedActivity
{
    /// <summary>The measure as a whole.</summary>
    Measure,

    /// <summary>New basic training (grundutbildning) in grannsamverkan.</summary>
    BasicTraining,

    /// <summary>A meeting with residents.</summary>
    ResidentsMeeting,

    /// <summary>Outreach work (uppsökande arbete).</summary>
    Outreach,
}
