using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Features;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.OutcomeEvents;

/// <summary>Something that happened on a measure, told without naming anybody.</summary>
/// <param name="Code">What happened.</param>
/// <param name="On">The day.</param>
/// <param name="Area">Area code, or null where the place is not told.</param>
/// <param name="Count">How many, 1 unless told.</param>
/// <param name="Note">What the parties should know beyond the code, or null. Stays within the module.</param>
/// <param name="Confirmation">For a note that says more than the code: the confirmation that the first try answered with.</param>
public sealed record OutcomeEventRequest(OutcomeCode? Code, DateOnly? On, string? Area, int? Count, string? Note, string? Confirmation);

/// <summary>Something that happened on a measure.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="MeasureId">The measure.</param>
/// <param name="Code">What happened.</param>
/// <param name="Party">The party that told of it.</param>
/// <param name="On">The day.</param>
/// <param name="Area">Area code, or null.</param>
/// <param name="Count">How many.</param>
/// <param name="Note">What the parties should know beyond the code, or null.</param>
public sealed record OutcomeEventResponse(
    Guid Id, int Version, Guid MeasureId, OutcomeCode Code, string Party, DateOnly On, string? Area, int Count, string? Note);

/// <summary>Telling of what happened on a measure.</summary>
internal static class OutcomeEventEndpoints
{
    private const string Path = MeasureEndpoints.Path + "/{id:guid}/outcome-events";
    private const string What = "Händelseutfallet";
    private const int AreaLength = 64;
    private const int ConfirmationLength = 20;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, TellAsync).WithName("tellOutcomeEvent").RequireRoles(Roles.Parties).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listOutcomeEvents").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{outcomeEventId:guid}", GetAsync).WithName("getOutcomeEvent").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{outcomeEventId:guid}", CorrectAsync).WithName("correctOutcomeEvent").RequireRoles(Roles.Parties).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Tell what happened on a measure.</summary>
    /// <remarks>
    /// By code and number, without naming anybody. A note that says more than its code is answered with 409 and a confirmation; sent
    /// again with it the same note is taken.
    /// </remarks>
    private static async Task<Created<OutcomeEventResponse>> TellAsync(
        string municipality, Guid id, OutcomeEventRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        var now = time.GetUtcNow();
        var told = new OutcomeEvent
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            MeasureId = measure.PublicId,
            Party = http.User.Party(),
        };
        Apply(request, told, reference, reference.Today(time));
        db.Add(told);
        await db.SaveAsync(told, http.User.Party(), now, cancellationToken);
        return Answers.Created(http, told, Show(told));
    }

    /// <summary>List what happened on a measure.</summary>
    /// <remarks>The latest day first. A party that only performs the measure sees what it has told itself.</remarks>
    private static async Task<Ok<PageOf<OutcomeEventResponse>>> ListAsync(
        string municipality, Guid id, [AsParameters] Paging paging, MeasuresDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var visible = await VisibleAsync(municipality, id, caller, db, cancellationToken);
        return await Answers.PageAsync(visible.OrderByDescending(told => told.On).ThenByDescending(told => told.Id), paging, Show, cancellationToken);
    }

    /// <summary>Read an outcome event.</summary>
    /// <remarks>Code, day and number of what happened; its ETag is needed to correct it.</remarks>
    private static async Task<Ok<OutcomeEventResponse>> GetAsync(
        string municipality, Guid id, Guid outcomeEventId, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var told = await RequireAsync(municipality, id, outcomeEventId, http.User, db, cancellationToken);
        return Answers.Ok(http, told, Show(told));
    }

    /// <summary>Correct an outcome event.</summary>
    /// <remarks>Replaces the whole of it. A note that says more than its code needs its confirmation here too.</remarks>
    private static async Task<Ok<OutcomeEventResponse>> CorrectAsync(
        string municipality,
        Guid id,
        Guid outcomeEventId,
        OutcomeEventRequest request,
        MeasuresDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var told = await RequireAsync(municipality, id, outcomeEventId, http.User, db, cancellationToken);
        if (http.User.OnlyParty(Roles.Coordinator | Roles.Police) is { } own && own != told.Party)
        {
            throw new ForbiddenException("Bara den part som berättade om det, samordnaren och polisen kan rätta det.");
        }

        http.Request.RequireIfMatch(told.Version);
        Apply(request, told, reference, reference.Today(time));
        await db.SaveAsync(told, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, told, Show(told));
    }

    private static void Apply(OutcomeEventRequest request, OutcomeEvent told, MunicipalityReference reference, DateOnly today)
    {
        var errors = new RequestErrors();
        told.Code = errors.Required("code", request.Code);
        told.On = errors.Required("on", request.On);
        errors.NotInFuture("on", request.On, today);
        if (errors.CheckIdentifier("area", request.Area, AreaLength, required: false) && request.Area is { } area && !reference.Areas.ContainsKey(area))
        {
            errors.Add("area", $"area: {area} finns inte i kommunen.");
        }

        told.Area = string.IsNullOrWhiteSpace(request.Area) ? null : request.Area;
        told.Count = request.Count ?? 1;
        if (told.Count is < 1 or > OutcomeEvent.MaxCount)
        {
            errors.Add("count", $"count ska vara mellan 1 och {OutcomeEvent.MaxCount}.");
        }

        errors.CheckText("note", request.Note, OutcomeEvent.NoteLength, required: false);
        told.Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim();
        errors.CheckIdentifier("confirmation", request.Confirmation, ConfirmationLength, required: false);
        errors.ThrowIfAny();
        IdentificationGuard.Require(told.Code, told.Note, request.Confirmation);
    }

    // The measure's owner sees all that is told of it, a performer what it has told itself.
    private static async Task<IQueryable<OutcomeEvent>> VisibleAsync(
        string municipality, Guid id, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, caller, db, cancellationToken);
        var party = caller.OnlyParty(Roles.Coordinator | Roles.Police | Roles.Steering);
        var told = db.OutcomeEvents.Where(outcome => outcome.Municipality == municipality && outcome.MeasureId == id);
        return party is null || party == measure.OwnerParty ? told : told.Where(outcome => outcome.Party == party);
    }

    private static async Task<OutcomeEvent> RequireAsync(
        string municipality, Guid id, Guid outcomeEventId, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken) =>
        await (await VisibleAsync(municipality, id, caller, db, cancellationToken)).SingleOrDefaultAsync(told => told.PublicId == outcomeEventId, cancellationToken)
        ?? throw new NotFoundException(What);

    private static OutcomeEventResponse Show(OutcomeEvent told) =>
        new(told.PublicId, told.Version, told.MeasureId, told.Code, told.Party, told.On, told.Area, told.Count, told.Note);
}
