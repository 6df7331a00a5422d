using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Features;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Activities;

/// <summary>An activity as the party that did it reports it.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Party">The party that did it; the caller's own unless told.</param>
/// <param name="ExternalId">The party's own number for it: the same report again makes no second entry.</param>
/// <param name="StartedAt">When it began; its calendar day is the one that it counts for.</param>
/// <param name="EndedAt">When it ended, at most 24 hours later, or null.</param>
/// <param name="Area">Area code, or null where the place is not told.</param>
/// <param name="Occasions">On how many occasions, 1 unless told. A correction to 0 takes the entry back.</param>
/// <param name="Results">What it led to at once, each code once.</param>
public sealed record ActivityRequest(
    ActivityKind? Kind,
    string? Party,
    string? ExternalId,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Area,
    int? Occasions,
    IReadOnlyList<ActivityResultRequest>? Results);

/// <summary>What an activity led to at once.</summary>
/// <param name="Code">What it led to.</param>
/// <param name="Count">How many times, from 1.</param>
public sealed record ActivityResultRequest(ActivityResultCode? Code, int? Count);

/// <summary>An entry in a measure's activity log.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="MeasureId">The measure.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Party">The party that did it.</param>
/// <param name="ExternalId">The party's own number for it, or null.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="On">The calendar day that it counts for.</param>
/// <param name="Area">Area code, or null.</param>
/// <param name="Occasions">On how many occasions; 0 where the entry was taken back.</param>
/// <param name="Results">What it led to at once.</param>
public sealed record ActivityResponse(
    Guid Id,
    int Version,
    Guid MeasureId,
    ActivityKind Kind,
    string Party,
    string? ExternalId,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateOnly On,
    string? Area,
    int Occasions,
    IReadOnlyList<ActivityResult> Results);

/// <summary>The activity log of a measure: what the parties have done (prestation), never what came of it (effekt).</summary>
internal static class ActivityEndpoints
{
    public const string Path = MeasureEndpoints.Path + "/{id:guid}/activities";

