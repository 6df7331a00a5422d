using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>How long a type of document is kept.</summary>
public sealed record RetentionRuleRequest
{
    /// <summary>Months from the latest change, 1 to 1,200.</summary>
    public int? Months { get; init; }

    /// <summary>Number of the decision (gallringsbeslut); without it nothing is erased.</summary>
    public string? DecisionNumber { get; init; }
}

/// <summary>The rules of a municipality.</summary>
/// <param name="Items">One for each type of document.</param>
public sealed record RetentionRuleList(IReadOnlyList<RetentionRuleResponse> Items);

/// <summary>How long a type of document is kept.</summary>
/// <param name="DocumentType">Type of document.</param>
/// <param name="Months">Months from the latest change, or null where there is no rule.</param>
/// <param name="DecisionNumber">Number of the decision, or null where there is none.</param>
/// <param name="Blocked">Whether nothing is erased, for want of a decision.</param>
/// <param name="Waiting">Documents that are older than the rule says and not erased yet; null for what other services hold.</param>
/// <param name="Status">The same in Swedish.</param>
/// <param name="ChangedBy">Party that entered the rule, or null.</param>
/// <param name="ChangedAt">When the rule was entered, or null.</param>
/// <param name="Version">Version, the same as the ETag; 0 where there is no rule.</param>
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

/// <summary>A run of the erasure, in numbers.</summary>
/// <param name="Id">Public id.</param>
/// <param name="StartedBy">Party that asked for it, or nightly.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it was done, or null where it broke off.</param>
/// <param name="IncidentTexts">Incidents whose description and position were erased.</param>
/// <param name="IncidentNotes">Notes erased.</param>
/// <param name="CitizenViewTexts">Citizens' views whose words and position were erased.</param>
/// <param name="ImportRefusals">Refused rows erased.</param>
/// <param name="Incidents">Incidents erased with their history.</param>
/// <param name="ServiceRequestUpdates">Updates of service requests erased.</param>
/// <param name="MeasureNotes">Notes on measures, problem areas and outcome events erased; told a moment after the run.</param>
/// <param name="FollowUpTexts">Replaced texts of follow-ups erased; told a moment after the run.</param>
/// <param name="Publications">Published follow-ups erased; told a moment after the run.</param>
/// <param name="WatchMembers">Members of watch groups whose address and contact details were erased; told a moment after the run.</param>
/// <param name="WatchNotices">Notices to members of watch groups erased; told a moment after the run.</param>
/// <param name="MeasureNotices">Notices about measures erased; told a moment after the run.</param>
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

