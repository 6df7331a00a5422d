using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>How long a type of document is stored.</summary>
public sealed record RetentionRuleRequest
{
    /// <summary>Months from the latest change, 1 to 1,200.</summary>
    public int? Months { get; init; }

    /// <summary>Number of the decision (gallringsbeslut). Without a decision nothing is erased.</summary>
    public string? DecisionNumber { get; init; }
}

/// <summary>The rules of a municipality.</summary>
/// <param name="Items">One for each type of document.</param>
public sealed record RetentionRuleList(IReadOnlyList<RetentionRuleResponse> Items);

/// <summary>How long a type of document is stored.</summary>
/// <param name="DocumentType">Type of document.</param>
/// <param name="Months">Months from the latest change, or null without a rule.</param>
/// <param name="DecisionNumber">Number of the decision, or null.</param>
/// <param name="Blocked">Whether nothing is erased because the decision is missing.</param>
/// <param name="Waiting">Number of due documents; null for a type that another service stores.</param>
/// <param name="Status">Status as a Swedish sentence.</param>
/// <param name="ChangedBy">Party that entered the rule, or null.</param>
/// <param name="ChangedAt">When the rule was entered, or null.</param>
/// <param name="Version">Version, the same as the ETag; 0 without a rule.</param>
public sealed record RetentionRuleResponse(
    DocumentType DocumentType,
    int? Months,
    string? DecisionNumber,
    bool Blocked,
    int? Waiting,
    string Status,
    string? ChangedBy,
    DateTimeOffset? ChangedAt,
    int Version);

/// <summary>A retention run with the number of erased documents of each type.</summary>
/// <param name="Id">Public id.</param>
/// <param name="StartedBy">Party that requested it, or nightly.</param>
/// <param name="StartedAt">Start time.</param>
/// <param name="CompletedAt">When it was completed, or null if it was interrupted.</param>
/// <param name="IncidentTexts">Incidents whose description and position were erased.</param>
/// <param name="IncidentNotes">Erased notes about incidents.</param>
/// <param name="CitizenViewTexts">Citizens' views whose text and position were erased.</param>
/// <param name="ImportRefusals">Erased refused rows.</param>
/// <param name="Incidents">Incidents erased with their history.</param>
/// <param name="ServiceRequestUpdates">Erased updates of service requests.</param>
/// <param name="MeasureNotes">Erased notes on measures, problem areas and outcome events; counted shortly after the run.</param>
/// <param name="FollowUpTexts">Erased replaced texts of follow-ups; counted shortly after the run.</param>
/// <param name="Publications">Erased published follow-ups; counted shortly after the run.</param>
/// <param name="WatchMembers">Members of watch groups whose address and contact details were erased; counted shortly after the run.</param>
/// <param name="WatchNotices">Erased notices to members of watch groups; counted shortly after the run.</param>
/// <param name="MeasureNotices">Erased notices about measures; counted shortly after the run.</param>
public sealed record RetentionRunResponse(
    Guid Id,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    int IncidentTexts,
    int IncidentNotes,
    int CitizenViewTexts,
    int ImportRefusals,
    int Incidents,
    int ServiceRequestUpdates,
    int MeasureNotes,
    int FollowUpTexts,
    int Publications,
    int WatchMembers,
    int WatchNotices,
    int MeasureNotices);

