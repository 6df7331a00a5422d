using Medborgarlofte.Measures.Measures;
using Medborgarlofte.Measures.ProblemAreas;

namespace Medborgarlofte.Measures.Effects;

/// <summary>An effect with the ground that its kind requires; an effect that is not started has none.</summary>
/// <param name="Kind">Observed, judged, not started or hindered.</param>
/// <param name="FirstDay">First day of the period for which it is recorded.</param>
/// <param name="LastDay">Last day of the period for which it is recorded.</param>
/// <param name="MeasureIds">The measures that it is an effect of; empty means the row as a whole.</param>
/// <param name="Observed">The query behind an observed effect.</param>
/// <param name="Judged">The judgement behind a judged effect.</param>
/// <param name="Hindrance">Hindrance of the measure.</param>
public sealed record EffectRequest(
    EffectKind? Kind,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    IReadOnlyList<Guid>? MeasureIds,
    ObservedRequest? Observed,
    JudgedRequest? Judged,
    HindranceRequest? Hindrance);

/// <summary>The query behind an observed effect.</summary>
/// <param name="Trigger">Event on the day.</param>
/// <param name="After">The day; counting starts on the following day.</param>
/// <param name="Categories">Category codes counted; empty means all.</param>
/// <param name="Areas">Area codes counted; empty means all.</param>
/// <param name="Target">Target code counted; missing means all.</param>
public sealed record ObservedRequest(
    ObservationTrigger? Trigger, DateOnly? After, IReadOnlyList<string>? Categories, IReadOnlyList<string>? Areas, string? Target);

/// <summary>The judgement behind a judged effect.</summary>
/// <param name="Outcome">The office's judgement of the effect.</param>
/// <param name="Office">The office that judged, never a person.</param>
/// <param name="Grounds">Public wording of the grounds of the judgement.</param>
public sealed record JudgedRequest(JudgedOutcome? Outcome, string? Office, string? Grounds);

/// <summary>A hindrance of a measure.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Activity">Activity that could not take place.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day of the hindrance; missing if it is ongoing.</param>
public sealed record HindranceRequest(HindranceReason? Reason, HinderedActivity? Activity, DateOnly? From, DateOnly? To);

/// <summary>An effect.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="ProblemAreaId">The problem area in whose row it is shown.</param>
/// <param name="Kind">Observed, judged, not started or hindered.</param>
/// <param name="FirstDay">First day of the period for which it is recorded.</param>
/// <param name="LastDay">Last day of the period for which it is recorded.</param>
/// <param name="MeasureIds">The measures that it is an effect of; empty means the row as a whole.</param>
/// <param name="Observed">The query behind an observed effect, otherwise null.</param>
/// <param name="Judged">The judgement behind a judged effect, otherwise null.</param>
/// <param name="Hindrance">Hindrance of the measure, otherwise null.</param>
public sealed record EffectResponse(
    Guid Id,
    int Version,
    Guid ProblemAreaId,
    EffectKind Kind,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<Guid> MeasureIds,
    ObservedEffect? Observed,
    JudgedEffect? Judged,
    Hindrance? Hindrance);

