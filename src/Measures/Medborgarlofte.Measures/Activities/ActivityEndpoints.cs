using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.Activities;

/// <summary>An activity to log or correct.</summary>
/// <param name="Kind">Kind of activity.</param>
/// <param name="Party">The party that performed it. Default: the caller's.</param>
/// <param name="ExternalId">The party's own number for it, which identifies repeated reports.</param>
/// <param name="StartedAt">Start time. The activity counts for its calendar day. Null for a total.</param>
/// <param name="EndedAt">End time, at most 24 hours later, or null.</param>
/// <param name="Area">Area code, or null if the place is not reported.</param>
/// <param name="Occasions">Number of occasions. Default: 1. A correction to 0 withdraws the entry.</param>
/// <param name="Results">Immediate results, each code once.</param>
/// <param name="From">First day of the period of a total, instead of startedAt: the days of its occasions are not known.</param>
/// <param name="To">Last day of the period of a total.</param>
public sealed record ActivityRequest(
    ActivityKind? Kind,
    string? Party,
    string? ExternalId,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Area,
    int? Occasions,
    IReadOnlyList<ActivityResultRequest>? Results,
    DateOnly? From = null,
    DateOnly? To = null);

/// <summary>An immediate result of an activity.</summary>
/// <param name="Code">Code of the result, one of the municipality's result codes.</param>
/// <param name="Count">Number of times, from 1.</param>
public sealed record ActivityResultRequest(string? Code, int? Count);

/// <summary>An entry in a measure's activity log.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="MeasureId">The measure.</param>
/// <param name="Kind">Kind of activity.</param>
/// <param name="Party">The party that performed it.</param>
/// <param name="ExternalId">The party's own number for it, or null.</param>
/// <param name="StartedAt">Start time, or null for a total.</param>
/// <param name="EndedAt">End time, or null.</param>
/// <param name="On">The calendar day that it counts for, or null for a total.</param>
/// <param name="Area">Area code, or null.</param>
/// <param name="Occasions">Number of occasions; 0 if the entry has been withdrawn.</param>
/// <param name="Results">Immediate results.</param>
/// <param name="From">First day of the period of a total, otherwise null.</param>
/// <param name="To">Last day of the period of a total, otherwise null.</param>
public sealed record ActivityResponse(
    Guid Id,
    int Version,
    Guid MeasureId,
    ActivityKind Kind,
    string Party,
    string? ExternalId,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateOnly? On,
    string? Area,
    int Occasions,
    IReadOnlyList<ActivityResult> Results,
    DateOnly? From,
    DateOnly? To);

/// <summary>The activity log of a measure: the activities of the parties (prestation), not their effects (effekt).</summary>
internal static class ActivityEndpoints
{
    public const string Path = MeasureEndpoints.Path + "/{id:guid}/activities";