/// <summary>Rules for how long documents are kept (gallring), and runs that erase what is due.</summary>
internal static class RetentionEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/retention-rules", ListAsync).WithName("listRetentionRules").RequireRoles(Roles.Operator | Roles.Coordinator | Roles.Steering);
        municipality.MapGet("/retention-rules/{documentType}", GetAsync).WithName("getRetentionRule").RequireRoles(Roles.Operator | Roles.Coordinator | Roles.Steering).WithETag();
        municipality.MapPut("/retention-rules/{documentType}", ChangeAsync).WithName("changeRetentionRule").RequireRoles(Roles.Coordinator).WithIfMatch();
        municipality.MapGet("/retention-runs", ListRunsAsync).WithName("listRetentionRuns").RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapGet("/retention-runs/{id:guid}", GetRunAsync).WithName("getRetentionRun").RequireRoles(Roles.Operator | Roles.Coordinator);
        municipality.MapPost("/retention-runs", RunAsync).WithName("startRetentionRun").RequireRoles(Roles.Operator);
    }

    /// <summary>List the retention rules.</summary>
    /// <remarks>One for each type of document, also where no rule is entered: then nothing of that type is erased.</remarks>
    private static async Task<Ok<RetentionRuleList>> ListAsync(
        string municipality, IncidentIntakeDbContext db, MunicipalityRulesCache cache, TimeProvider time, CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var rules = await db.RetentionRules.AsNoTracking()
            .Where(rule => rule.Municipality == municipality)
            .ToDictionaryAsync(rule => rule.DocumentType, cancellationToken);
        var items = new List<RetentionRuleResponse>();
        foreach (var type in Enum.GetValues<DocumentType>())
        {
            items.Add(await ShowAsync(type, rules.GetValueOrDefault(type), db, time.GetUtcNow(), cancellationToken));
        }

        return TypedResults.Ok(new RetentionRuleList(items));
    }

    /// <summary>Read a retention rule.</summary>
    /// <remarks>How long a type of document is kept, by which decision, and how many documents are due. The ETag of a rule that is not entered is "0".</remarks>
    private static async Task<Ok<RetentionRuleResponse>> GetAsync(
        string municipality,
        string documentType,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var type = TypeOf(documentType);
        var rule = await FindAsync(municipality, type, db, cancellationToken);
        http.Response.SetETag(rule?.Version ?? 0);
        return TypedResults.Ok(await ShowAsync(type, rule, db, time.GetUtcNow(), cancellationToken));
    }

    /// <summary>Enter or change a retention rule.</summary>
    /// <remarks>
    /// Months from the latest change, and the number of the decision (gallringsbeslut). Without a decision nothing is erased: the rule
    /// then tells only how many documents wait for one.
    /// </remarks>
    private static async Task<Ok<RetentionRuleResponse>> ChangeAsync(
        string municipality,
        string documentType,
        RetentionRuleRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var type = TypeOf(documentType);
        var rule = await FindAsync(municipality, type, db, cancellationToken);
        http.Request.RequireIfMatch(rule?.Version ?? 0);
        var errors = new RequestErrors();
        if (request.Months is not (>= 1 and <= RetentionRule.MaxMonths))
        {
            errors.Add("months", $"months ska vara mellan 1 och {RetentionRule.MaxMonths}.");
        }

        errors.CheckIdentifier("decisionNumber", request.DecisionNumber, RetentionRule.DecisionNumberLength, required: false);
        errors.ThrowIfAny();

        var now = time.GetUtcNow();
        if (rule is null)
        {
            rule = new RetentionRule { Municipality = municipality, DocumentType = type, ChangedBy = "", ChangedAt = now };
            db.RetentionRules.Add(rule);
        }
        else
        {
            rule.Version++;
        }

        rule.Months = request.Months!.Value;
        rule.DecisionNumber = string.IsNullOrWhiteSpace(request.DecisionNumber) ? null : request.DecisionNumber.Trim();
        rule.ChangedBy = http.User.Party();
        rule.ChangedAt = now;
        await db.SaveChangedAsync(cancellationToken);
        http.Response.SetETag(rule.Version);
        return TypedResults.Ok(await ShowAsync(type, rule, db, now, cancellationToken));
    }

    /// <summary>List the runs of the erasure.</summary>
    /// <remarks>Nightly ones and those that were asked for, the latest first, in numbers.</remarks>
    private static async Task<PageOf<RetentionRunResponse>> ListRunsAsync(
        string municipality, int? page, int? limit, IncidentIntakeDbContext db, MunicipalityRulesCache cache, CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var runs = await db.RetentionRuns.AsNoTracking()
            .Where(run => run.Municipality == municipality)
            .OrderByDescending(run => run.Id)
            .ToPageAsync(new Paging(page, limit), cancellationToken);
        return runs.Select(Show);
    }

    /// <summary>Read a run of the erasure.</summary>
    /// <remarks>How many documents of each type it erased. A run without completedAt broke off; the next one goes on where it ended.</remarks>
    private static async Task<Ok<RetentionRunResponse>> GetRunAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(Show(
            await db.RetentionRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Municipality == municipality && run.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Gallringen")));

    /// <summary>Erase what is due.</summary>
    /// <remarks>Erases now what the rules allow, instead of in the coming night. What has no decision stays.</remarks>
    private static async Task<Created<RetentionRunResponse>> RunAsync(
        string municipality, Erasure erasure, MunicipalityRulesCache cache, HttpContext http, CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var run = await erasure.RunAsync(municipality, rules.TimeZone, http.User.Party(), night: null, cancellationToken);
        return TypedResults.Created($"/api/v1/municipalities/{municipality}/retention-runs/{run.PublicId}", Show(run));
    }

    private static DocumentType TypeOf(string code)
    {
        foreach (var type in Enum.GetValues<DocumentType>())
        {
            if (ApiJson.CodeOf(type) == code)
            {
                return type;
            }
        }

        throw new NotFoundException("Handlingstypen");
    }

    private static Task<RetentionRule?> FindAsync(
        string municipality, DocumentType type, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        db.RetentionRules.SingleOrDefaultAsync(rule => rule.Municipality == municipality && rule.DocumentType == type, cancellationToken);

    private static async Task<RetentionRuleResponse> ShowAsync(
        DocumentType type, RetentionRule? rule, IncidentIntakeDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (rule is null)
        {
            return new RetentionRuleResponse(type, null, null, Blocked: true, 0, "Ingen regel: handlingarna bevaras.", null, null, 0);
        }

        var waiting = await new DueDocuments(db, rule.Municipality, rule.DueBefore(now)).CountAsync(type, cancellationToken);
        var blocked = rule.DecisionNumber is null;
        var status = (blocked, waiting) switch
        {
            (true, null) => "Spärrad: inget gallras utan gallringsbeslut. Ange beslutets nummer i decisionNumber.",
            (true, _) => $"Spärrad: {waiting} handlingar väntar på ett gallringsbeslut. Ange beslutets nummer i decisionNumber.",
            (false, null) => $"Gallras efter {rule.Months} månader enligt beslut {rule.DecisionNumber}.",
            _ => $"Gallras efter {rule.Months} månader enligt beslut {rule.DecisionNumber}; {waiting} väntar på nästa gallring.",
        };
        return new RetentionRuleResponse(type, rule.Months, rule.DecisionNumber, blocked, waiting, status, rule.ChangedBy, rule.ChangedAt, rule.Version);
    }

    private static RetentionRunResponse Show(RetentionRun run) => new(
        run.PublicId,
        run.StartedBy,
        run.StartedAt,
        run.CompletedAt,
        run.IncidentTexts,
        run.IncidentNotes,
        run.CitizenViewTexts,
        run.ImportRefusals,
        run.Incidents,
        run.ServiceRequestUpdates,
        run.MeasureNotes,
        run.FollowUpTexts,
        run.Publications,
        run.WatchMembers,
        run.WatchNotices,
        run.MeasureNotices);
}
