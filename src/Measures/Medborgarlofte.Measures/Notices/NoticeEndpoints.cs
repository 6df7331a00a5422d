namespace Medborgarlofte.Measures.Notices;

/// <summary>The notices that have been sent or wait.</summary>
internal static class NoticeEndpoints
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapGet("/notices", ListAsync).WithName("listNotices").RequireRoles(Roles.Coordinator);

    /// <summary>List the notices about measures.</summary>
    /// <remarks>
    /// One for each recipient and event, latest first, with state (waiting, sent, failed or stopped) and failure. A recipient is a party
    /// or a subscription, never an address.
    /// </remarks>
    private static async Task<Ok<PageOf<NoticeResponse>>> ListAsync(
        string municipality, string? state, [AsParameters] Paging paging, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var wanted = ApiJson.ReadCode<NoticeState>("state", state);
        return TypedResults.Ok(await db.ReadNoticesAsync(municipality, wanted, paging, cancellationToken));
    }
}
