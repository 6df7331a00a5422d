namespace Medborgarlofte.Measures.Meetings;

/// <summary>Calling meetings of the EST group.</summary>
internal static class MeetingEndpoints
{
    public const string Path = "/meetings";

    private const string What = "Mötet";
    private const int YearsAhead = 2;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createMeeting").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listMeetings").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/next", NextAsync).WithName("getNextMeeting").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getMeeting").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeMeeting")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Finds a meeting that the caller may see.</summary>
    /// <exception cref="NotFoundException">It does not exist or the caller may not see it (404).</exception>
    public static async Task<Meeting> RequireAsync(
        string municipality, Guid id, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken) =>
        await MeetingAccess.VisibleTo(caller, db)
            .SingleOrDefaultAsync(meeting => meeting.Municipality == municipality && meeting.PublicId == id, cancellationToken)
        ?? throw new NotFoundException(What);

    public static async Task<MeetingResponse> ToResponseAsync(
        Meeting meeting, IMeetingDecisions decisions, HttpRequest request, CancellationToken cancellationToken)
    {
        var self = $"{request.PathBase}/api/v1/municipalities/{meeting.Municipality}{Path}/{meeting.PublicId}";
        return new MeetingResponse(
            meeting.PublicId, meeting.Version, meeting.On, meeting.Status, meeting.Parties, meeting.Attended,
            meeting.Decisions ?? await decisions.OfAsync(meeting, cancellationToken),
            [
                .. meeting.StatusChanges.Select(change =>
                    new MeetingStatusChangeResponse(
                        change.From, change.To, change.Party, ApiJson.CodeOf(change.Role), change.At, change.On))
            ],
            new MeetingLinks(self + "/agenda", self + "/minutes"));
    }

    /// <summary>Call a meeting.</summary>
    /// <remarks>
    /// Plans a meeting of the EST group (EST-möte). Default for the day: the next of the municipality's rhythm. Default for the parties:
    /// those of the latest meeting.
    /// </remarks>
    private static async Task<Created<MeetingResponse>> CreateAsync(
        string municipality, MeetingRequest request, IMeetingDecisions decisions, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var next = await ProposeAsync(municipality, db, time, cancellationToken);
        var now = time.GetUtcNow();
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var latest = await Latest(municipality, db).Select(latest => latest.Parties).FirstOrDefaultAsync(cancellationToken) ?? [];
        var invited = request.Parties ?? latest.FindAll(party => reference.Parties.GetValueOrDefault(party) is not { IsRetired: true });
        var (on, parties) = await ValidateAsync(
            request with { On = request.On ?? next.On, Parties = invited }, municipality, request.Parties is null ? latest : [], services);
        var meeting = new Meeting { PublicId = Guid.CreateVersion7(now), Municipality = municipality, On = on, Parties = parties };
        db.Add(meeting);
        db.Record(meeting.PublicId, meeting.ToEvent(), http.User.Party(), now);
        await db.SaveAsync(meeting, cancellationToken);
        return Responses.Created(
            http, meeting.PublicId, meeting.Version, await ToResponseAsync(meeting, decisions, http.Request, cancellationToken));
    }

    /// <summary>List the meetings.</summary>
    /// <remarks>The latest day first. A party sees the meetings that it is called to or took part in.</remarks>
    private static async Task<Ok<PageOf<MeetingListItem>>> ListAsync(
        string municipality,
        [AsParameters] Paging paging,
        MeasuresDbContext db,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var meetings = MeetingAccess.VisibleTo(caller, db)
            .Where(meeting => meeting.Municipality == municipality)
            .OrderByDescending(meeting => meeting.On).ThenByDescending(meeting => meeting.Id);
        var page = await meetings.AsNoTracking().ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page.Select(meeting =>
            new MeetingListItem(meeting.PublicId, meeting.Version, meeting.On, meeting.Status, meeting.Parties, meeting.DecisionCount)));
    }

    /// <summary>Read the next meeting day.</summary>
    /// <remarks>
    /// The day after the latest meeting by the rhythm of the municipality: weekly, every second week, or the first and third of that
    /// weekday in the month.
    /// </remarks>
    private static async Task<Ok<NextMeetingResponse>> NextAsync(
        string municipality, MeasuresDbContext db, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ProposeAsync(municipality, db, time, cancellationToken));

    /// <summary>Read a meeting.</summary>
    /// <remarks>The meeting with its decisions so far and links to its agenda and minutes.</remarks>
    private static async Task<Ok<MeetingResponse>> GetAsync(
        string municipality, Guid id, IMeetingDecisions decisions, [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        var meeting = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        return Responses.Ok(http, meeting.Version, await ToResponseAsync(meeting, decisions, http.Request, cancellationToken));
    }

    /// <summary>Change a meeting.</summary>
    /// <remarks>Moves a meeting to another day or calls other parties. A meeting that is not planned cannot be changed (409).</remarks>
    private static async Task<Ok<MeetingResponse>> ChangeAsync(
        string municipality, Guid id, MeetingRequest request, IMeetingDecisions decisions, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var meeting = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        http.Request.RequireIfMatch(meeting.Version);
        var (on, parties) = await ValidateAsync(request, municipality, meeting.Parties, services);
        db.Record(meeting.PublicId, meeting.Change(on, parties), http.User.Party(), time.GetUtcNow());
        await db.SaveAsync(meeting, cancellationToken);
        return Responses.Ok(http, meeting.Version, await ToResponseAsync(meeting, decisions, http.Request, cancellationToken));
    }

    private static async Task<(DateOnly On, List<string> Parties)> ValidateAsync(
        MeetingRequest request, string municipality, IReadOnlyList<string> kept, EndpointServices services)
    {
        var reference = await services.Db.RequireMunicipalityAsync(municipality, services.Cancellation);
        var latest = reference.Today(services.Time).AddYears(YearsAhead);
        var errors = new RequestErrors();
        var on = errors.Required("on", request.On);
        if (request.On < Earliest || request.On > latest)
        {
            errors.Add("on", $"on ska vara en dag från {Earliest:yyyy-MM-dd} till {latest:yyyy-MM-dd}.");
        }

        var parties = errors.Parties("parties", request.Parties, reference, kept);
        errors.NotEmpty("parties", request.Parties, "parties saknas: ange de parter som kallas till mötet.");
        errors.ThrowIfAny();
        return (on, parties);
    }

    private static async Task<NextMeetingResponse> ProposeAsync(
        string municipality, MeasuresDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var latest = await Latest(municipality, db).Select(meeting => (DateOnly?)meeting.On).FirstOrDefaultAsync(cancellationToken);
        var rhythm = reference.Municipality.MeetingRhythm;
        return new NextMeetingResponse(rhythm, latest, MeetingDates.Next(rhythm, latest, reference.Today(time)));
    }

    private static IQueryable<Meeting> Latest(string municipality, MeasuresDbContext db) => db.Meetings
        .Where(meeting => meeting.Municipality == municipality && meeting.Status != MeetingStatus.Cancelled)
        .OrderByDescending(meeting => meeting.On).ThenByDescending(meeting => meeting.Id);
}
