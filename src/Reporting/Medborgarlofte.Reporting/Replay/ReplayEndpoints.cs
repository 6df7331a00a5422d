namespace Medborgarlofte.Reporting.Replay;

/// <summary>The progress of a replay.</summary>
/// <param name="Id">Public id.</param>
/// <param name="StartedAt">When the read models were emptied.</param>
/// <param name="Expected">Number of events that the responding modules have sent.</param>
/// <param name="Received">Number of events that the read models have received.</param>
/// <param name="CompletedAt">When the read models had received all events, or null before then.</param>
public sealed record ReplayProgress(Guid Id, DateTimeOffset StartedAt, long Expected, long Received, DateTimeOffset? CompletedAt);

internal static class ReplayEndpoints
{
    private const string Root = "/api/v1/replays";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Root, StartAsync).WithName("startReplay").RequireRoles(Roles.Operator);
        app.MapGet(Root + "/{id:guid}", ReadAsync).WithName("getReplay").RequireRoles(Roles.Operator);
    }

    /// <summary>Rebuild the read models.</summary>
    /// <remarks>
    /// Empties the lägesbild and the drafts and rebuilds them from the event logs of the other modules. Published follow-ups and replaced
    /// texts remain. The counts are too low until the rebuild is complete.
    /// </remarks>
    private static async Task<Accepted<ReplayProgress>> StartAsync(ReplayStart start, ClaimsPrincipal user)
    {
        // A replay that has begun is completed even if the caller disconnects.
        var run = await start.RunAsync(user.Party(), CancellationToken.None);
        return TypedResults.Accepted($"{Root}/{run.Id}", ToResponse(run));
    }

    /// <summary>Read the progress of a rebuild.</summary>
    /// <remarks>Returns the number of received and expected events. The rebuild is complete when completedAt is set.</remarks>
    private static async Task<Ok<ReplayProgress>> ReadAsync(Guid id, ReportingDbContext db, CancellationToken cancellationToken)
    {
        var run = await db.ReplayRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken)
            ?? throw new NotFoundException("Ombyggnaden");
        return TypedResults.Ok(ToResponse(run));
    }

    private static ReplayProgress ToResponse(ReplayRun run) => new(run.Id, run.StartedAt, run.Expected, run.Received, run.CompletedAt);
}