/// <summary>Recording and changing the effects in the row of a problem area.</summary>
internal static class EffectEndpoints
{
    private const string Path = "/problem-areas/{id:guid}/effects";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createEffect").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listEffects").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{effectId:guid}", GetAsync).WithName("getEffect")
            .RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{effectId:guid}", ChangeAsync).WithName("changeEffect")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>Record an effect.</summary>
    /// <remarks>
    /// In the row of a problem area: observed (with the query that is counted), judged (with office and grounds), hindered (with the
    /// hindrance) or not started. Only the ground that the kind requires may be given.
    /// </remarks>
    private static async Task<Created<EffectResponse>> CreateAsync(
        string municipality, Guid id, EffectRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        await db.RequireAsync<ProblemArea>(municipality, id, ProblemAreaEndpoints.What, cancellationToken);
        var now = time.GetUtcNow();
        var effect = new Effect { PublicId = Guid.CreateVersion7(now), Municipality = municipality, ProblemAreaId = id, MeasureIds = [] };
        await ApplyAsync(request, effect, reference, reference.Today(time), db, cancellationToken);
        db.Add(effect);
        db.Record(effect.PublicId, effect.ToEvent(), http.User.Party(), now);
        await db.SaveAsync(effect, cancellationToken);
        return Responses.Created(http, effect.PublicId, effect.Version, ToResponse(effect));
    }

    /// <summary>List the effects of a problem area.</summary>
    /// <remarks>By the first day of their period.</remarks>
    private static async Task<Ok<PageOf<EffectResponse>>> ListAsync(
        string municipality, Guid id, [AsParameters] Paging paging, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireAsync<ProblemArea>(municipality, id, ProblemAreaEndpoints.What, cancellationToken);
        var effects = db.Effects
            .Where(effect => effect.ProblemAreaId == id)
            .OrderBy(effect => effect.FirstDay).ThenBy(effect => effect.Id);
        return TypedResults.Ok((await effects.AsNoTracking().ToPageAsync(paging, cancellationToken)).Select(ToResponse));
    }

    /// <summary>Read an effect.</summary>
    /// <remarks>An effect with its ground.</remarks>
    private static async Task<Ok<EffectResponse>> GetAsync(
        string municipality, Guid id, Guid effectId, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var effect = await RequireAsync(municipality, id, effectId, db, cancellationToken);
        return Responses.Ok(http, effect.Version, ToResponse(effect));
    }

    /// <summary>Change an effect.</summary>
    /// <remarks>Replaces the whole effect.</remarks>
    private static async Task<Ok<EffectResponse>> ChangeAsync(
        string municipality,
        Guid id,
        Guid effectId,
        EffectRequest request,
        [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var effect = await RequireAsync(municipality, id, effectId, db, cancellationToken);
        http.Request.RequireIfMatch(effect.Version);
        await ApplyAsync(request, effect, reference, reference.Today(time), db, cancellationToken);
        db.Record(effect.PublicId, effect.Changed(), http.User.Party(), time.GetUtcNow());
        await db.SaveAsync(effect, cancellationToken);
        return Responses.Ok(http, effect.Version, ToResponse(effect));
    }

    private static async Task<Effect> RequireAsync(
        string municipality, Guid problemAreaId, Guid effectId, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var effect = await db.RequireAsync<Effect>(municipality, effectId, "Effekten", cancellationToken);
        return effect.ProblemAreaId == problemAreaId ? effect : throw new NotFoundException("Effekten");
    }

    private static async Task ApplyAsync(
        EffectRequest request,
        Effect effect,
        MunicipalityReference reference,
        DateOnly today,
        MeasuresDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var measures = await db.Measures
            .Where(measure => measure.Municipality == effect.Municipality && measure.ProblemAreaIds.Contains(effect.ProblemAreaId))
            .ExistingAsync(request.MeasureIds, cancellationToken);
        effect.Kind = errors.Required("kind", request.Kind);
        effect.FirstDay = errors.Required("firstDay", request.FirstDay);
        effect.LastDay = errors.Required("lastDay", request.LastDay);
        errors.InOrder("firstDay", request.FirstDay, "lastDay", request.LastDay);
        effect.MeasureIds = errors.Items(
            "measureIds", request.MeasureIds, measures.Contains, id => $"Åtgärden {id} hör inte till problemområdet.");

        RequireGround("observed", request.Observed, EffectKind.Observed, request.Kind, errors);
        RequireGround("judged", request.Judged, EffectKind.Judged, request.Kind, errors);
        RequireGround("hindrance", request.Hindrance, EffectKind.Hindered, request.Kind, errors);
        effect.Observed = request.Observed is null ? null : ObservedOf(request.Observed, request.LastDay, reference, today, errors);
        effect.Judged = request.Judged is null ? null : new JudgedEffect(
            errors.Required("judged.outcome", request.Judged.Outcome),
            errors.Text("judged.office", request.Judged.Office, RequestChecks.OfficeLength),
            errors.Text("judged.grounds", request.Judged.Grounds, Effect.GroundsLength));
        effect.Hindrance = request.Hindrance is null ? null : new Hindrance(
            errors.Required("hindrance.reason", request.Hindrance.Reason),
            errors.Required("hindrance.activity", request.Hindrance.Activity),
            errors.Required("hindrance.from", request.Hindrance.From),
            request.Hindrance.To);
        errors.InOrder("hindrance.from", request.Hindrance?.From, "hindrance.to", request.Hindrance?.To);
        errors.ThrowIfAny();
    }

    private static void RequireGround(string field, object? ground, EffectKind wantedBy, EffectKind? kind, RequestErrors errors)
    {
        if (kind == wantedBy && ground is null)
        {
            errors.Add(field, $"{field} saknas: kind är {ApiJson.CodeOf(wantedBy)}.");
        }
        else if (kind is not null && kind != wantedBy && ground is not null)
        {
            errors.Add(field, $"{field} anges bara när kind är {ApiJson.CodeOf(wantedBy)}.");
        }
    }

    private static ObservedEffect ObservedOf(
        ObservedRequest request, DateOnly? lastDay, MunicipalityReference reference, DateOnly today, RequestErrors errors)
    {
        errors.NotInFuture("observed.after", request.After, today);
        if (request.After >= lastDay)
        {
            // Without a day to count, "no more cases" would always be true.
            errors.Add("observed.after", "observed.after ska ligga före lastDay.");
        }

        var observed = new ObservedEffect(
            errors.Required("observed.trigger", request.Trigger),
            errors.Required("observed.after", request.After),
            errors.Codes("observed.categories", request.Categories, reference.Categories),
            errors.Codes("observed.areas", request.Areas, reference.Areas),
            request.Target);
        var counted = reference.Categories.Values
            .Where(category => observed.Categories is [] || observed.Categories.Contains(category.Category));
        var targets = counted.SelectMany(category => category.Targets.Concat(category.RetiredOptions?.Targets ?? []));
        if (request.Target is { } target && !targets.Any(known => known.Code == target))
        {
            errors.Add("observed.target", $"observed.target: {target} finns inte bland objekten i de kategorier som räknas.");
        }

        return observed;
    }

    private static EffectResponse ToResponse(Effect effect) => new(
        effect.PublicId, effect.Version, effect.ProblemAreaId, effect.Kind, effect.FirstDay, effect.LastDay, effect.MeasureIds,
        effect.Observed, effect.Judged, effect.Hindrance);
}
