using System.Globalization;
using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Web;
using Medborgarlofte.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>A measure as its owner states it.</summary>
/// <param name="ProblemAreaIds">The problem areas that it answers to, at least one.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerParty">The one accountable party, as a code.</param>
/// <param name="Performers">The parties that carry it out, as codes.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Where it stands when it is entered, planned unless told. Later it moves by status changes only.</param>
/// <param name="PlannedMonth">Month for which it is planned, e.g. 2021-06.</param>
/// <param name="StartedOn">Day on which it started.</param>
/// <param name="CompletedOn">Day on which it was completed.</param>
public sealed record MeasureRequest(
    IReadOnlyList<Guid>? ProblemAreaIds,
    string? Title,
    string? OwnerParty,
    IReadOnlyList<string>? Performers,
    MeasureHorizon? Horizon,
    MeasureStatus? Status,
    string? PlannedMonth,
    DateOnly? StartedOn,
    DateOnly? CompletedOn);

/// <summary>A measure.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="ProblemAreaIds">The problem areas that it answers to.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerParty">The one accountable party.</param>
/// <param name="Performers">The parties that carry it out.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PlannedMonth">Month for which it is planned, e.g. 2021-06, or null.</param>
/// <param name="StartedOn">Day on which it started, or null.</param>
/// <param name="CompletedOn">Day on which it was completed, or null.</param>
/// <param name="StatusChanges">How it has moved since it was entered, oldest first.</param>
public sealed record MeasureResponse(
    Guid Id,
    int Version,
    IReadOnlyList<Guid> ProblemAreaIds,
    string Title,
    string OwnerParty,
    IReadOnlyList<string> Performers,
    MeasureHorizon Horizon,
    MeasureStatus Status,
    string? PlannedMonth,
    DateOnly? StartedOn,
    DateOnly? CompletedOn,
    IReadOnlyList<MeasureStatusChangeResponse> StatusChanges);

/// <summary>A move in a measure's lifecycle.</summary>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">What the parties should know about it, or null.</param>
public sealed record MeasureStatusChangeResponse(MeasureStatus From, MeasureStatus To, DateOnly On, string? Note);

/// <summary>Entering and changing measures.</summary>
internal static class MeasureEndpoints
{
    public const string Path = "/measures";

