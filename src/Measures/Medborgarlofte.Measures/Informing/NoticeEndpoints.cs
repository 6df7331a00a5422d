using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Measures.Informing;

/// <summary>What has been told to whom, and what waits.</summary>
internal static class NoticeEndpoints
{
    public static void Map(RouteGroupBuilder municipality) => municipality.MapGet("/notices", ListAsync).WithName("listNotices").RequireRoles(Roles.Coordinator);

    /// <summary>List the notices about measures.</summary>
    /// <remarks>
    /// One for each recipient and event, the latest first: waiting, sent, failed or stopped, and why. A recipient is a party or a
    /// subscription, never an address.
    /// </remarks>
    private static async Task<Ok<PageOf<NoticeResponse>>> ListAsync(
        string municipality, string? state, [AsParameters] Paging paging, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var wanted = ApiJson.ReadCode<NoticeState>("state", state);
        return TypedResults.Ok(await db.ReadNoticesAsync(municipality, wanted, paging, cancellationToken));
    }
}
