using Medborgarlofte.Events;
using Medborgarlofte.Http.Access;
using Medborgarlofte.ReferenceData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Privacy;

/// <summary>The person of a register extract; at least one detail. The body contains it, so that no URL, log or trace does.</summary>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Phone">Phone number, or null.</param>
/// <param name="Name">First and last name, or null.</param>
/// <param name="Address">Address of the household, or null.</param>
public sealed record RegisterExtractRequest(string? Email, string? Phone, string? Name, string? Address);

/// <summary>A register extract (registerutdrag, GDPR art. 15).</summary>
/// <param name="MadeAt">When the extract was made.</param>
/// <param name="Entries">The entries, grouped by register.</param>
public sealed record RegisterExtractResponse(DateTimeOffset MadeAt, IReadOnlyList<RegisterEntry> Entries);

/// <summary>Register extracts of a module: all its personal data about one person.</summary>
public static class RegisterExtract
{
    /// <summary>Adds a stateless register to a module's extracts.</summary>
    public static IServiceCollection AddPersonRegister<TContext, TRegister>(this IServiceCollection services)
        where TContext : ModuleDbContext
        where TRegister : class, IPersonRegister<TContext> => services.AddSingleton<IPersonRegister<TContext>, TRegister>();

    /// <summary>Maps the endpoint for a module's extracts.</summary>
#pragma warning disable RDG011 // A generic handler is compiled at run time.
    public static void MapRegisterExtract<TContext>(this RouteGroupBuilder municipality, string path, string name)
        where TContext : ModuleDbContext => municipality
            .MapPost(path, RegisterExtractEndpoint<TContext>.MakeAsync).WithName(name).RequireRoles(Roles.DataProtection);
#pragma warning restore RDG011
}

/// <summary>Makes register extracts; a separate type, so that the API document can use the handler's docstring.</summary>
internal static class RegisterExtractEndpoint<TContext>
    where TContext : ModuleDbContext
{
    /// <summary>Make a register extract.</summary>
    /// <remarks>
    /// All stored personal data about one person (registerutdrag, GDPR art. 15), by e-mail address, phone number, name or address. An entry
    /// matches if at least one of the given details matches. The audit log records the extract and the id of each entry, but not the
    /// search details. Verify the identity of the person before making an extract.
    /// </remarks>
    public static async Task<Ok<RegisterExtractResponse>> MakeAsync(
        string municipality, RegisterExtractRequest request, [AsParameters] RegisterExtractServices<TContext> services, HttpContext http)
    {
        var (db, registers, loggers, time, cancellationToken) = services;
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var person = DataSubject.Of(request);
        var entries = new List<RegisterEntry>();
        foreach (var register in registers.OrderBy(register => register.Order))
        {
            entries.AddRange(await register.FindAsync(db, municipality, person, cancellationToken));
        }

        http.AuditExtract(loggers, [.. entries.Select(entry => entry.Id)]);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RegisterExtractResponse(time.GetUtcNow(), entries));
    }
}

/// <summary>Services of the handler.</summary>
internal sealed record RegisterExtractServices<TContext>(
    TContext Db,
    [FromServices] IEnumerable<IPersonRegister<TContext>> Registers,
    ILoggerFactory Loggers,
    TimeProvider Time,
    CancellationToken CancellationToken)
    where TContext : ModuleDbContext;
