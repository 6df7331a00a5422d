using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>Seats at trainings, and the waiting list.</summary>
internal static class TrainingBookingEndpoints
{
    private const string Path = TrainingEndpoints.Path + "/{id:guid}/bookings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, BookAsync).WithName("bookTraining").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listTrainingBookings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapDelete(Path + "/{bookingId:guid}", ReleaseAsync).WithName("releaseTrainingBooking").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Book seats at a training.</summary>
    /// <remarks>
    /// Where there are not seats enough the group waits. A group that has been offered seats takes them by booking again. A group needs a
    /// contact person for basic training, and basic training for training anew (409).
    /// </remarks>
    private static async Task<Created<TrainingBookingResponse>> BookAsync(
        string municipality,
        Guid id,
        TrainingBookingRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var training = await TrainingEndpoints.RequireAsync(db, municipality, id, cancellationToken);
        var errors = new RequestErrors();
        var groupId = errors.Required("groupId", request.GroupId);
        var seats = errors.Required("seats", request.Seats);
        errors.InRange("seats", request.Seats, 1, TrainingBooking.MaxSeats);
        errors.ThrowIfAny();
        var group = await db.GroupsVisibleTo(http.User, municipality).SingleOrDefaultAsync(found => found.PublicId == groupId, cancellationToken);
        if (group is null)
        {
            errors.Add("groupId", "groupId: gruppen finns inte.");
            errors.ThrowIfAny();
        }

        await RequireReadyAsync(training, group!, db, cancellationToken);
        var booking = training.Bookings.Find(known => known.GroupId == groupId);
        if (booking is { State: BookingState.Offered })
        {
            training.Accept(booking);
        }
        else if (booking is not null)
        {
            throw new ConflictException("Gruppen står redan på listan till den här utbildningen.");
        }

        booking ??= training.Book(groupId, seats, Guid.CreateVersion7(time.GetUtcNow()));
        await db.SaveChangedAsync(cancellationToken);
        return TypedResults.Created(http.Request.Path.Value!.TrimEnd('/'), Show(booking));
    }

    /// <summary>List the bookings of a training.</summary>
    /// <remarks>In the order in which they came; a watch contact sees its own group's.</remarks>
    private static async Task<Ok<PageOf<TrainingBookingResponse>>> ListAsync(
        string municipality, Guid id, [AsParameters] Paging paging, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        paging.Check();
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var training = await TrainingEndpoints.RequireAsync(db, municipality, id, cancellationToken);
        var own = await VisibleAsync(training, db, http, cancellationToken);
        return TypedResults.Ok(new PageOf<TrainingBookingResponse>([.. own.Skip(paging.Skip).Take(paging.Size).Select(Show)], paging.Number, paging.Size, own.Count));
    }

    /// <summary>Give a booking back.</summary>
    /// <remarks>
    /// Its seats are offered to the groups that wait, in the order in which they came; contact persons who have chosen mail are told. While the
    /// training is postponed the seats wait for its new time.
    /// </remarks>
    private static async Task<NoContent> ReleaseAsync(
        string municipality, Guid id, Guid bookingId, NeighbourhoodWatchDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var training = await TrainingEndpoints.RequireAsync(db, municipality, id, cancellationToken);
        var booking = (await VisibleAsync(training, db, http, cancellationToken)).Find(known => known.PublicId == bookingId) ?? throw new NotFoundException("Bokningen");
        RequireOpen(training);
        await db.TellOfferedAsync(training, training.Release(booking), reference, time.GetUtcNow(), cancellationToken);
        await db.SaveChangedAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task RequireReadyAsync(Training training, WatchGroup group, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken)
    {
        RequireOpen(training);
        if (group.Status is WatchGroupStatus.Interest or WatchGroupStatus.Closed)
        {
            throw new ConflictException("Gruppen är inte under bildande: bara en grupp som har bildats kan boka utbildning.");
        }

        var roles = await db.CountRolesAsync(group.PublicId, cancellationToken);
        if (training.Kind == TrainingKind.Basic && !roles.ContainsKey(MemberRole.ContactPerson) && !roles.ContainsKey(MemberRole.MainContactPerson))
        {
            throw new ConflictException("Gruppen har inget kontaktombud än: välj ett innan grundutbildningen bokas.");
        }

        if (training.Kind == TrainingKind.Refresher && group.TrainedOn is null)
        {
            throw new ConflictException("Gruppen har inte gått grundutbildningen: den behövs före en uppföljande utbildning.");
        }
    }

    private static void RequireOpen(Training training)
    {
        if (training.Status is TrainingStatus.Held or TrainingStatus.Cancelled)
        {
            throw new ConflictException("Utbildningen är hållen eller inställd.");
        }
    }

    private static async Task<List<TrainingBooking>> VisibleAsync(Training training, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var bookings = training.Bookings.OrderBy(booking => booking.Id);
        if (http.User.IsAnyOf(Roles.Coordinator | Roles.Police))
        {
            return [.. bookings];
        }

        var own = await db.GroupsVisibleTo(http.User, training.Municipality).Select(group => group.PublicId).ToListAsync(cancellationToken);
        return [.. bookings.Where(booking => own.Contains(booking.GroupId))];
    }

    private static TrainingBookingResponse Show(TrainingBooking booking) => new(booking.PublicId, booking.GroupId, booking.Seats, booking.State);
}