    private const string What = "Aktiviteten";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, LogAsync).WithName("logActivity")
            .RequireRoles(Roles.Parties).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listActivities").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{activityId:guid}", GetAsync).WithName("getActivity")
            .RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{activityId:guid}", CorrectAsync).WithName("correctActivity")
            .RequireRoles(Roles.Parties).WithIfMatch();
    }

    /// <summary>The party for which the caller logs: its own, or any party that a coordinator or the police names.</summary>
    /// <exception cref="ForbiddenException">The caller logs for another party.</exception>
    public static string PartyFor(
        string? named, ClaimsPrincipal caller, Measure measure, MunicipalityReference reference, RequestErrors errors)
    {
        var party = named ?? caller.Party();
        if (caller.OnlyParty(Roles.Coordinator | Roles.Police) is { } own && own != party)
        {
            throw new ForbiddenException("En part loggar bara sina egna aktiviteter; samordnaren och polisen kan logga åt andra.");
        }

        var checkedParty = errors.Party("party", party, reference, [measure.OwnerParty, .. measure.Performers]);
        if (reference.Parties.ContainsKey(party) && party != measure.OwnerParty && !measure.Performers.Contains(party))
        {
            errors.Add("party", $"party: {party} varken ansvarar för eller utför åtgärden.");
        }

        return checkedParty;
    }

    /// <summary>Log an activity.</summary>
    /// <remarks>
    /// Logs the work of a party on a measure that it owns or performs: an activity with its start time, or a total of a period (from, to)
    /// whose days are not known. A total counts where its whole period counts, and says nothing about single weeks. The same externalId
    /// with the same report makes no second entry and returns the first (200); with another report it is a conflict (409).
    /// </remarks>
    private static async Task<Results<Created<ActivityResponse>, Ok<ActivityResponse>>> LogAsync(
        string municipality, Guid id, ActivityRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var party = PartyFor(request.Party, http.User, measure, reference, errors);
        errors.CheckIdentifier("externalId", request.ExternalId, Activity.ExternalIdLength, required: false);
        var statement = new ActivityStatement(reference, now);
        var activity = statement.NewFor(measure, party, request.ExternalId);
        statement.Apply(request, activity, leastOccasions: 1, errors);
        errors.ThrowIfAny();

        var logged = await ActivityLog.AddAsync(municipality, party, [activity], now, services);
        return logged.Known is [var known, ..]
            ? Responses.Ok(http, known.Version, ToResponse(known))
            : Responses.Created(http, activity.PublicId, activity.Version, ToResponse(activity));
    }

    /// <summary>List the activities of a measure.</summary>
    /// <remarks>
    /// The latest day first; a total has the last day of its period. A party that only performs the measure sees its own entries.
    /// </remarks>
    private static async Task<Ok<PageOf<ActivityResponse>>> ListAsync(
        string municipality,
        Guid id,
        [AsParameters] Paging paging,
        MeasuresDbContext db,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        var visible = await db.VisibleEntriesAsync<Activity>(municipality, id, caller, cancellationToken);
        var page = await visible.AsNoTracking()
            .OrderByDescending(activity => activity.On ?? activity.To).ThenByDescending(activity => activity.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page.Select(ToResponse));
    }

    /// <summary>Read an activity.</summary>
    /// <remarks>An entry of the measure's log; its ETag is required to correct it.</remarks>
    private static async Task<Ok<ActivityResponse>> GetAsync(
        string municipality, Guid id, Guid activityId, [AsParameters] EndpointServices services)
    {
        var activity = await services.RequireEntryAsync<Activity>(municipality, id, activityId, What);
        return Responses.Ok(services.Http, activity.Version, ToResponse(activity));
    }

    /// <summary>Correct an activity.</summary>
    /// <remarks>
    /// Replaces the entry except party and externalId. With 0 occasions it is withdrawn: it remains but does not count. A total remains a
    /// total.
    /// </remarks>
    private static async Task<Ok<ActivityResponse>> CorrectAsync(
        string municipality, Guid id, Guid activityId, ActivityRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var activity = await services.RequireEntryAsync<Activity>(municipality, id, activityId, What);
        activity.RequireCorrection(http.User, "Bara den part som utförde aktiviteten, samordnaren och polisen kan rätta den.");
        http.Request.RequireIfMatch(activity.Version);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        Unchanged("party", request.Party, activity.Party, errors);
        Unchanged("externalId", request.ExternalId, activity.ExternalId, errors);
        var wasTotal = activity.On is null;
        new ActivityStatement(reference, now).Apply(request, activity, leastOccasions: 0, errors);
        if (!errors.Any && activity.On is null != wasTotal)
        {
            errors.Add(
                wasTotal ? "startedAt" : "from",
                "En summa kan inte bli en aktivitet med tid, eller tvärtom. Ta tillbaka posten (occasions: 0) och logga den på nytt.");
        }

        errors.ThrowIfAny();
        db.Record(activity.PublicId, activity.Changed(), http.User.Party(), now);
        await db.SaveAsync(activity, cancellationToken);
        return Responses.Ok(http, activity.Version, ToResponse(activity));
    }

    private static void Unchanged(string field, string? asked, string? kept, RequestErrors errors)
    {
        if (errors.CheckIdentifier(field, asked, Activity.ExternalIdLength, required: false) && asked is not null && asked != kept)
        {
            errors.Add(field, $"{field} kan inte ändras. Ta tillbaka posten (occasions: 0) och logga den på nytt.");
        }
    }

    private static ActivityResponse ToResponse(Activity activity) => new(
        activity.PublicId, activity.Version, activity.MeasureId, activity.Kind, activity.Party, activity.ExternalId, activity.StartedAt,
        activity.EndedAt, activity.On, activity.Area, activity.Occasions, activity.Results, activity.From,
        activity.To);
}