    private const string What = "Åtgärden";
    private const string MonthFormat = "yyyy-MM";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createMeasure").WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listMeasures");
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getMeasure").WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeMeasure").WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    public static MeasureResponse Show(Measure measure) => new(
        measure.PublicId,
        measure.Version,
        measure.ProblemAreaIds,
        measure.Title,
        measure.OwnerParty,
        measure.Performers,
        measure.Horizon,
        measure.Status,
        measure.PlannedMonth?.ToString(MonthFormat, CultureInfo.InvariantCulture),
        measure.StartedOn,
        measure.CompletedOn,
        measure.StatusChanges.ConvertAll(change => new MeasureStatusChangeResponse(change.From, change.To, change.On, change.Note)));

    /// <summary>Finds a measure that the caller may see.</summary>
    /// <exception cref="NotFoundException">There is none, or the caller's party neither owns nor performs it (404).</exception>
    public static async Task<Measure> RequireAsync(
        string municipality, Guid id, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken) =>
        await VisibleTo(caller, db).SingleOrDefaultAsync(measure => measure.Municipality == municipality && measure.PublicId == id, cancellationToken)
        ?? throw new NotFoundException(What);

    private static IQueryable<Measure> VisibleTo(ClaimsPrincipal caller, MeasuresDbContext db)
    {
        var party = caller.OnlyParty(Roles.Coordinator | Roles.Police | Roles.Steering);
        return party is null ? db.Measures : db.Measures.Where(measure => measure.OwnerParty == party || measure.Performers.Contains(party));
    }

    /// <summary>Enter a measure.</summary>
    /// <remarks>What a party does about one or more problem areas. It may be entered as already started or completed.</remarks>
    private static async Task<Created<MeasureResponse>> CreateAsync(
        string municipality, MeasureRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var measure = new Measure
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            ProblemAreaIds = [],
            Title = "",
            OwnerParty = "",
            Performers = [],
            Status = errors.Required<MeasureStatus>("status", request.Status ?? MeasureStatus.Planned),
        };
        await ApplyAsync(request, measure, reference.Today(time), errors, db, cancellationToken);
        db.Add(measure);
        await db.SaveAsync(measure, http.User.Party(), now, cancellationToken);
        return Answers.Created(http, measure, Show(measure));
    }

    /// <summary>List the measures.</summary>
    /// <remarks>In the order in which they were entered.</remarks>
    private static async Task<Ok<PageOf<MeasureResponse>>> ListAsync(
        string municipality,
        Guid? problemAreaId,
        string? status,
        [AsParameters] Paging paging,
        MeasuresDbContext db,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measures = VisibleTo(caller, db).Where(measure => measure.Municipality == municipality);
        if (problemAreaId is { } area)
        {
            measures = measures.Where(measure => measure.ProblemAreaIds.Contains(area));
        }

        if (status is not null)
        {
            var wanted = StatusOf(status);
            measures = measures.Where(measure => measure.Status == wanted);
        }

        return await Answers.PageAsync(measures.OrderBy(measure => measure.Id), paging, Show, cancellationToken);
    }

    /// <summary>Read a measure.</summary>
    /// <remarks>The measure with the history of its status.</remarks>
    private static async Task<Ok<MeasureResponse>> GetAsync(
        string municipality, Guid id, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var measure = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        return Answers.Ok(http, measure, Show(measure));
    }

    /// <summary>Change a measure.</summary>
    /// <remarks>
    /// Replaces everything but the status, which moves by status changes. A measure that has an effect in a problem area cannot
    /// leave it (409).
    /// </remarks>
    private static async Task<Ok<MeasureResponse>> ChangeAsync(
        string municipality, Guid id, MeasureRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        http.Request.RequireIfMatch(measure.Version);
        var errors = new RequestErrors();
        if (request.Status is { } status && status != measure.Status)
        {
            errors.Add("status", $"status är {ApiJson.CodeOf(measure.Status)} och ändras med POST till {Path[1..]}/{{id}}/status-changes.");
        }

        var left = measure.ProblemAreaIds.Except(request.ProblemAreaIds ?? []).ToList();
        await ApplyAsync(request, measure, reference.Today(time), errors, db, cancellationToken);
        if (await db.Effects.AnyAsync(effect => left.Contains(effect.ProblemAreaId) && effect.MeasureIds.Contains(id), cancellationToken))
        {
            throw new ConflictException("Åtgärden har en effekt i ett problemområde som den inte längre skulle höra till. Ändra effekten först.");
        }

        await db.SaveAsync(measure, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, measure, Show(measure));
    }

    private static async Task ApplyAsync(
        MeasureRequest request, Measure measure, DateOnly today, RequestErrors errors, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var areas = await db.ProblemAreas
            .Where(area => area.Municipality == measure.Municipality)
            .ExistingAsync(request.ProblemAreaIds, cancellationToken);
        errors.NotEmpty("problemAreaIds", request.ProblemAreaIds, "problemAreaIds saknas: en åtgärd svarar på minst ett problemområde.");
        measure.ProblemAreaIds = errors.Items("problemAreaIds", request.ProblemAreaIds, areas.Contains, id => $"Problemområdet {id} finns inte i kommunen.");
        measure.Title = errors.Text("title", request.Title, Measure.TitleLength);
        measure.OwnerParty = errors.Party("ownerParty", request.OwnerParty);
        measure.Performers = errors.Parties("performers", request.Performers);
        measure.Horizon = errors.Required("horizon", request.Horizon);
        measure.PlannedMonth = MonthOf(request.PlannedMonth, errors);
        measure.StartedOn = DayOf("startedOn", request.StartedOn, measure.Status >= MeasureStatus.Started, measure.Status, today, errors);
        measure.CompletedOn = DayOf("completedOn", request.CompletedOn, measure.Status == MeasureStatus.Completed, measure.Status, today, errors);
        errors.InOrder("startedOn", request.StartedOn, "completedOn", request.CompletedOn);
        errors.ThrowIfAny();
    }

    // The framework's own binding takes Started and 1, and refuses started.
    private static MeasureStatus StatusOf(string code)
    {
        var found = Enum.GetValues<MeasureStatus>().Where(status => ApiJson.CodeOf(status) == code).ToList();
        var errors = new RequestErrors();
        if (found is [])
        {
            errors.Add("status", "status ska vara planned, started eller completed.");
        }

        errors.ThrowIfAny();
        return found[0];
    }

    private static DateOnly? DayOf(string field, DateOnly? day, bool expected, MeasureStatus status, DateOnly today, RequestErrors errors)
    {
        if (expected && day is null)
        {
            errors.Add(field, $"{field} saknas: status är {ApiJson.CodeOf(status)}.");
        }
        else if (!expected && day is not null)
        {
            errors.Add(field, $"{field} kan inte anges när status är {ApiJson.CodeOf(status)}.");
        }

        errors.NotInFuture(field, day, today);
        return day;
    }

    private static DateOnly? MonthOf(string? month, RequestErrors errors)
    {
        if (month is null)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(month, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var firstDay))
        {
            errors.Add("plannedMonth", "plannedMonth ska vara en månad, t.ex. 2021-06.");
        }

        return firstDay;
    }
}
