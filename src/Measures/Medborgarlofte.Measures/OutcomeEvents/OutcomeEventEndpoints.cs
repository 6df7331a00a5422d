using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.OutcomeEvents;

/// <summary>An outcome event of a measure to report, without naming anybody.</summary>
/// <param name="Code">Code of the outcome.</param>
/// <param name="On">The day.</param>
/// <param name="Area">Area code, or null if the place is not reported.</param>
/// <param name="Count">How many. Default: 1.</param>
/// <param name="Note">Note for the parties beyond the code, or null. Stays within the module.</param>
/// <param name="Confirmation">For a note with more details than its code: the confirmation in the response to the first attempt.</param>
public sealed record OutcomeEventRequest(OutcomeCode? Code, DateOnly? On, string? Area, int? Count, string? Note, string? Confirmation);

/// <summary>An outcome event of a measure.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="MeasureId">The measure.</param>
/// <param name="Code">Code of the outcome.</param>
/// <param name="Party">The party that reported it.</param>
/// <param name="On">The day.</param>
/// <param name="Area">Area code, or null.</param>
/// <param name="Count">How many.</param>
/// <param name="Note">Note for the parties beyond the code, or null.</param>
public sealed record OutcomeEventResponse(
    Guid Id, int Version, Guid MeasureId, OutcomeCode Code, string Party, DateOnly On, string? Area, int Count, string? Note);

/// <summary>Reporting the outcome events of measures.</summary>
internal static class OutcomeEventEndpoints
{
    private const string Path = MeasureEndpoints.Path + "/{id:guid}/outcome-events";
    private const string What = "Händelseutfallet";
    private const int ConfirmationLength = 20;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, ReportAsync).WithName("tellOutcomeEvent")
            .RequireRoles(Roles.Parties).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listOutcomeEvents").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{outcomeEventId:guid}", GetAsync).WithName("getOutcomeEvent")
            .RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{outcomeEventId:guid}", CorrectAsync).WithName("correctOutcomeEvent")
            .RequireRoles(Roles.Parties).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Report an outcome event.</summary>
    /// <remarks>
    /// By code and number, without naming anybody. The response to a note with more details than its code is 409 with a confirmation; the
    /// same note is accepted when it is sent again with the confirmation.
    /// </remarks>
    private static async Task<Created<OutcomeEventResponse>> ReportAsync(
        string municipality, Guid id, OutcomeEventRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        var now = time.GetUtcNow();
        var outcome = new OutcomeEvent
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            MeasureId = measure.PublicId,
            Party = http.User.Party(),
        };
        var (code, on, area, count, note) = Validate(request, reference, reference.Today(time));
        db.Add(outcome);
        db.Record(outcome.PublicId, outcome.Report(code, on, area, count, note), http.User.Party(), now);
        await db.SaveAsync(outcome, cancellationToken);
        return Responses.Created(http, outcome.PublicId, outcome.Version, ToResponse(outcome));
    }

    /// <summary>List the outcome events of a measure.</summary>
    /// <remarks>The latest day first. A party that only performs the measure sees its own outcome events.</remarks>
    private static async Task<Ok<PageOf<OutcomeEventResponse>>> ListAsync(
        string municipality,
        Guid id,
        [AsParameters] Paging paging,
        MeasuresDbContext db,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        var visible = await db.VisibleEntriesAsync<OutcomeEvent>(municipality, id, caller, cancellationToken);
        var page = await visible.AsNoTracking()
            .OrderByDescending(outcome => outcome.On).ThenByDescending(outcome => outcome.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page.Select(ToResponse));
    }

    /// <summary>Read an outcome event.</summary>
    /// <remarks>Code, day and number; its ETag is required to correct it.</remarks>
    private static async Task<Ok<OutcomeEventResponse>> GetAsync(
        string municipality, Guid id, Guid outcomeEventId, [AsParameters] EndpointServices services)
    {
        var outcome = await services.RequireEntryAsync<OutcomeEvent>(municipality, id, outcomeEventId, What);
        return Responses.Ok(services.Http, outcome.Version, ToResponse(outcome));
    }

    /// <summary>Correct an outcome event.</summary>
    /// <remarks>Replaces the whole outcome event. A note with more details than its code must be confirmed here too.</remarks>
    private static async Task<Ok<OutcomeEventResponse>> CorrectAsync(
        string municipality, Guid id, Guid outcomeEventId, OutcomeEventRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var outcome = await services.RequireEntryAsync<OutcomeEvent>(municipality, id, outcomeEventId, What);
        outcome.RequireCorrection(http.User, "Bara den part som berättade om det, samordnaren och polisen kan rätta det.");
        http.Request.RequireIfMatch(outcome.Version);
        var (code, on, area, count, note) = Validate(request, reference, reference.Today(time));
        db.Record(outcome.PublicId, outcome.Correct(code, on, area, count, note), http.User.Party(), time.GetUtcNow());
        await db.SaveAsync(outcome, cancellationToken);
        return Responses.Ok(http, outcome.Version, ToResponse(outcome));
    }

    private static (OutcomeCode Code, DateOnly On, string? Area, int Count, string? Note) Validate(
        OutcomeEventRequest request, MunicipalityReference reference, DateOnly today)
    {
        var errors = new RequestErrors();
        var code = errors.Required("code", request.Code);
        var on = errors.Required("on", request.On);
        errors.NotInFuture("on", request.On, today);
        var area = errors.OptionalArea(request.Area, reference);
        errors.InRange("count", request.Count, 1, OutcomeEvent.MaxCount);
        var note = errors.OptionalText("note", request.Note, OutcomeEvent.NoteLength);
        errors.CheckIdentifier("confirmation", request.Confirmation, ConfirmationLength, required: false);
        errors.ThrowIfAny();
        IdentificationGuard.Require(code, note, request.Confirmation);
        return (code, on, area, request.Count ?? 1, note);
    }

    private static OutcomeEventResponse ToResponse(OutcomeEvent outcome) => new(
        outcome.PublicId, outcome.Version, outcome.MeasureId, outcome.Code, outcome.Party, outcome.On, outcome.Area, outcome.Count,
        outcome.Note);
}
