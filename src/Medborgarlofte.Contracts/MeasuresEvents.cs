namespace Medborgarlofte.Contracts.Measures;

/// <summary>A citizen promise (medborgarlöfte) was adopted, changed or withdrawn. A draft has no events.</summary>
/// <param name="PromiseId">Public id of the promise.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="FirstDay">First day of the promise.</param>
/// <param name="LastDay">Last day of the promise.</param>
/// <param name="Title">Public title.</param>
/// <param name="Goal">Public text of the goal.</param>
/// <param name="Owners">Codes of the owning parties, e.g. police:nykoping.</param>
/// <param name="RestsOnCitizenViews">Whether the promise is based on citizens' views (medborgarnas åsikter).</param>
/// <param name="RestsOnSituationalPicture">Whether the promise is based on the situational picture (lägesbild).</param>
/// <param name="Sources">Sources of the promise; null in older events.</param>
/// <param name="Signatures">The owners' signatures; null in older events.</param>
/// <param name="FollowsPromiseId">The previous promise, or null.</param>
/// <param name="Status">Adopted or withdrawn; adopted in older events.</param>
/// <param name="AdoptedOn">Day of adoption; null in older events.</param>
/// <param name="Withdrawal">The withdrawal of a withdrawn promise, otherwise null.</param>
public sealed record PromiseChanged(
    Guid PromiseId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    DateOnly FirstDay,
    [property: NotBefore("FirstDay")] DateOnly LastDay,
    string Title,
    string Goal,
    IReadOnlyList<string> Owners,
    bool RestsOnCitizenViews,
    bool RestsOnSituationalPicture,
    PromiseSources? Sources = null,
    IReadOnlyList<PromiseSignature>? Signatures = null,
    Guid? FollowsPromiseId = null,
    PromiseStatus Status = PromiseStatus.Adopted,
    DateOnly? AdoptedOn = null,
    PromiseWithdrawal? Withdrawal = null);

/// <summary>A problem area (problemområde) of a promise was created (version 1) or changed.</summary>
/// <param name="ProblemAreaId">Public id of the problem area.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="PromiseId">The promise that contains the problem area.</param>
/// <param name="Order">Row number in the follow-up, from 1.</param>
/// <param name="Kind">Whether the problem area is a theme, a place or both.</param>
/// <param name="Name">Public name, e.g. Skadegörelse.</param>
/// <param name="Categories">Covered category codes; empty means all.</param>
/// <param name="Areas">Covered area codes; empty means all.</param>
/// <param name="Status">Status; chosen in older events.</param>
/// <param name="ClosedOn">Day of closing, or null.</param>
/// <param name="History">The statuses until now, oldest first; null in older events.</param>
/// <param name="EarlierPromises">The promises that contained the problem area before, oldest first; null if there are none.</param>
public sealed record ProblemAreaChanged(
    Guid ProblemAreaId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    Guid PromiseId,
    int Order,
    ProblemAreaKind Kind,
    string Name,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Areas,
    ProblemAreaStatus Status = ProblemAreaStatus.Chosen,
    DateOnly? ClosedOn = null,
    IReadOnlyList<ProblemAreaStatusSince>? History = null,
    IReadOnlyList<EarlierPromise>? EarlierPromises = null);

/// <summary>A draft of a promise was deleted with the problem areas, measures, effects and commitments that belonged only to it.</summary>
/// <param name="PromiseId">Public id of the draft.</param>
/// <param name="Version">Version of the deletion: 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="ProblemAreaIds">The deleted problem areas.</param>
/// <param name="MeasureIds">The deleted measures.</param>
/// <param name="EffectIds">The deleted effects.</param>
/// <param name="CommitmentIds">The deleted commitments.</param>
public sealed record DraftDeleted(
    Guid PromiseId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    IReadOnlyList<Guid> ProblemAreaIds,
    IReadOnlyList<Guid> MeasureIds,
    IReadOnlyList<Guid> EffectIds,
    IReadOnlyList<Guid> CommitmentIds)
{
    /// <summary>The version of read copies of something deleted: higher than that of any event.</summary>
    public const int DeletedVersion = 1_000_000;
}

/// <summary>Whether a problem area is defined by categories, by areas or by both.</summary>
public enum ProblemAreaKind
{
    /// <summary>A theme: a set of categories.</summary>
    Theme,

    /// <summary>A place: a set of areas.</summary>
    Place,

    /// <summary>Both: a set of categories in a set of areas.</summary>
    ThemeAndPlace,
}

