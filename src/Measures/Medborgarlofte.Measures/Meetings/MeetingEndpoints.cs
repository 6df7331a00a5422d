using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Features;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

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
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeMeeting").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Finds a meeting that the caller may see.</summary>
    /// <exception cref="NotFoundException">There is none, or the caller's party has nothing to do with it (404).</exception>
    public static async Task<Meeting> RequireAsync(
        string municipality, Guid id, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken) =>
        await MeetingAccess.VisibleTo(caller, db).SingleOrDefaultAsync(meeting => meeting.Municipality == municipality && meeting.PublicId == id, cancellationToken)
        ?? throw new NotFoundException(What);

    public static async Task<MeetingResponse> ShowAsync(Meeting meeting, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var self = $"/api/v1/municipalities/{meeting.Municipality}{Path}/{meeting.PublicId}";
        return new MeetingResponse(
            meeting.PublicId,
            meeting.Version,
            meeting.On,
            meeting.Status,
            meeting.Parties,
            meeting.Attended,
            meeting.Decisions ?? await db.DecisionsOfAsync(meeting, cancellationToken),
            [.. meeting.StatusChanges.Select(change => new MeetingStatusChangeResponse(change.From, change.To, change.Party, ApiJson.CodeOf(change.Role), change.At))],
            new MeetingLinks(self + "/agenda", self + "/minutes"));
    }

    /// <summary>Call a meeting.</summary>
    /// <remarks>
    /// Plans a meeting of the EST group (EST-möte). Without a day it is the next of the municipality's rhythm; without parties those of
    /// the latest meeting are called.
    /// </remarks>
    private static async Task<Created<MeetingResponse>> CreateAsync(
        string municipality, MeetingRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var next = await ProposeAsync(municipality, db, time, cancellationToken);
        var now = time.GetUtcNow();
        var meeting = new Meeting { PublicId = Guid.CreateVersion7(now), Municipality = municipality, On = next.On, Parties = [] };
        var parties = request.Parties ?? await Latest(municipality, db).Select(latest => latest.Parties).FirstOrDefaultAsync(cancellationToken);
        await ApplyAsync(request with { On = request.On ?? next.On, Parties = parties }, meeting, db, time, cancellationToken);
        db.Add(meeting);
        await db.SaveAsync(meeting, http.User.Party(), now, cancellationToken);
        return Answers.Created(http, meeting, await ShowAsync(meeting, db, cancellationToken));
    }

    /// <summary>List the meetings.</summary>
    /// <remarks>The latest day first. A party sees the meetings that it is called to or took part in.</remarks>
    private static async Task<Ok<PageOf<MeetingListItem>>> ListAsync(
        string municipality, [AsParameters] Paging paging, MeasuresDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var meetings = MeetingAccess.VisibleTo(caller, db)
            .Where(meeting => meeting.Municipality == municipality)
            .OrderByDescending(meeting => meeting.On).ThenByDescending(meeting => meeting.Id);
        return await Answers.PageAsync(
            meetings,
            paging,
            meeting => new MeetingListItem(meeting.PublicId, meeting.Version, meeting.On, meeting.Status, meeting.Parties, meeting.DecisionCount),
            cancellationToken);
    }

    /// <summary>Read which day is next.</summary>
    /// <remarks>The day that the municipality's rhythm gives after the latest meeting: weekly, every second week, or the first and third of that weekday in the month.</remarks>
    private static async Task<Ok<NextMeetingResponse>> NextAsync(
        string municipality, MeasuresDbContext db, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ProposeAsync(municipality, db, time, cancellationToken));

    /// <summary>Read a meeting.</summary>
    /// <remarks>The meeting with what has been decided in it until now, and where its agenda and minutes are.</remarks>
    private static async Task<Ok<MeetingResponse>> GetAsync(
        string municipality, Guid id, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var meeting = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        return Answers.Ok(http, meeting, await ShowAsync(meeting, db, cancellationToken));
    }

    /// <summary>Change a meeting.</summary>
    /// <remarks>Moves a planned meeting to another day or calls other parties. A meeting that is opened, closed or cancelled stays as it is (409).</remarks>
    private static async Task<Ok<MeetingResponse>> ChangeAsync(
        string municipality, Guid id, MeetingRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var meeting = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        http.Request.RequireIfMatch(meeting.Version);
        await ApplyAsync(request, meeting, db, time, cancellationToken);
        if (meeting.Status != MeetingStatus.Planned)
        {
            throw new ConflictException("Bara ett möte som är planerat kan ändras.");
        }

        await db.SaveAsync(meeting, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, meeting, await ShowAsync(meeting, db, cancellationToken));
    }

    private static async Task ApplyAsync(MeetingRequest request, Meeting meeting, MeasuresDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var latest = (await db.RequireMunicipalityAsync(meeting.Municipality, cancellationToken)).Today(time).AddYears(YearsAhead);
        var errors = new RequestErrors();
        meeting.On = errors.Required("on", request.On);
        if (request.On < Earliest || request.On > latest)
        {
            errors.Add("on", $"on ska vara en dag från {Earliest:yyyy-MM-dd} till {latest:yyyy-MM-dd}.");
        }

        meeting.Parties = errors.Parties("parties", request.Parties);
        errors.NotEmpty("parties", request.Parties, "parties saknas: ange de parter som kallas till mötet.");
        errors.ThrowIfAny();
    }

    private static async Task<NextMeetingResponse> ProposeAsync(string municipality, MeasuresDbContext db, TimeProvider time, CancellationToken cancellationToken)
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