/// <summary>Rules for how long documents are stored (gallring), and runs that erase due documents.</summary>
internal static class RetentionEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/retention-rules", ListAsync).WithName("listRetentionRules")
            .RequireRoles(Roles.Operator | Roles.Coordinator | Roles.Steering);
        municipality.MapGet("/retention-rules/{documentType}", GetAsync).WithName("getRetentionRule")
            .RequireRoles(Roles.Operator | Roles.Coordinator | Roles.Steering).WithETag();
        municipality.MapPut("/retention-rules/{documentType}", ChangeAsync).WithName("changeRetentionRule")
            .RequireRoles(Roles.Coordinator).WithIfMatch();
        municipality.MapGet("/retention-runs", ListRunsAsync).WithName("listRetentionRuns")
            .RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapGet("/retention-runs/{id:guid}", GetRunAsync).WithName("getRetentionRun")
            .RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapPost("/retention-runs", RunAsync).WithName("startRetentionRun").RequireRoles(Roles.Operator);
    }

    /// <summary>List the retention rules.</summary>
    /// <remarks>One for each type of document, also without a rule: then nothing of that type is erased.</remarks>
    private static async Task<Ok<RetentionRuleList>> ListAsync(
        string municipality, [FromServices] IEnumerable<IDocumentErasure> types, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var rules = await services.Db.RetentionRules.AsNoTracking()
            .Where(rule => rule.Municipality == municipality)
            .ToDictionaryAsync(rule => rule.DocumentType, services.Cancellation);
        var items = new List<RetentionRuleResponse>();
        foreach (var type in Enum.GetValues<DocumentType>())
        {
            items.Add(await ToResponseAsync(type, rules.GetValueOrDefault(type), types, services));
        }

        return TypedResults.Ok(new RetentionRuleList(items));
    }

    /// <summary>Read a retention rule.</summary>
    /// <remarks>
    /// How long a type of document is stored, the number of the decision, and the number of due documents. The ETag of a missing rule is
    /// "0".
    /// </remarks>
    private static async Task<Ok<RetentionRuleResponse>> GetAsync(
        string municipality,
        string documentType,
        [FromServices] IEnumerable<IDocumentErasure> types,
        [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var type = TypeOf(documentType);
        var rule = await FindAsync(municipality, type, services);
        return Responses.Ok(services.Http, rule?.Version ?? 0, await ToResponseAsync(type, rule, types, services));
    }

    /// <summary>Enter or change a retention rule.</summary>
    /// <remarks>
    /// Months from the latest change, and the number of the decision (gallringsbeslut). Without a decision nothing is erased, and the
    /// rule only counts the due documents.
    /// </remarks>
    private static async Task<Ok<RetentionRuleResponse>> ChangeAsync(
        string municipality,
        string documentType,
        RetentionRuleRequest request,
        [FromServices] IEnumerable<IDocumentErasure> types,
        [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var type = TypeOf(documentType);
        var rule = await FindAsync(municipality, type, services);
        services.Http.Request.RequireIfMatch(rule?.Version ?? 0);
        var errors = new RequestErrors();
        if (request.Months is not (>= 1 and <= RetentionRule.MaxMonths))
        {
            errors.Add("months", $"months ska vara mellan 1 och {RetentionRule.MaxMonths}.");
        }

        errors.CheckIdentifier("decisionNumber", request.DecisionNumber, RetentionRule.DecisionNumberLength, required: false);
        errors.ThrowIfAny();

        var now = services.Time.GetUtcNow();
        if (rule is null)
        {
            rule = new RetentionRule { Municipality = municipality, DocumentType = type, ChangedBy = "", ChangedAt = now };
            services.Db.RetentionRules.Add(rule);
        }
        else
        {
            rule.Version++;
        }

        rule.Months = request.Months!.Value;
        rule.DecisionNumber = string.IsNullOrWhiteSpace(request.DecisionNumber) ? null : request.DecisionNumber.Trim();
        rule.ChangedBy = services.CallerParty;
        rule.ChangedAt = now;
        await services.Db.SaveChangedAsync(services.Cancellation);
        return Responses.Ok(services.Http, rule.Version, await ToResponseAsync(type, rule, types, services));
    }

    /// <summary>List the retention runs.</summary>
    /// <remarks>Nightly and requested runs, latest first, with the number of erased documents.</remarks>
    private static async Task<PageOf<RetentionRunResponse>> ListRunsAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var runs = await services.Db.RetentionRuns.AsNoTracking()
            .Where(run => run.Municipality == municipality)
            .OrderByDescending(run => run.Id)
            .ToPageAsync(paging, services.Cancellation);
        return runs.Select(ToResponse);
    }

    /// <summary>Read a retention run.</summary>
    /// <remarks>The number of erased documents of each type. A run without completedAt was interrupted; the next run continues.</remarks>
    private static async Task<Ok<RetentionRunResponse>> GetRunAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToResponse(
            await db.RetentionRuns.AsNoTracking().SingleOrDefaultAsync(
                run => run.Municipality == municipality && run.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Gallringen")));

    /// <summary>Erase due documents.</summary>
    /// <remarks>Performs a retention run now instead of during the next night. Documents without a decision are not erased.</remarks>
    private static async Task<Created<RetentionRunResponse>> RunAsync(
        string municipality, RetentionRunner runner, [AsParameters] IntakeServices services)
    {
        var rules = await services.Rules.RequireAsync(municipality);
        var run = await runner.RunAsync(municipality, rules.TimeZone, services.CallerParty, night: null, services.Cancellation);
        return Responses.Created(services.Http, run.PublicId, version: null, ToResponse(run));
    }

    private static DocumentType TypeOf(string code) =>
        Enum.GetValues<DocumentType>().Cast<DocumentType?>().FirstOrDefault(type => ApiJson.CodeOf(type!.Value) == code)
        ?? throw new NotFoundException("Handlingstypen");

    private static Task<RetentionRule?> FindAsync(string municipality, DocumentType type, IntakeServices services) =>
        services.Db.RetentionRules.SingleOrDefaultAsync(
            rule => rule.Municipality == municipality && rule.DocumentType == type, services.Cancellation);

    private static async Task<RetentionRuleResponse> ToResponseAsync(
        DocumentType type, RetentionRule? rule, IEnumerable<IDocumentErasure> types, IntakeServices services)
    {
        if (rule is null)
        {
            return new RetentionRuleResponse(type, null, null, Blocked: true, 0, "Ingen regel: handlingarna bevaras.", null, null, 0);
        }

        var waiting = await CountDueAsync(rule, types.FirstOrDefault(erasure => erasure.DocumentType == type), services);
        var blocked = rule.DecisionNumber is null;
        var status = (blocked, waiting) switch
        {
            (true, null) => "Spärrad: inget gallras utan gallringsbeslut. Ange beslutets nummer i decisionNumber.",
            (true, _) => $"Spärrad: {waiting} handlingar väntar på ett gallringsbeslut. Ange beslutets nummer i decisionNumber.",
            (false, null) => $"Gallras efter {rule.Months} månader enligt beslut {rule.DecisionNumber}.",
            _ => $"Gallras efter {rule.Months} månader enligt beslut {rule.DecisionNumber}; {waiting} väntar på nästa gallring.",
        };
        return new RetentionRuleResponse(
            type, rule.Months, rule.DecisionNumber, blocked, waiting, status, rule.ChangedBy, rule.ChangedAt, rule.Version);
    }

    private static async Task<int?> CountDueAsync(RetentionRule rule, IDocumentErasure? type, IntakeServices services)
    {
        if (type is null)
        {
            return null;
        }

        var now = services.Time.GetUtcNow();
        var rules = await services.Rules.RequireAsync(rule.Municipality);
        var scope = new ErasureScope(services.Db, rule.Municipality, rules.TimeZone, rule.DueBefore(now), now);
        return await type.CountDueAsync(scope, services.Cancellation);
    }

    private static RetentionRunResponse ToResponse(RetentionRun run) => new(
        run.PublicId,
        run.StartedBy,
        run.StartedAt,
        run.CompletedAt,
        run.CountOf(DocumentType.IncidentText),
        run.CountOf(DocumentType.IncidentNote),
        run.CountOf(DocumentType.CitizenViewText),
        run.CountOf(DocumentType.ImportRefusal),
        run.CountOf(DocumentType.Incident),
        run.CountOf(DocumentType.ServiceRequestUpdate),
        run.CountOf(DocumentType.MeasureNote),
        run.CountOf(DocumentType.FollowUpText),
        run.CountOf(DocumentType.Publication),
        run.CountOf(DocumentType.WatchMember),
        run.CountOf(DocumentType.WatchNotice),
        run.CountOf(DocumentType.MeasureNotice));
}