/// <summary>A measure (åtgärd) was created (version 1) or changed.</summary>
/// <param name="MeasureId">Public id of the measure.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="ProblemAreaIds">The problem areas of the measure.</param>
/// <param name="Title">Public title.</param>
/// <param name="OwnerParty">Code of the accountable party; empty for a proposal without one.</param>
/// <param name="Performers">Codes of the performing parties.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Status.</param>
/// <param name="PlannedMonth">First day of the planned month, or null if unknown.</param>
/// <param name="StartedOn">Day of the start, or null.</param>
/// <param name="CompletedOn">Day of completion, or null.</param>
/// <param name="Planned">Planned date, month or quarter, or null.</param>
/// <param name="Hindrance">Hindrance of a hindered measure, otherwise null.</param>
/// <param name="StatusSince">Day of the latest status change, or null if the status has never changed.</param>
/// <param name="Due">Day by which the measure should have started, ended or resumed, or null; null in older events.</param>
/// <param name="HasIndicator">Whether the measure has an indicator; null in older events.</param>
/// <param name="HasCause">Whether the measure addresses a cause of its problem areas; null in older events.</param>
/// <param name="History">The statuses until now, oldest first; null in older events.</param>
/// <param name="EndsOn">Planned last day, or null; null in older events.</param>
/// <param name="EarlierPlans">The planned times before the current one, oldest first; null if there are none.</param>
public sealed record MeasureChanged(
    Guid MeasureId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    IReadOnlyList<Guid> ProblemAreaIds,
    string Title,
    [property: Code] string OwnerParty,
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
    bool? HasCause = null,
    IReadOnlyList<MeasureStatusSince>? History = null,
    DateOnly? EndsOn = null,
    IReadOnlyList<EarlierPlan>? EarlierPlans = null);

/// <summary>Time horizon of a measure.</summary>
public enum MeasureHorizon
{
    /// <summary>Short term (kortsiktig).</summary>
    ShortTerm,

    /// <summary>Long term (långsiktig).</summary>
    LongTerm,
}

/// <summary>An effect (effekt) of a problem area was recorded (version 1) or changed.</summary>
/// <param name="EffectId">Public id of the effect.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="ProblemAreaId">The problem area in whose row the effect appears.</param>
/// <param name="MeasureIds">The measures behind the effect; empty means the whole row.</param>
/// <param name="FirstDay">First day of the period.</param>
/// <param name="LastDay">Last day of the period.</param>
/// <param name="Kind">Observed, judged, not started or hindered.</param>
/// <param name="Observed">The query behind an observed effect, otherwise null.</param>
/// <param name="Judged">The judgement behind a judged effect, otherwise null.</param>
/// <param name="Hindrance">The hindrance, otherwise null.</param>
public sealed record EffectChanged(
    Guid EffectId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    Guid ProblemAreaId,
    IReadOnlyList<Guid> MeasureIds,
    DateOnly FirstDay,
    [property: NotBefore("FirstDay")] DateOnly LastDay,
    EffectKind Kind,
    ObservedEffect? Observed,
    JudgedEffect? Judged,
    Hindrance? Hindrance);

/// <summary>Kind of evidence for an effect.</summary>
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

/// <summary>An observed effect: the number of cases after an event, by day of occurrence.</summary>
/// <param name="Trigger">The event on the day.</param>
/// <param name="After">The day; counting starts on the next day.</param>
/// <param name="Categories">Category codes counted; empty means all.</param>
/// <param name="Areas">Area codes counted; empty means all.</param>
/// <param name="Target">Target code counted, or null for all.</param>
public sealed record ObservedEffect(
    ObservationTrigger Trigger, DateOnly After, IReadOnlyList<string> Categories, IReadOnlyList<string> Areas, string? Target);

/// <summary>The event from which an observed effect is counted. Identifies no person.</summary>
public enum ObservationTrigger
{
    /// <summary>The measure started.</summary>
    MeasureStarted,

    /// <summary>The measure was completed.</summary>
    MeasureCompleted,

    /// <summary>A person was apprehended (gripen): suspected, not convicted.</summary>
    PersonApprehended,
}

/// <summary>A judged effect.</summary>
/// <param name="Outcome">The judged effect.</param>
/// <param name="Office">The judging office, never a person.</param>
/// <param name="Grounds">Public grounds of the judgement.</param>
public sealed record JudgedEffect(JudgedOutcome Outcome, string Office, string Grounds);

/// <summary>Judgement of an effect by an office.</summary>
public enum JudgedOutcome
{
    /// <summary>A preventive effect (preventiv effekt).</summary>
    Preventive,

    /// <summary>Increased perceived safety (ökad trygghet).</summary>
    IncreasedSafety,

    /// <summary>No effect (ingen effekt).</summary>
    None,

    /// <summary>Too early to judge (för tidigt att bedöma).</summary>
    TooEarly,
}

/// <summary>Hindrance of an activity.</summary>
/// <param name="Reason">Reason of the hindrance.</param>
/// <param name="Activity">The hindered activity.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day of the hindrance, or null while it continues.</param>
public sealed record Hindrance(HindranceReason Reason, HinderedActivity Activity, DateOnly From, DateOnly? To);

/// <summary>Reason of a hindrance.</summary>
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

/// <summary>Hindered activity.</summary>
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
