using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.NeighbourhoodWatch.Observations;

/// <summary>Something that a group has seen, by code and time; its place is the group's area.</summary>
/// <param name="Category">Category code.</param>
/// <param name="OccurredFrom">Earliest time at which it can have happened.</param>
/// <param name="OccurredTo">Latest time at which it can have happened; the earliest where it is left out.</param>
public sealed record ObservationRequest(string? Category, DateTimeOffset? OccurredFrom, DateTimeOffset? OccurredTo);

/// <summary>An observation that was taken in.</summary>
/// <param name="Id">Id of the observation: the external id of the incident that it becomes, from the source neighbourhood-watch.</param>
public sealed record ObservationResponse(Guid Id);

/// <summary>What the groups see goes straight to where incidents are taken in, by event.</summary>
internal static class ObservationEndpoints
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(WatchGroupEndpoints.Path + "/{id:guid}/observations", ReportAsync)
            .WithName("reportWatchGroupObservation").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Report what a group has seen.</summary>
    /// <remarks>
    /// By category, time and the group's area: no words and no exact place. It becomes an incident in quarantine a moment later, which counts
    /// when a party has verified it. What happens now is for 112, and what the police need to know at once for 114 14. A group that is closed reports nothing (409).
    /// </remarks>
    private static async Task<Accepted<ObservationResponse>> ReportAsync(
        string municipality,
        Guid id,
        ObservationRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        if (request.Category is null || !reference.Categories.ContainsKey(request.Category))
        {
            errors.Add("category", request.Category is null ? "category saknas." : "category finns inte i kommunen.");
        }

        var from = errors.Required("occurredFrom", request.OccurredFrom);
        var to = request.OccurredTo ?? from;
        CheckTime("occurredFrom", request.OccurredFrom);
        CheckTime("occurredTo", request.OccurredTo);
        if (to < from)
        {
            errors.Add("occurredTo", "occurredTo ligger före occurredFrom.");
        }

        errors.ThrowIfAny();
        if (group.Status == WatchGroupStatus.Closed)
        {
            throw new ConflictException("Gruppen är avslutad.");
        }

        var observation = new ObservationReported(Guid.CreateVersion7(now), 1, municipality, group.PublicId, group.Area, request.Category!, from, to, now);
        db.Record(observation.ObservationId, observation, http.User.Party(), now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null, new ObservationResponse(observation.ObservationId));

        void CheckTime(string field, DateTimeOffset? told)
        {
            if (told > now || told < Earliest)
            {
                errors.Add(field, told > now ? $"{field} ligger i framtiden." : $"{field} ligger före {Earliest.Year}.");
            }
        }
    }
}
