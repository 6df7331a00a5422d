using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Web;
using Medborgarlofte.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Measures.Features;

/// <summary>A measure moves on.</summary>
/// <param name="To">Where it stands now.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">What the parties should know about it. Stays within the module.</param>
public sealed record MeasureStatusChangeRequest(MeasureStatus? To, DateOnly? On, string? Note);

/// <summary>Starting and completing measures.</summary>
internal static class ChangeMeasureStatus
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(MeasureEndpoints.Path + "/{id:guid}/status-changes", HandleAsync).WithName("changeMeasureStatus").WithIfMatch().WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Start or complete a measure.</summary>
    /// <remarks>
    /// Moves a measure along its lifecycle: planned, started, completed. A move that is not allowed is a conflict (409) that tells
    /// from, to and allowed.
    /// </remarks>
    private static async Task<Ok<MeasureResponse>> HandleAsync(
        string municipality,
        Guid id,
        MeasureStatusChangeRequest request,
        MeasuresDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        if (measure.OwnerParty != http.User.OnlyParty(Roles.Coordinator | Roles.Police) && !http.User.IsAnyOf(Roles.Coordinator | Roles.Police))
        {
            throw new ForbiddenException("Bara åtgärdens ansvariga part, samordnaren och polisen kan ändra dess status.");
        }

        http.Request.RequireIfMatch(measure.Version);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        var on = errors.Required("on", request.On);
        errors.CheckText("note", request.Note, MeasureStatusChange.NoteLength, required: false);
        errors.NotInFuture("on", request.On, reference.Today(time));
        errors.InOrder("startedOn", measure.StartedOn, "on", request.On);
        errors.ThrowIfAny();

        measure.MoveTo(to, on, request.Note);
        await db.SaveAsync(measure, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, measure, MeasureEndpoints.Show(measure));
    }
}
