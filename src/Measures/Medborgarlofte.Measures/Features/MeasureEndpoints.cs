using System.Globalization;
using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>Entering and changing measures.</summary>
internal static class MeasureEndpoints
{
    public const string Path = "/measures";

    private const string What = "Åtgärden";

    private static readonly MeasureStatus[] EnteredAs =
        [MeasureStatus.Proposed, MeasureStatus.Decided, MeasureStatus.Planned, MeasureStatus.Started, MeasureStatus.Completed];

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createMeasure").RequireRoles(Roles.Parties).WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listMeasures").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getMeasure").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeMeasure").RequireRoles(Roles.Parties).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    public static MeasureResponse Show(Measure measure) => new(
        measure.PublicId,
        measure.Version,
        measure.ProblemAreaIds,
        measure.Title,
        measure.OwnerParty.Length == 0 ? null : measure.OwnerParty,
        measure.Performers,
        measure.Horizon,
        measure.Status,
        measure.PlannedMonth?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        measure.StartedOn,
        measure.CompletedOn,
        measure.StatusChanges.ConvertAll(Show),
        Show(measure.Planned),
        measure.EndsOn,
        measure.DecidedOn,
        measure.CauseIds,
        measure.Approach,
        measure.Decider,
        measure.Baseline,
        measure.NewLevel,
        measure.Indicator,
        measure.CostEstimate,
        measure.Hindrance,
        measure.RegisteredBy);

    public static PlannedTimeResponse? Show(PlannedTime? planned) =>
        planned is null ? null : new PlannedTimeResponse(planned.Precision, planned.Text());

    /// <summary>Finds a measure that the caller may see.</summary>
    /// <exception cref="NotFoundException">There is none, or the caller's party has nothing to do with it (404).</exception>
    public static async Task<Measure> RequireAsync(
        string municipality, Guid id, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken) =>
        await MeasureAccess.VisibleTo(caller, db).SingleOrDefaultAsync(measure => measure.Municipality == municipality && measure.PublicId == id, cancellationToken)
        ?? throw new NotFoundException(What);

    private static MeasureStatusChangeResponse Show(MeasureStatusChange change) => new(
        change.From, change.To, change.On, change.Note, change.Party, change.Role is { } role ? ApiJson.CodeOf(role) : null, change.At, change.Hindrance, change.MeetingId);

    /// <summary>Enter a measure.</summary>
    /// <remarks>What a party does about one or more problem areas. Who may not decide it proposes it; what was decided before is entered as it stands.</remarks>
    private static async Task<Created<MeasureResponse>> CreateAsync(
        string municipality, MeasureRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var decider = request.Decider ?? MeasureDecider.EstGroup;
        var measure = new Measure
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            ProblemAreaIds = [],
            Title = "",
            OwnerParty = "",
            Performers = [],
            Decider = decider,
            RegisteredBy = http.User.Party(),
            Status = StatusFor(request.Status, decider, http.User, errors),
        };
        var hasStarted = measure.Status is MeasureStatus.Started or MeasureStatus.Completed;
        if (hasStarted && string.IsNullOrWhiteSpace(request.Indicator))
        {
            errors.Add("indicator", "indicator saknas: ange vad som ska visa om åtgärden fungerar. Det ska vara bestämt innan den påbörjas.");
        }

        await ApplyAsync(request, measure, hasStarted, reference.Today(time), errors, db, cancellationToken);
        db.Add(measure);
        await db.SaveAsync(measure, http.User.Party(), now, cancellationToken);
        return Answers.Created(http, measure, Show(measure));
    }

    // What was decided before it was entered is entered as it stands, by who may enter the decision.
    private static MeasureStatus StatusFor(MeasureStatus? stated, MeasureDecider decider, ClaimsPrincipal caller, RequestErrors errors)
    {
        var mayDecide = caller.IsAnyOf(MeasureAccess.DecisionRoles(decider));
        var status = stated ?? (mayDecide ? MeasureStatus.Planned : MeasureStatus.Proposed);
        if (!EnteredAs.Contains(status))
        {
            errors.Add("status", $"status kan när åtgärden förs in vara {string.Join(", ", EnteredAs.Select(ApiJson.CodeOf))}.");
        }
        else if (status != MeasureStatus.Proposed)
        {
            MeasureAccess.RequireDecision(caller, decider);
        }

        return status;
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
        var measures = MeasureAccess.VisibleTo(caller, db).Where(measure => measure.Municipality == municipality);
        if (problemAreaId is { } area)
        {
            measures = measures.Where(measure => measure.ProblemAreaIds.Contains(area));
        }

        if (status is not null)
        {
            var wanted = ApiJson.ReadCode<MeasureStatus>("status", status);
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
        MeasureAccess.RequireChange(http.User, measure);
        http.Request.RequireIfMatch(measure.Version);
        MeasureAccess.RequireTerms(http.User, measure, request.OwnerParty, request.Decider);
        var errors = new RequestErrors();
        if (request.Status is { } status && status != measure.Status)
        {
            errors.Add("status", $"status är {ApiJson.CodeOf(measure.Status)} och ändras med POST till {Path[1..]}/{{id}}/status-changes.");
        }

        if (measure is { StartedOn: not null, Indicator: not null } && string.IsNullOrWhiteSpace(request.Indicator))
        {
            errors.Add("indicator", "indicator kan inte tas bort när åtgärden har påbörjats.");
        }

        if (request.Decider is { } decider && decider != measure.Decider)
        {
            if (measure.Status != MeasureStatus.Proposed)
            {
                errors.Add("decider", "decider kan inte ändras när åtgärden är beslutad.");
            }

            measure.Decider = decider;
        }

        var left = measure.ProblemAreaIds.Except(request.ProblemAreaIds ?? []).ToList();
        await ApplyAsync(request, measure, measure.StartedOn is not null, reference.Today(time), errors, db, cancellationToken);
        if (await db.Effects.AnyAsync(effect => left.Contains(effect.ProblemAreaId) && effect.MeasureIds.Contains(id), cancellationToken))
        {
            throw new ConflictException("Åtgärden har en effekt i ett problemområde som den inte längre skulle höra till. Ändra effekten först.");
        }

        await db.SaveAsync(measure, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, measure, Show(measure));
    }

    private static async Task ApplyAsync(
        MeasureRequest request, Measure measure, bool hasStarted, DateOnly today, RequestErrors errors, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var asked = (request.ProblemAreaIds ?? []).Take(RequestChecks.MaxItems).ToList();
        var areas = await db.ProblemAreas.AsNoTracking()
            .Where(area => area.Municipality == measure.Municipality && asked.Contains(area.PublicId))
            .ToListAsync(cancellationToken);
        var areaIds = areas.Select(area => area.PublicId).ToHashSet();
        var causeIds = areas.SelectMany(area => area.Causes).Select(cause => cause.Id).ToHashSet();
        errors.NotEmpty("problemAreaIds", request.ProblemAreaIds, "problemAreaIds saknas: en åtgärd svarar på minst ett problemområde.");
        measure.ProblemAreaIds = errors.Items("problemAreaIds", request.ProblemAreaIds, areaIds.Contains, id => $"Problemområdet {id} finns inte i kommunen.");
        measure.CauseIds = errors.Items("causeIds", request.CauseIds, causeIds.Contains, id => $"Orsaken {id} finns inte i åtgärdens problemområden.");
        measure.Title = errors.Text("title", request.Title, Measure.TitleLength);
        measure.OwnerParty = OwnerOf(request.OwnerParty, measure.Status, errors);
        measure.Performers = errors.Parties("performers", request.Performers);
        measure.Horizon = errors.Required("horizon", request.Horizon);
        measure.Approach = request.Approach;
        measure.Baseline = errors.OptionalText("baseline", request.Baseline, Measure.LevelLength);
        measure.NewLevel = errors.OptionalText("newLevel", request.NewLevel, Measure.LevelLength);
        measure.Indicator = errors.OptionalText("indicator", request.Indicator, Measure.IndicatorLength);
        measure.CostEstimate = errors.Cost("costEstimate", request.CostEstimate);
        measure.Planned = errors.PlannedOf(request.Planned, request.PlannedMonth);
        var isCompleted = measure.Status is MeasureStatus.Completed or MeasureStatus.Evaluated;
        measure.DecidedOn = DecidedOn(request.DecidedOn, measure, today, errors);
        measure.StartedOn = DayOf("startedOn", request.StartedOn, hasStarted, measure.Status, today, errors);
        measure.CompletedOn = DayOf("completedOn", request.CompletedOn, isCompleted, measure.Status, today, errors);
        measure.EndsOn = request.EndsOn;
        errors.InOrder("startedOn", request.StartedOn, "completedOn", request.CompletedOn);
        errors.InOrder("startedOn", request.StartedOn, "endsOn", request.EndsOn);
        if (measure.StartedOn is null && request.EndsOn < measure.Planned?.FirstDay)
        {
            errors.Add("endsOn", "endsOn får inte ligga före den tid som åtgärden planeras till.");
        }

        errors.ThrowIfAny();
    }

    // Nobody answers for a proposal until it is decided.
    private static string OwnerOf(string? party, MeasureStatus status, RequestErrors errors) =>
        status is MeasureStatus.Proposed or MeasureStatus.Declined or MeasureStatus.Cancelled && string.IsNullOrWhiteSpace(party) ? "" : errors.Party("ownerParty", party);

    // The day of a decision stays as it was entered unless another is stated.
    private static DateOnly? DecidedOn(DateOnly? day, Measure measure, DateOnly today, RequestErrors errors)
    {
        if (measure.Status is MeasureStatus.Proposed or MeasureStatus.Declined && day is not null)
        {
            errors.Add("decidedOn", $"decidedOn kan inte anges när status är {ApiJson.CodeOf(measure.Status)}.");
        }

        errors.NotInFuture("decidedOn", day, today);
        return day ?? measure.DecidedOn;
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
}
