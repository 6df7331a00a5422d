using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Domain;

namespace Medborgarlofte.Measures.Promises;

/// <summary>A promise to enter or change.</summary>
/// <param name="Title">Public title.</param>
/// <param name="Goal">Public wording of the goal.</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="Owners">The owning parties, as codes such as police:nykoping.</param>
/// <param name="RestsOnCitizenViews">Whether it is based on citizens' views, if the sources do not list them.</param>
/// <param name="RestsOnSituationalPicture">Whether it is based on the situational picture, if the sources do not list it.</param>
/// <param name="Sources">Its sources.</param>
/// <param name="Signatures">The owners' signatures.</param>
/// <param name="FollowsPromiseId">The earlier promise that it follows.</param>
public sealed record PromiseRequest(
    string? Title,
    string? Goal,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    IReadOnlyList<string>? Owners,
    bool RestsOnCitizenViews = false,
    bool RestsOnSituationalPicture = false,
    PromiseSourcesRequest? Sources = null,
    IReadOnlyList<PromiseSignatureRequest>? Signatures = null,
    Guid? FollowsPromiseId = null);

/// <summary>The two sources of a promise.</summary>
/// <param name="CitizenViews">Citizens' views.</param>
/// <param name="SituationalPictures">Situational pictures.</param>
public sealed record PromiseSourcesRequest(
    IReadOnlyList<CitizenViewSourceRequest>? CitizenViews, IReadOnlyList<SituationalPictureSourceRequest>? SituationalPictures);

