using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>An effect with the one ground that its kind asks for; one that is not started has none.</summary>
/// <param name="Kind">Observed, judged, not started or hindered.</param>
/// <param name="FirstDay">First day of the period for which it is recorded.</param>
/// <param name="LastDay">Last day of the period for which it is recorded.</param>
/// <param name="MeasureIds">The measures that it is an effect of; empty means the row as a whole.</param>
/// <param name="Observed">The query behind an observed effect.</param>
/// <param name="Judged">The judgement behind a judged effect.</param>
/// <param name="Hindrance">What hindered the measure.</param>
public sealed record EffectRequest(
    EffectKind? Kind,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    IReadOnlyList<Guid>? MeasureIds,
    ObservedRequest? Observed,
    JudgedRequest? Judged,
    HindranceRequest? Hindrance);

/// <summary>The query behind an observed effect.</summary>
/// <param name="Trigger">What happened on the day.</param>
/// <param name="After">The day; counting starts on the day after it.</param>
/// <param name="Categories">Category codes counted; empty means all.</param>
/// <param name="Areas">Area codes counted; empty means all.</param>
/// <param name="Target">Target code counted; missing means all.</param>
public sealed record ObservedRequest(
    ObservationTrigger? Trigger, DateOnly? After, IReadOnlyList<string>? Categories, IReadOnlyList<string>? Areas, string? Target);

/// <summary>The judgement behind a judged effect.</summary>
/// <param name="Outcome">What the office judges the effect to be.</param>
/// <param name="Office">The office that judged, never a person.</param>
/// <param name="Grounds">Public wording of what the judgement rests on.</param>
public sealed record JudgedRequest(JudgedOutcome? Outcome, string? Office, string? Grounds);

/// <summary>What hindered a measure.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Activity">Which activity could not be held.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day of the hindrance; missing while it goes on.</param>
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
/// <param name="Hindrance">What hindered the measure, otherwise null.</param>
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
        municipality.MapGet(Path + "/{effectId:guid}", GetAsync).WithName("getEffect").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{effectId:guid}", ChangeAsync).WithName("changeEffect").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>Record an effect.</summary>
    /// <remarks>
    /// In the row of a problem area: observed (with the query that is counted), judged (with office and grounds), hindered (with the
    /// hindrance) or not started. Exactly the ground that the kind asks for may be stated.
    /// </remarks>
    private static async Task<Created<EffectResponse>> CreateAsync(
        string municipality, Guid id, EffectRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        await db.RequireAsync<ProblemArea>(municipality, id, ProblemAreaEndpoints.What, cancellationToken);
        var now = time.GetUtcNow();
        var effect = new Effect { PublicId = Guid.CreateVersion7(now), Municipality = municipality, ProblemAreaId = id, MeasureIds = [] };
        await ApplyAsync(request, effect, reference, reference.Today(time), db, cancellationToken);
        db.Add(effect);
        await db.SaveAsync(effect, http.User.Party(), now, cancellationToken);
        return Answers.Created(http, effect, Show(effect));
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
        return await Answers.PageAsync(effects, paging, Show, cancellationToken);
    }

    /// <summary>Read an effect.</summary>
    /// <remarks>An effect with its ground.</remarks>
    private static async Task<Ok<EffectResponse>> GetAsync(
        string municipality, Guid id, Guid effectId, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var effect = await RequireAsync(municipality, id, effectId, db, cancellationToken);
        return Answers.Ok(http, effect, Show(effect));
    }

    /// <summary>Change an effect.</summary>
    /// <remarks>Replaces the whole effect.</remarks>
    private static async Task<Ok<EffectResponse>> ChangeAsync(
        string municipality,
        Guid id,
        Guid effectId,
        EffectRequest request,
        MeasuresDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var effect = await RequireAsync(municipality, id, effectId, db, cancellationToken);
        http.Request.RequireIfMatch(effect.Version);
        await ApplyAsync(request, effect, reference, reference.Today(time), db, cancellationToken);
        await db.SaveAsync(effect, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, effect, Show(effect));
    }

    private static async Task<Effect> RequireAsync(
        string municipality, Guid problemAreaId, Guid effectId, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var effect = await db.RequireAsync<Effect>(municipality, effectId, "Effekten", cancellationToken);
        return effect.ProblemAreaId == problemAreaId ? effect : throw new NotFoundException("Effekten");
    }

    private static async Task ApplyAsync(
        EffectRequest request, Effect effect, MunicipalityReference reference, DateOnly today, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var measures = await db.Measures
            .Where(measure => measure.Municipality == effect.Municipality && measure.ProblemAreaIds.Contains(effect.ProblemAreaId))
            .ExistingAsync(request.MeasureIds, cancellationToken);
        effect.Kind = errors.Required("kind", request.Kind);
        effect.FirstDay = errors.Required("firstDay", request.FirstDay);
        effect.LastDay = errors.Required("lastDay", request.LastDay);
        errors.InOrder("firstDay", request.FirstDay, "lastDay", request.LastDay);
        effect.MeasureIds = errors.Items("measureIds", request.MeasureIds, measures.Contains, id => $"Åtgärden {id} hör inte till problemområdet.");

        RequireGround("observed", request.Observed, EffectKind.Observed, request.Kind, errors);
        RequireGround("judged", request.Judged, EffectKind.Judged, request.Kind, errors);
        RequireGround("hindrance", request.Hindrance, EffectKind.Hindered, request.Kind, errors);
        effect.Observed = request.Observed is null ? null : ObservedOf(request.Observed, request.LastDay, reference, today, errors);
        effect.Judged = request.Judged is null ? null : new JudgedEffect(
            errors.Required("judged.outcome", request.Judged.Outcome),
            errors.Text("judged.office", request.Judged.Office, Effect.OfficeLength),
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
            // With no day left to count in, "no more cases" would be true of anything.
            errors.Add("observed.after", "observed.after ska ligga före lastDay.");
        }

        var observed = new ObservedEffect(
            errors.Required("observed.trigger", request.Trigger),
            errors.Required("observed.after", request.After),
            errors.Codes("observed.categories", request.Categories, reference.Categories),
            errors.Codes("observed.areas", request.Areas, reference.Areas),
            request.Target);
        var counted = reference.Categories.Values.Where(category => observed.Categories is [] || observed.Categories.Contains(category.Category));
        if (request.Target is { } target && !counted.Any(category => category.Targets.Any(known => known.Code == target)))
        {
            errors.Add("observed.target", $"observed.target: {target} finns inte bland objekten i de kategorier som räknas.");
        }

        return observed;
    }

    private static EffectResponse Show(Effect effect) => new(
        effect.PublicId,
        effect.Version,
        effect.ProblemAreaId,
        effect.Kind,
        effect.FirstDay,
        effect.LastDay,
        effect.MeasureIds,
        effect.Observed,
        effect.Judged,
        effect.Hindrance);
}
