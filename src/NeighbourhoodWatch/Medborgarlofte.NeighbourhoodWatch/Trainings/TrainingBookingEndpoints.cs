using Medborgarlofte.NeighbourhoodWatch.Groups.Members;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>Seats at trainings, and the waiting list.</summary>
internal static class TrainingBookingEndpoints
{
    private const string Path = TrainingEndpoints.Path + "/{id:guid}/bookings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, BookAsync).WithName("bookTraining")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listTrainingBookings")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapDelete(Path + "/{bookingId:guid}", ReleaseAsync).WithName("releaseTrainingBooking")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Book seats at a training.</summary>
    /// <remarks>
    /// If too few seats are free, the group joins the waiting list. A group with an offer accepts it by booking again. Basic training
    /// requires a contact person, and a refresher requires basic training (409).
    /// </remarks>
    private static async Task<Created<TrainingBookingResponse>> BookAsync(
        string municipality, Guid id, TrainingBookingRequest request, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        await services.RequireAsync<Training>(municipality, id, "Utbildningen");
        var errors = new RequestErrors();
        var groupId = errors.Required("groupId", request.GroupId);
        var seats = errors.Required("seats", request.Seats);
        errors.InRange("seats", request.Seats, 1, TrainingBooking.MaxSeats);
        errors.ThrowIfAny();
        TrainingBooking booking = null!;
        await services.InLockAsync<Training>(
            municipality, id, async () => booking = await BookLockedAsync(services, municipality, id, groupId, seats));
        return Responses.CreatedInList(services.Http, ToResponse(booking));
    }

    private static async Task<TrainingBooking> BookLockedAsync(
        WatchServices services, string municipality, Guid id, Guid groupId, int seats)
    {
        var training = await services.RequireAsync<Training>(municipality, id, "Utbildningen");
        var group = await services.Db.GroupsVisibleTo(services.Caller, municipality)
            .SingleOrDefaultAsync(found => found.PublicId == groupId, services.Cancellation)
            ?? throw RequestErrors.ExceptionFor("groupId", "groupId: gruppen finns inte.");
        await RequireReadyAsync(training, group, services.Db, services.Cancellation);
        var booking = training.Bookings.SingleOrDefault(known => known.GroupId == groupId);
        if (booking is { State: BookingState.Offered })
        {
            training.Accept(booking);
        }
        else if (booking is not null)
        {
            throw new ConflictException("Gruppen står redan på listan till den här utbildningen.");
        }

        booking ??= training.Book(groupId, seats, Guid.CreateVersion7(services.Now));
        await services.Db.SaveChangedAsync(services.Cancellation);
        return booking;
    }

    /// <summary>List the bookings of a training.</summary>
    /// <remarks>In order of booking. Watch contacts see only their own group's booking.</remarks>
    private static async Task<Ok<PageOf<TrainingBookingResponse>>> ListAsync(
        string municipality, Guid id, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        paging.Check();
        await services.RequireMunicipalityAsync(municipality);
        var training = await services.RequireAsync<Training>(municipality, id, "Utbildningen");
        var visible = await FindVisibleAsync(services, training);
        return TypedResults.Ok(new PageOf<TrainingBookingResponse>(
            [.. visible.Skip(paging.Skip).Take(paging.Size).Select(ToResponse)], paging.Number, paging.Size, visible.Count));
    }

    /// <summary>Release a booking.</summary>
    /// <remarks>
    /// The seats are offered to the waiting groups in order of booking; contact persons who chose mail are notified. While the training is
    /// postponed, the seats stay free until it gets a new time.
    /// </remarks>
    private static async Task<NoContent> ReleaseAsync(string municipality, Guid id, Guid bookingId, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        await services.InLockAsync<Training>(
            municipality,
            id,
            async () =>
            {
                var training = await services.RequireAsync<Training>(municipality, id, "Utbildningen");
                var booking = (await FindVisibleAsync(services, training)).Find(known => known.PublicId == bookingId)
                    ?? throw new NotFoundException("Bokningen");
                RequireOpen(training);
                await services.AddOfferNoticesAsync(training, training.Release(booking), reference);
                await services.Db.SaveChangedAsync(services.Cancellation);
            });
        return TypedResults.NoContent();
    }

    private static async Task RequireReadyAsync(
        Training training, WatchGroup group, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken)
    {
        RequireOpen(training);
        if (group.Status is WatchGroupStatus.Interest or WatchGroupStatus.Closed)
        {
            throw new ConflictException("Gruppen är inte under bildande: bara en grupp som har bildats kan boka utbildning.");
        }

        var roles = await db.CountRolesAsync(group.PublicId, cancellationToken);
        var hasContactPerson = roles.ContainsKey(MemberRole.ContactPerson) || roles.ContainsKey(MemberRole.MainContactPerson);
        if (training.Kind == TrainingKind.Basic && !hasContactPerson)
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

    private static async Task<List<TrainingBooking>> FindVisibleAsync(WatchServices services, Training training)
    {
        var bookings = training.Bookings;
        if (services.Caller.IsAnyOf(Roles.Coordinator | Roles.Police))
        {
            return [.. bookings];
        }

        var own = await services.Db.GroupsVisibleTo(services.Caller, training.Municipality)
            .Select(group => group.PublicId)
            .ToListAsync(services.Cancellation);
        return [.. bookings.Where(booking => own.Contains(booking.GroupId))];
    }

    private static TrainingBookingResponse ToResponse(TrainingBooking booking) =>
        new(booking.PublicId, booking.GroupId, booking.Seats, booking.State);
}