/// <summary>Citizens' views as a source of a promise.</summary>
/// <param name="Channel">Channel; all channels if missing.</param>
/// <param name="Areas">Area codes; empty means all.</param>
/// <param name="FirstDay">First day on which they were received.</param>
/// <param name="LastDay">Last day on which they were received; at most five years are covered.</param>
public sealed record CitizenViewSourceRequest(
    CitizenViewChannel? Channel, IReadOnlyList<string>? Areas, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>A situational picture as a source of a promise.</summary>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day; at most five years are covered.</param>
public sealed record SituationalPictureSourceRequest(DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>An owner's signature.</summary>
/// <param name="Party">The owner, as a code.</param>
/// <param name="Office">The office that signs, e.g. lokalpolisområdeschefen; never a person.</param>
/// <param name="SignedOn">Day of the signature.</param>
public sealed record PromiseSignatureRequest(string? Party, string? Office, DateOnly? SignedOn);

/// <summary>A promise.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Title">Public title.</param>
/// <param name="Goal">Public wording of the goal.</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="Owners">The owning parties.</param>
/// <param name="RestsOnCitizenViews">Whether it is based on citizens' views.</param>
/// <param name="RestsOnSituationalPicture">Whether it is based on the situational picture.</param>
/// <param name="Sources">Its sources, or null.</param>
/// <param name="Signatures">The owners' signatures.</param>
/// <param name="FollowsPromiseId">The earlier promise that it follows, or null.</param>
/// <param name="Status">Draft, adopted or withdrawn.</param>
/// <param name="AdoptedOn">Day of adoption, or null.</param>
/// <param name="Withdrawal">Day and reason of the withdrawal, or null.</param>
/// <param name="Warnings">Requirements of the method that the promise does not meet, in Swedish.</param>
public sealed record PromiseResponse(
    Guid Id,
    int Version,
    string Title,
    string Goal,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<string> Owners,
    bool RestsOnCitizenViews,
    bool RestsOnSituationalPicture,
    PromiseSources? Sources,
    IReadOnlyList<PromiseSignature> Signatures,
    Guid? FollowsPromiseId,
    PromiseStatus Status,
    DateOnly? AdoptedOn,
    PromiseWithdrawal? Withdrawal,
    IReadOnlyList<string> Warnings);

/// <summary>A version of a promise.</summary>
/// <param name="At">When it was changed.</param>
/// <param name="Party">Code of the party that changed it.</param>
/// <param name="Promise">The promise after the change.</param>
public sealed record PromiseVersionResponse(DateTimeOffset At, string Party, PromiseResponse Promise);

/// <summary>Entering and changing promises.</summary>
internal static class PromiseEndpoints
{
    public const string Path = "/promises";
    public const string What = "Löftet";

    private const Roles WorkWithPromise = Roles.Coordinator | Roles.Police | Roles.Steering;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createPromise").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listPromises").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getPromise").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapGet(Path + "/{id:guid}/versions", VersionsAsync).WithName("listPromiseVersions")
            .RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changePromise")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Enter a promise.</summary>
    /// <remarks>
    /// Enters a draft of a citizen promise (medborgarlöfte) with its owners and period. Only those who work with the promise see it until
    /// it is adopted. The warnings are requirements of the method that the promise does not meet.
    /// </remarks>
    private static async Task<Created<PromiseResponse>> CreateAsync(
        string municipality, PromiseRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var promise = Promise.Draft(Guid.CreateVersion7(now), municipality);
        await ApplyAsync(request, promise, reference, reference.Today(time), db, cancellationToken);
        db.Add(promise);
        await db.SaveAsync(promise, cancellationToken);
        return Responses.Created(http, promise.PublicId, promise.Version, ToResponse(promise));
    }

    /// <summary>List the promises.</summary>
    /// <remarks>The promises of a municipality, latest first. Drafts are visible to coordinator, police and steering only.</remarks>
    private static async Task<Ok<PageOf<PromiseResponse>>> ListAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        var seesDrafts = http.User.IsAnyOf(WorkWithPromise);
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var promises = db.Promises
            .Where(promise => promise.Municipality == municipality && (seesDrafts || !promise.IsDraft))
            .OrderByDescending(promise => promise.FirstDay).ThenByDescending(promise => promise.Id);
        return TypedResults.Ok((await promises.AsNoTracking().ToPageAsync(paging, cancellationToken)).Select(ToResponse));
    }

    /// <summary>Read a promise.</summary>
    /// <remarks>Wording, owners, days, sources, signatures and warnings of a promise.</remarks>
    private static async Task<Ok<PromiseResponse>> GetAsync(
        string municipality, Guid id, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var promise = await RequireVisibleAsync(municipality, id, db, http.User, cancellationToken);
        return Responses.Ok(http, promise.Version, ToResponse(promise));
    }

    /// <summary>Change a promise.</summary>
    /// <remarks>Replaces the whole promise. A withdrawn promise cannot be changed (409).</remarks>
    private static async Task<Ok<PromiseResponse>> ChangeAsync(
        string municipality, Guid id, PromiseRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var promise = await db.RequireAsync<Promise>(municipality, id, What, cancellationToken);
        http.Request.RequireIfMatch(promise.Version);
        if (promise.Status == PromiseStatus.Withdrawn)
        {
            throw new ConflictException("Löftet är tillbakadraget och kan inte ändras.");
        }

        await ApplyAsync(request, promise, reference, reference.Today(time), db, cancellationToken);
        var changed = promise.Changed();
        if (!promise.IsDraft)
        {
            db.Record(promise.PublicId, changed, http.User.Party(), time.GetUtcNow());
        }

        await db.SaveAsync(promise, cancellationToken);
        return Responses.Ok(http, promise.Version, ToResponse(promise));
    }

    /// <summary>Read the versions of a promise.</summary>
    /// <remarks>Every change from the adoption on, oldest first: when, by which party, and the promise after it.</remarks>
    // Each event in the event log contains the whole state after the change.
    private static async Task<Ok<IReadOnlyList<PromiseVersionResponse>>> VersionsAsync(
        string municipality, Guid id, MeasuresDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        await RequireVisibleAsync(municipality, id, db, caller, cancellationToken);
        var entries = await db.EventLog.AsNoTracking()
            .Where(entry => entry.Subject == id).OrderBy(entry => entry.Sequence).ToListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<PromiseVersionResponse>>(entries.ConvertAll(entry =>
            new PromiseVersionResponse(
                entry.At, entry.Actor, ToResponse(JsonSerializer.Deserialize<PromiseChanged>(entry.Payload, EventJson.Options)!))));
    }

    private static async Task ApplyAsync(
        PromiseRequest request,
        Promise promise,
        MunicipalityReference reference,
        DateOnly today,
        MeasuresDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        promise.Title = errors.Text("title", request.Title, Promise.TitleLength);
        promise.Goal = errors.Text("goal", request.Goal, Promise.GoalLength);
        promise.FirstDay = errors.Required("firstDay", request.FirstDay);
        promise.LastDay = errors.Required("lastDay", request.LastDay);
        errors.InOrder("firstDay", request.FirstDay, "lastDay", request.LastDay);
        errors.NotEmpty("owners", request.Owners, "owners saknas: ange minst en ägare, helst både polisen och kommunen.");
        promise.Owners = errors.Parties("owners", request.Owners, reference, promise.Owners);
        promise.Sources = errors.SourcesOf(request.Sources, reference, today);
        promise.RestsOnCitizenViews = request.RestsOnCitizenViews || promise.Sources is { CitizenViews: [_, ..] };
        promise.RestsOnSituationalPicture = request.RestsOnSituationalPicture || promise.Sources is { SituationalPictures: [_, ..] };
        promise.Signatures = errors.SignaturesOf(request.Signatures, promise.Owners, reference, today);
        promise.FollowsPromiseId = request.FollowsPromiseId;
        await errors.CheckChainAsync(request.FollowsPromiseId, request.FirstDay, promise, db, cancellationToken);
        errors.ThrowIfAny();
    }

    private static async Task<Promise> RequireVisibleAsync(
        string municipality, Guid id, MeasuresDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        await db.RequireAsync<Promise>(municipality, id, What, cancellationToken) is var promise
            && (!promise.IsDraft || caller.IsAnyOf(WorkWithPromise)) ? promise : throw new NotFoundException(What);

    internal static PromiseResponse ToResponse(Promise promise) => ToResponse(promise.ToEvent());

    private static PromiseResponse ToResponse(PromiseChanged promise) => new(
        promise.PromiseId, promise.Version, promise.Title, promise.Goal, promise.FirstDay, promise.LastDay, promise.Owners,
        promise.RestsOnCitizenViews, promise.RestsOnSituationalPicture, promise.Sources, promise.Signatures ?? [], promise.FollowsPromiseId,
        promise.Status, promise.AdoptedOn, promise.Withdrawal, [.. PromiseWarnings.Of(promise)]);
}
