using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Privacy;

/// <summary>Who a register extract is for; at least one detail. It stands in the body, so that it reaches no address, log or trace.</summary>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Phone">Phone number, or null.</param>
/// <param name="Name">First and last name, or null.</param>
/// <param name="Address">Address of the household, or null.</param>
public sealed record RegisterExtractRequest(string? Email, string? Phone, string? Name, string? Address);

/// <summary>A register extract (registerutdrag, GDPR art. 15).</summary>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Entries">What the registers hold, those that are alike beside each other; empty where they hold nothing.</param>
public sealed record RegisterExtractResponse(DateTimeOffset MadeAt, IReadOnlyList<RegisterEntry> Entries);

/// <summary>Register extracts of a module: everything that its registers hold about one person.</summary>
public static class RegisterExtract
{
    /// <summary>Adds a register to a module's extracts.</summary>
    /// <typeparam name="TContext">The module's context.</typeparam>
    /// <typeparam name="TRegister">What searches it; it holds nothing.</typeparam>
    public static IServiceCollection AddPersonRegister<TContext, TRegister>(this IServiceCollection services)
        where TContext : ModuleDbContext
        where TRegister : class, IPersonRegister<TContext> => services.AddSingleton<IPersonRegister<TContext>, TRegister>();

    /// <summary>Maps the endpoint that makes a module's extracts.</summary>
    /// <typeparam name="TContext">The module's context, with at least one register.</typeparam>
    /// <param name="municipality">The routes of a municipality.</param>
    /// <param name="path">Path below the municipality.</param>
    /// <param name="name">Name of the operation.</param>
#pragma warning disable RDG011 // A generic handler is put together at run time.
    public static void MapRegisterExtract<TContext>(this RouteGroupBuilder municipality, string path, string name)
        where TContext : ModuleDbContext => municipality.MapPost(path, RegisterExtractEndpoint<TContext>.MakeAsync).WithName(name).RequireRoles(Roles.DataProtection);
#pragma warning restore RDG011
}

/// <summary>Makes register extracts; a type of its own, so that the handler's docstring can be found.</summary>
internal static class RegisterExtractEndpoint<TContext>
    where TContext : ModuleDbContext
{
    /// <summary>Make a register extract.</summary>
    /// <remarks>
    /// Everything that is kept here about one person (registerutdrag, GDPR art. 15), by e-mail address, phone number, name or address; each
    /// that is told is looked for. An extract and each thing that it shows is in the audit log, by id; what was looked for is nowhere. Make sure first
    /// that the person who asks is the one that is looked for.
    /// </remarks>
    public static async Task<Ok<RegisterExtractResponse>> MakeAsync(
        string municipality,
        RegisterExtractRequest request,
        TContext db,
        [FromServices] IEnumerable<IPersonRegister<TContext>> registers,
        ILoggerFactory loggers,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (await MunicipalityReference.FindAsync(db, municipality, cancellationToken) is null)
        {
            throw new NotFoundException($"Kommunen {municipality}");
        }

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
