using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>Planning, holding, postponing and cancelling trainings.</summary>
internal static class TrainingEndpoints
{
    public const string Path = "/trainings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, PlanAsync).WithName("planTraining").RequireRoles(Roles.Coordinator | Roles.Police).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listTrainings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getTraining").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPost(Path + "/{id:guid}/status-changes", MoveAsync)
            .WithName("changeTrainingStatus").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Plan a training.</summary>
    /// <remarks>
    /// While a restriction holds on its day a physical training is a conflict (409) that proposes a digital one. Where it replaces a cancelled
    /// training, its seats are offered to all on that one's list, those who had a seat first, as far as the seats go; the rest wait. Contact
    /// persons who have chosen mail are told of seats that are offered to their group.
    /// </remarks>
    private static async Task<Created<TrainingResponse>> PlanAsync(
        string municipality, TrainingRequest request, NeighbourhoodWatchDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var errors = new RequestErrors();
        var training = new Training
        {
            PublicId = Guid.CreateVersion7(time.GetUtcNow()),
            Municipality = municipality,
            Kind = errors.Required("kind", request.Kind),
            Form = errors.Required("form", request.Form),
            StartsAt = errors.Required("startsAt", request.StartsAt),
            Seats = errors.Required("seats", request.Seats),
        };
        errors.InRange("seats", request.Seats, 1, Training.MaxSeats);
        var replaced = await ReplacedAsync(db, municipality, request, errors, cancellationToken);
        errors.ThrowIfAny();
        await RequireUnrestrictedAsync(db, reference, training.Form, training.StartsAt, cancellationToken);
        db.Trainings.Add(training);
        if (replaced is not null)
        {
            await db.TellOfferedAsync(training, training.TakeOver(replaced, time.GetUtcNow()), reference, time.GetUtcNow(), cancellationToken);
        }

        await db.SaveChangedAsync(cancellationToken);
        http.Response.SetETag(training.Version);
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{training.PublicId}", Show(training));
    }

    /// <summary>List the trainings.</summary>
    /// <remarks>The latest start first.</remarks>
    private static async Task<Ok<PageOf<TrainingResponse>>> ListAsync(
        string municipality, [AsParameters] Paging paging, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var trainings = await db.Trainings.AsNoTracking()
            .Where(training => training.Municipality == municipality)
            .OrderByDescending(training => training.StartsAt)
            .ThenByDescending(training => training.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(trainings.Select(Show));
    }

    /// <summary>Read a training.</summary>
    /// <remarks>Time, seats and where it stands; its ETag is needed to move it.</remarks>
    private static async Task<Ok<TrainingResponse>> GetAsync(
        string municipality, Guid id, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken) =>
        Answer(http, await RequireAsync(db, municipality, id, cancellationToken));

    /// <summary>Move a training on.</summary>
    /// <remarks>
    /// Held, postponed or cancelled with a reason, or planned anew: then the new time is offered to all on the list, as far as the seats go;
    /// contact persons who have chosen mail are told. When it is held, the groups with booked seats have been trained on that day. A restriction blocks physical trainings (409).
    /// </remarks>
    private static async Task<Ok<TrainingResponse>> MoveAsync(
        string municipality,
        Guid id,
        TrainingStatusChangeRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var training = await RequireAsync(db, municipality, id, cancellationToken);
        http.Request.RequireIfMatch(training.Version);
        var to = Check(request);
        training.Require(to);
        var now = time.GetUtcNow();
        switch (to)
        {
            case TrainingStatus.Planned:
                await RequireUnrestrictedAsync(db, reference, request.Form ?? training.Form, request.StartsAt!.Value, cancellationToken);
                await db.TellOfferedAsync(training, training.PlanAnew(request.StartsAt.Value, request.Form ?? training.Form), reference, now, cancellationToken);
                break;
            case TrainingStatus.Held:
                await HoldAsync(training, reference, db, http, now, cancellationToken);
                break;
            default:
                db.Record(training.PublicId, training.Stop(to, request.Reason!.Value, reference), http.User.Party(), now);
                break;
        }

        await db.SaveChangedAsync(cancellationToken);
        return Answer(http, training);
    }

    public static async Task<Training> RequireAsync(NeighbourhoodWatchDbContext db, string municipality, Guid id, CancellationToken cancellationToken) =>
        await db.Trainings.SingleOrDefaultAsync(training => training.Municipality == municipality && training.PublicId == id, cancellationToken)
        ?? throw new NotFoundException("Utbildningen");

    private static async Task<Training?> ReplacedAsync(
        NeighbourhoodWatchDbContext db, string municipality, TrainingRequest request, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (request.Replaces is not { } id)
        {
            return null;
        }

        var replaced = await db.Trainings.SingleOrDefaultAsync(training => training.Municipality == municipality && training.PublicId == id, cancellationToken);
        if (replaced is null || (request.Kind is { } kind && kind != replaced.Kind))
        {
            errors.Add("replaces", replaced is null ? "replaces: utbildningen finns inte." : "replaces: utbildningen som ersätts är av ett annat slag.");
        }
        else if (replaced.Status != TrainingStatus.Cancelled)
        {
            throw new ConflictException("Utbildningen är inte inställd: bara en inställd utbildning kan ersättas av en ny.");
        }

        return replaced;
    }

    private static TrainingStatus Check(TrainingStatusChangeRequest request)
    {
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        if ((to is TrainingStatus.Postponed or TrainingStatus.Cancelled) != request.Reason is not null)
        {
            errors.Add("reason", "reason anges när to är postponed eller cancelled, och bara då.");
        }

        if ((to == TrainingStatus.Planned && request.To is not null) != request.StartsAt is not null)
        {
            errors.Add("startsAt", "startsAt anges när to är planned, och bara då.");
        }

        if (request.Form is not null && to != TrainingStatus.Planned)
        {
            errors.Add("form", "form anges bara när to är planned.");
        }

        errors.ThrowIfAny();
        return to;
    }

    private static async Task HoldAsync(
        Training training, MunicipalityReference reference, NeighbourhoodWatchDbContext db, HttpContext http, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (training.StartsAt > now)
        {
            throw new ConflictException("Utbildningen har inte börjat än.");
        }

        await RequireUnrestrictedAsync(db, reference, training.Form, training.StartsAt, cancellationToken);
        db.Record(training.PublicId, training.Hold(reference), http.User.Party(), now);
        var booked = training.Bookings.Where(booking => booking.State == BookingState.Booked).Select(booking => booking.GroupId).ToList();
        foreach (var group in await db.WatchGroups.Where(group => booked.Contains(group.PublicId)).ToListAsync(cancellationToken))
        {
            group.NoteTraining(reference.DayOf(training.StartsAt));
            group.BeginNextVersion();
        }
    }

    // A digital training is never hindered: it is what is proposed instead.
    private static async Task RequireUnrestrictedAsync(
        NeighbourhoodWatchDbContext db, MunicipalityReference reference, TrainingForm form, DateTimeOffset startsAt, CancellationToken cancellationToken)
    {
        var day = reference.DayOf(startsAt);
        if (form == TrainingForm.Digital
            || !await db.Restrictions.AnyAsync(
                restriction => restriction.Municipality == reference.Municipality.Municipality && restriction.From <= day && (restriction.To == null || restriction.To >= day),
                cancellationToken))
        {
            return;
        }

        throw new ProblemException(
            StatusCodes.Status409Conflict,
            "training-restricted",
            "Restriktioner hindrar utbildningen",
            $"Den {day:yyyy-MM-dd} gäller restriktioner: då kan ingen fysisk utbildning hållas. Håll den digitalt (form digital) eller välj en annan dag.")
        {
            Members = { ["proposedForm"] = ApiJson.CodeOf(TrainingForm.Digital) },
        };
    }

    private static Ok<TrainingResponse> Answer(HttpContext http, Training training)
    {
        http.Response.SetETag(training.Version);
        return TypedResults.Ok(Show(training));
    }

    private static TrainingResponse Show(Training training) => new(
        training.PublicId,
        training.Version,
        training.Kind,
        training.Form,
        training.StartsAt,
        training.Seats,
        training.Taken,
        training.Bookings.Count(booking => booking.State == BookingState.Waiting),
        training.Status,
        training.StopReason);
}
