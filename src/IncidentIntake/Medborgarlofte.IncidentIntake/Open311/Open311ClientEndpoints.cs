namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>A system that gets a key.</summary>
public sealed record Open311ClientRequest
{
    /// <summary>Name of the system, e.g. "Felanmälan Oxelösund", without names of persons.</summary>
    public string? System { get; init; }

    /// <summary>Rate limit. Default: standard.</summary>
    public Open311RateClass RateClass { get; init; }
}

/// <summary>A system with a key.</summary>
/// <param name="Id">Public id.</param>
/// <param name="System">Name of the system.</param>
/// <param name="RateClass">Rate limit.</param>
/// <param name="CreatedAt">When the key was created.</param>
/// <param name="RevokedAt">When the key was revoked, or null.</param>
public sealed record Open311ClientResponse(
    Guid Id, string System, Open311RateClass RateClass, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>A system with its new key.</summary>
/// <param name="Id">Public id.</param>
/// <param name="System">Name of the system.</param>
/// <param name="RateClass">Rate limit.</param>
/// <param name="CreatedAt">When the key was created.</param>
/// <param name="ApiKey">The key, returned only once.</param>
public sealed record NewOpen311ClientResponse(Guid Id, string System, Open311RateClass RateClass, DateTimeOffset CreatedAt, string ApiKey);

/// <summary>The systems that may send service requests, and their keys.</summary>
internal static class Open311ClientEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/open311-clients", ListAsync).WithName("listOpen311Clients")
            .RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapPost("/open311-clients", CreateAsync).WithName("createOpen311Client")
            .RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapGet("/open311-clients/{id:guid}", GetAsync).WithName("getOpen311Client")
            .RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapPost("/open311-clients/{id:guid}/revocations", RevokeAsync).WithName("revokeOpen311Client")
            .RequireRoles(Roles.Operator | Roles.Coordinator);
    }

    /// <summary>Give a system an Open311 key.</summary>
    /// <remarks>
    /// Creates a key for a system that sends service requests (Open311 has its own API document, /open311/openapi.json). The key is
    /// returned only once and stored as a hash.
    /// </remarks>
    private static async Task<Created<NewOpen311ClientResponse>> CreateAsync(
        string municipality, Open311ClientRequest request, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var errors = new RequestErrors();
        errors.CheckText("system", request.System, Open311Client.MaxSystemLength);
        errors.ThrowIfAny();

        var now = services.Time.GetUtcNow();
        var key = Secret.Create();
        var client = new Open311Client
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            System = request.System!.Trim(),
            KeyHash = Secret.Hash(key),
            RateClass = request.RateClass,
            CreatedAt = now,
            CreatedBy = services.CallerParty,
        };
        services.Db.Open311Clients.Add(client);
        await services.Db.SaveChangesAsync(services.Cancellation);
        services.Http.Response.Headers.CacheControl = "no-store";
        var response = new NewOpen311ClientResponse(client.PublicId, client.System, client.RateClass, now, key);
        return Responses.Created(services.Http, client.PublicId, version: null, response);
    }

    /// <summary>List the Open311 clients.</summary>
    /// <remarks>The systems with a current or revoked key, in the order of creation, without the keys.</remarks>
    private static async Task<PageOf<Open311ClientResponse>> ListAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var clients = await services.Db.Open311Clients.AsNoTracking()
            .Where(client => client.Municipality == municipality)
            .OrderBy(client => client.CreatedAt).ThenBy(client => client.Id)
            .ToPageAsync(paging, services.Cancellation);
        return clients.Select(ToResponse);
    }

    /// <summary>Read an Open311 client.</summary>
    /// <remarks>Name and rate limit of a system, and whether its key is revoked.</remarks>
    private static async Task<Ok<Open311ClientResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToResponse(await FindAsync(municipality, id, db, cancellationToken)));

    /// <summary>Revoke an Open311 key.</summary>
    /// <remarks>
    /// The key is no longer valid, permanently; the system gets a new key as a new client. Revoking a revoked key changes nothing.
    /// </remarks>
    private static async Task<Ok<Open311ClientResponse>> RevokeAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var client = await FindAsync(municipality, id, db, cancellationToken);
        if (client.RevokedAt is null)
        {
            client.RevokedAt = time.GetUtcNow();
            client.RevokedBy = http.User.Party();
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(ToResponse(client));
    }

    private static async Task<Open311Client> FindAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        await db.Open311Clients.SingleOrDefaultAsync(
            client => client.Municipality == municipality && client.PublicId == id, cancellationToken)
        ?? throw new NotFoundException("Open311-klienten");

    private static Open311ClientResponse ToResponse(Open311Client client) =>
        new(client.PublicId, client.System, client.RateClass, client.CreatedAt, client.RevokedAt);
}