    private const string What = "Aktiviteten";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, LogAsync).WithName("logActivity").RequireRoles(Roles.Parties).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listActivities").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{activityId:guid}", GetAsync).WithName("getActivity").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{activityId:guid}", CorrectAsync).WithName("correctActivity").RequireRoles(Roles.Parties).WithIfMatch();
    }

    /// <summary>The party that a caller logs for: its own, or the one that a coordinator or the police names.</summary>
    /// <exception cref="ForbiddenException">A party logs for another.</exception>
    public static string PartyFor(string? named, ClaimsPrincipal caller, Measure measure, RequestErrors errors)
    {
        var party = named ?? caller.Party();
        if (caller.OnlyParty(Roles.Coordinator | Roles.Police) is { } own && own != party)
        {
            throw new ForbiddenException("En part loggar bara sina egna aktiviteter; samordnaren och polisen kan logga åt andra.");
        }

        if (errors.Party("party", party) is var checkedParty && PartyCode.IsValid(party) && party != measure.OwnerParty && !measure.Performers.Contains(party))
        {
            errors.Add("party", $"party: {party} varken ansvarar för eller utför åtgärden.");
        }

        return checkedParty;
    }

    /// <summary>Log an activity.</summary>
    /// <remarks>
    /// What a party has done on a measure that it owns or performs. The same externalId with the same report makes no second entry and
    /// answers with the first (200); with another report it is a conflict (409).
    /// </remarks>
    private static async Task<Results<Created<ActivityResponse>, Ok<ActivityResponse>>> LogAsync(
        string municipality, Guid id, ActivityRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var party = PartyFor(request.Party, http.User, measure, errors);
        errors.CheckIdentifier("externalId", request.ExternalId, Activity.ExternalIdLength, required: false);
        var activity = ActivityStatement.NewFor(measure, party, request.ExternalId, now);
        new ActivityStatement(reference, now).Apply(request, activity, leastOccasions: 1, errors);
        errors.ThrowIfAny();

        var logged = await ActivityLog.AddAsync(db, municipality, party, [activity], http.User.Party(), now, cancellationToken);
        var entry = logged.Known.Count > 0 ? logged.Known[0] : activity;
        return logged.Known.Count > 0 ? Answers.Ok(http, entry, Show(entry)) : Answers.Created(http, entry, Show(entry));
    }

    /// <summary>List the activities of a measure.</summary>
    /// <remarks>The latest day first. A party that only performs the measure sees its own entries.</remarks>
    private static async Task<Ok<PageOf<ActivityResponse>>> ListAsync(
        string municipality, Guid id, [AsParameters] Paging paging, MeasuresDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var visible = await VisibleAsync(municipality, id, caller, db, cancellationToken);
        return await Answers.PageAsync(visible.OrderByDescending(activity => activity.On).ThenByDescending(activity => activity.Id), paging, Show, cancellationToken);
    }

    /// <summary>Read an activity.</summary>
    /// <remarks>One entry of the measure's log as it is now; its ETag is needed to correct it.</remarks>
    private static async Task<Ok<ActivityResponse>> GetAsync(
        string municipality, Guid id, Guid activityId, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var activity = await RequireAsync(municipality, id, activityId, http.User, db, cancellationToken);
        return Answers.Ok(http, activity, Show(activity));
    }

    /// <summary>Correct an activity.</summary>
    /// <remarks>Replaces the whole entry but party and externalId. With 0 occasions it is taken back: it stays, and counts for nothing.</remarks>
    private static async Task<Ok<ActivityResponse>> CorrectAsync(
        string municipality,
        Guid id,
        Guid activityId,
        ActivityRequest request,
        MeasuresDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var activity = await RequireAsync(municipality, id, activityId, http.User, db, cancellationToken);
        if (http.User.OnlyParty(Roles.Coordinator | Roles.Police) is { } own && own != activity.Party)
        {
            throw new ForbiddenException("Bara den part som utförde aktiviteten, samordnaren och polisen kan rätta den.");
        }

        http.Request.RequireIfMatch(activity.Version);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        Unchanged("party", request.Party, activity.Party, errors);
        Unchanged("externalId", request.ExternalId, activity.ExternalId, errors);
        new ActivityStatement(reference, now).Apply(request, activity, leastOccasions: 0, errors);
        errors.ThrowIfAny();
        await db.SaveAsync(activity, http.User.Party(), now, cancellationToken);
        return Answers.Ok(http, activity, Show(activity));
    }

    private static void Unchanged(string field, string? asked, string? kept, RequestErrors errors)
    {
        if (errors.CheckIdentifier(field, asked, Activity.ExternalIdLength, required: false) && asked is not null && asked != kept)
        {
            errors.Add(field, $"{field} kan inte ändras. Ta tillbaka posten (occasions: 0) och logga den på nytt.");
        }
    }

    // The measure's owner sees all that is done on it, a performer what it has done itself.
    private static async Task<IQueryable<Activity>> VisibleAsync(
        string municipality, Guid id, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, caller, db, cancellationToken);
        var party = caller.OnlyParty(Roles.Coordinator | Roles.Police | Roles.Steering);
        var logged = db.Activities.Where(activity => activity.Municipality == municipality && activity.MeasureId == id);
        return party is null || party == measure.OwnerParty ? logged : logged.Where(activity => activity.Party == party);
    }

    private static async Task<Activity> RequireAsync(
        string municipality, Guid id, Guid activityId, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken) =>
        await (await VisibleAsync(municipality, id, caller, db, cancellationToken)).SingleOrDefaultAsync(activity => activity.PublicId == activityId, cancellationToken)
        ?? throw new NotFoundException(What);

    private static ActivityResponse Show(Activity activity) => new(
        activity.PublicId,
        activity.Version,
        activity.MeasureId,
        activity.Kind,
        activity.Party,
        activity.ExternalId,
        activity.StartedAt,
        activity.EndedAt,
        activity.On,
        activity.Area,
        activity.Occasions,
        activity.Results);
}
