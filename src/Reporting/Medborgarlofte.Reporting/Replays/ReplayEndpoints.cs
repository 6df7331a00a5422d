using System.Security.Claims;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Replays;

/// <summary>How far a replay has come.</summary>
/// <param name="Id">Public id.</param>
/// <param name="StartedAt">When the read models were emptied.</param>
/// <param name="Expected">How many events the modules that have answered have sent.</param>
/// <param name="Received">How many of them have been taken in.</param>
/// <param name="CompletedAt">When everything was taken in, or null while it is not.</param>
public sealed record ReplayProgress(Guid Id, DateTimeOffset StartedAt, long Expected, long Received, DateTimeOffset? CompletedAt);

internal static class ReplayEndpoints
{
    private const string Root = "/api/v1/replays";

    public static void MapReplays(this IEndpointRouteBuilder app)
    {
        app.MapPost(Root, StartAsync).WithName("startReplay").RequireRoles(Roles.Operator);
        app.MapGet(Root + "/{id:guid}", ReadAsync).WithName("getReplay").RequireRoles(Roles.Operator);
    }

    /// <summary>Rebuild the read models.</summary>
    /// <remarks>
    /// Empties the lägesbild and the drafts and builds them anew from the event logs of the other modules; published follow-ups and
    /// replaced texts stay. Until it is complete the counts are too low.
    /// </remarks>
    private static async Task<Accepted<ReplayProgress>> StartAsync(StartReplay start, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var run = await start.RunAsync(user.Party(), cancellationToken);
        return TypedResults.Accepted($"{Root}/{run.Id}", Progress(run));
    }

    /// <summary>Read the progress of a rebuild.</summary>
    /// <remarks>How many events have come, of how many. It is complete when completedAt is set.</remarks>
    private static async Task<Ok<ReplayProgress>> ReadAsync(Guid id, ReportingDbContext db, CancellationToken cancellationToken)
    {
        var run = await db.ReplayRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken)
            ?? throw new NotFoundException("Ombyggnaden");
        return TypedResults.Ok(Progress(run));
    }

    private static ReplayProgress Progress(ReplayRun run) => new(run.Id, run.StartedAt, run.Expected, run.Received, run.CompletedAt);
}
