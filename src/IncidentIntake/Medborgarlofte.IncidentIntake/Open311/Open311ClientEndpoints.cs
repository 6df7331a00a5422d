using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>A system that is to get a key.</summary>
public sealed record Open311ClientRequest
{
    /// <summary>Name of the system, e.g. "Felanmälan Oxelösund"; no person.</summary>
    public string? System { get; init; }

    /// <summary>How much it may send; standard unless told.</summary>
    public Open311RateClass RateClass { get; init; }
}

/// <summary>A system with a key.</summary>
/// <param name="Id">Public id.</param>
/// <param name="System">Name of the system.</param>
/// <param name="RateClass">How much it may send.</param>
/// <param name="CreatedAt">When it got its key.</param>
/// <param name="RevokedAt">When the key was revoked, or null.</param>
public sealed record Open311ClientResponse(Guid Id, string System, Open311RateClass RateClass, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>A system that has just got its key.</summary>
/// <param name="Id">Public id.</param>
/// <param name="System">Name of the system.</param>
/// <param name="RateClass">How much it may send.</param>
/// <param name="CreatedAt">When it got its key.</param>
/// <param name="ApiKey">The key; told this once.</param>
public sealed record NewOpen311ClientResponse(Guid Id, string System, Open311RateClass RateClass, DateTimeOffset CreatedAt, string ApiKey);

/// <summary>The systems that may send service requests: created with a key, listed, revoked.</summary>
internal static class Open311ClientEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/open311-clients", ListAsync).WithName("listOpen311Clients").RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapPost("/open311-clients", CreateAsync).WithName("createOpen311Client").RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapGet("/open311-clients/{id:guid}", GetAsync).WithName("getOpen311Client").RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapPost("/open311-clients/{id:guid}/revocations", RevokeAsync).WithName("revokeOpen311Client").RequireRoles(Roles.Operator | Roles.Coordinator);
    }

    /// <summary>Give a system an Open311 key.</summary>
    /// <remarks>A system that is to send service requests (Open311 has a document of its own, /open311/openapi.json). The key is told this once and kept as a hash.</remarks>
    private static async Task<Created<NewOpen311ClientResponse>> CreateAsync(
        string municipality,
        Open311ClientRequest request,
        MunicipalityRulesCache cache,
        IncidentIntakeDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var errors = new RequestErrors();
        errors.CheckText("system", request.System, Open311Client.MaxSystemLength);
        errors.ThrowIfAny();

        var now = time.GetUtcNow();
        var key = Secret.Create();
        var client = new Open311Client
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            System = request.System!.Trim(),
            KeyHash = Secret.Hash(key),
            RateClass = request.RateClass,
            CreatedAt = now,
            CreatedBy = http.User.Party(),
        };
        db.Open311Clients.Add(client);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/api/v1/municipalities/{municipality}/open311-clients/{client.PublicId}",
            new NewOpen311ClientResponse(client.PublicId, client.System, client.RateClass, now, key));
    }

    /// <summary>List the Open311 clients.</summary>
    /// <remarks>The systems that have a key or had one, in the order in which they got it; never the keys.</remarks>
    private static async Task<PageOf<Open311ClientResponse>> ListAsync(
        string municipality, int? page, int? limit, MunicipalityRulesCache cache, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var clients = await db.Open311Clients.AsNoTracking()
            .Where(client => client.Municipality == municipality)
            .OrderBy(client => client.CreatedAt).ThenBy(client => client.Id)
            .ToPageAsync(new Paging(page, limit), cancellationToken);
        return clients.Select(Show);
    }

    /// <summary>Read an Open311 client.</summary>
    /// <remarks>Name and rate of a system, and whether its key still holds.</remarks>
    private static async Task<Ok<Open311ClientResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(Show(await FindAsync(municipality, id, db, cancellationToken)));

    /// <summary>Revoke an Open311 key.</summary>
    /// <remarks>From now on the key does not hold. It stays revoked; its system gets a new one as a new client. Revoking twice changes nothing.</remarks>
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

        return TypedResults.Ok(Show(client));
    }

    private static async Task<Open311Client> FindAsync(string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        await db.Open311Clients.SingleOrDefaultAsync(client => client.Municipality == municipality && client.PublicId == id, cancellationToken)
        ?? throw new NotFoundException("Open311-klienten");

    private static Open311ClientResponse Show(Open311Client client) =>
        new(client.PublicId, client.System, client.RateClass, client.CreatedAt, client.RevokedAt);
}
