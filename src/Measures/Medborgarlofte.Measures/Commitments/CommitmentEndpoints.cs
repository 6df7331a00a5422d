using Medborgarlofte.Domain;
using Medborgarlofte.Measures.Promises;

namespace Medborgarlofte.Measures.Commitments;

/// <summary>A commitment to enter or change.</summary>
/// <param name="PromiseId">The promise that it is a part of.</param>
/// <param name="Title">Public wording of the commitment.</param>
/// <param name="Parties">The parties that promise it, at least one.</param>
/// <param name="Activities">Activities that count; at least one if the commitment is counted.</param>
/// <param name="AtLeast">Promised number of occasions, from 1; null if the commitment is not counted.</param>
/// <param name="Areas">Areas in which activities count; empty means anywhere.</param>
/// <param name="FirstDay">First day. Default: the promise's.</param>
/// <param name="LastDay">Last day. Default: the promise's.</param>
/// <param name="MeasureIds">The measures behind it. A commitment without measures is stored with a warning.</param>
/// <param name="Assessment">An office's assessment of a commitment that is not counted, or null.</param>
/// <param name="Rhythm">
/// weekly or monthly if atLeast is promised for every week or month, such as at least one a week. Default: it is promised in all.
/// </param>
public sealed record CommitmentRequest(
    Guid? PromiseId,
    string? Title,
    IReadOnlyList<string>? Parties,
    IReadOnlyList<ActivityKind>? Activities,
    int? AtLeast,
    IReadOnlyList<string>? Areas,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    IReadOnlyList<Guid>? MeasureIds,
    CommitmentAssessmentRequest? Assessment,
    CommitmentRhythm? Rhythm = null);

/// <summary>An office's assessment of a commitment that is not counted.</summary>
/// <param name="Outcome">kept, partly or notKept.</param>
/// <param name="Office">The office that assesses it, never a person.</param>
/// <param name="On">Day of the assessment.</param>
public sealed record CommitmentAssessmentRequest(CommitmentOutcome? Outcome, string? Office, DateOnly? On);

/// <summary>A commitment with its progress.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="PromiseId">The promise that it is a part of.</param>
/// <param name="Title">Public wording of the commitment.</param>
/// <param name="Parties">The parties that promise it.</param>
/// <param name="Activities">Activities that count.</param>
/// <param name="AtLeast">Promised number of occasions, or null.</param>
/// <param name="Rhythm">Whether the number is promised for every week or month; null if it is promised in all.</param>
/// <param name="Areas">Areas in which activities count; empty means anywhere.</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="MeasureIds">The measures behind it.</param>
/// <param name="Assessment">An office's assessment, or null.</param>
/// <param name="Progress">Progress today, by the activity logs of its measures.</param>
/// <param name="Warnings">Requirements of the method that the commitment does not meet, in Swedish.</param>
public sealed record CommitmentResponse(
    Guid Id,
    int Version,
    Guid PromiseId,
    string Title,
    IReadOnlyList<string> Parties,
    IReadOnlyList<ActivityKind> Activities,
    int? AtLeast,
    CommitmentRhythm? Rhythm,
    IReadOnlyList<string> Areas,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<Guid> MeasureIds,
    CommitmentAssessment? Assessment,
    CommitmentProgressResponse Progress,
    IReadOnlyList<string> Warnings);

/// <summary>Progress of a commitment.</summary>
/// <param name="Outcome">Outcome so far.</param>
/// <param name="Count">Occasions so far.</param>
/// <param name="AsOf">Last day that is counted.</param>
/// <param name="ReachedOn">Day on which the promised number was reached; null if it is not reached, or the day is not known.</param>
/// <param name="ByParty">Occasions by the party that performed them.</param>
/// <param name="Totals">The counted totals, whose days are not known.</param>
/// <param name="NotCounted">Totals that do not count, because only a part of their period does.</param>
/// <param name="Rhythm">The weeks or months; null if the commitment promises a number in all.</param>
public sealed record CommitmentProgressResponse(
    CommitmentOutcome Outcome,
    int Count,
    DateOnly AsOf,
    DateOnly? ReachedOn,
    IReadOnlyList<PartyCountResponse> ByParty,
    IReadOnlyList<TotalResponse> Totals,
    IReadOnlyList<TotalResponse> NotCounted,
    RhythmResponse? Rhythm);

/// <summary>A total of a party in a period.</summary>
/// <param name="Party">Code of the party.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Count">Number of occasions.</param>
public sealed record TotalResponse(string Party, DateOnly From, DateOnly To, int Count);

/// <summary>The weeks or months of a commitment.</summary>
/// <param name="Expected">Number of weeks or months in the commitment's time.</param>
/// <param name="Settled">Number of those that are over, or already kept.</param>
/// <param name="Kept">Number of those with the promised number of occasions.</param>
/// <param name="Missed">Codes of those that are over with fewer occasions, e.g. 2018-w07 or 2018-03.</param>
/// <param name="Unknown">Codes of those that lie in the period of a total, so that it is not known whether they were kept.</param>
public sealed record RhythmResponse(
    int Expected, int Settled, int Kept, IReadOnlyList<string> Missed, IReadOnlyList<string> Unknown);

/// <summary>Occasions of one party.</summary>
/// <param name="Party">Code of the party.</param>
/// <param name="Count">Number of occasions.</param>
public sealed record PartyCountResponse(string Party, int Count);

/// <summary>Entering and following commitments.</summary>
internal static class CommitmentEndpoints
{
    private const string Path = "/commitments";
    private const string What = "Åtagandet";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createCommitment").RequireRoles(Roles.Coordinator | Roles.Police).WithETag()
            .WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listCommitments").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getCommitment")
            .RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeCommitment")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Enter a commitment.</summary>
    /// <remarks>
    /// Enters a commitment of parties within a promise: either a number of occasions, in all or in every week or month, counted in the
    /// activity logs of its measures, or one that is not counted and is assessed by an office. The warnings are requirements of the method
    /// that it does not meet.
    /// </remarks>
    private static async Task<Created<CommitmentResponse>> CreateAsync(
        string municipality, CommitmentRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var commitment = new Commitment
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Title = "",
            Parties = [],
            Activities = [],
            Areas = [],
            MeasureIds = [],
        };
        await ApplyAsync(request, commitment, reference, reference.Today(time), db, cancellationToken);
        db.Add(commitment);
        db.Record(commitment.PublicId, commitment.ToEvent(), http.User.Party(), now);
        await db.SaveAsync(commitment, cancellationToken);
        var response = await ToResponseAsync(commitment, reference.Today(time), db, cancellationToken);
        return Responses.Created(http, commitment.PublicId, commitment.Version, response);
    }

    /// <summary>List the commitments.</summary>
    /// <remarks>In the order in which they were entered, each with its progress today.</remarks>
    private static async Task<Ok<PageOf<CommitmentResponse>>> ListAsync(
        string municipality,
        Guid? promiseId,
        [AsParameters] Paging paging,
        MeasuresDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var page = await db.Commitments.AsNoTracking()
            .Where(commitment => commitment.Municipality == municipality && (promiseId == null || commitment.PromiseId == promiseId))
            .OrderBy(commitment => commitment.Id)
            .ToPageAsync(paging, cancellationToken);
        var shown = new List<CommitmentResponse>();
        foreach (var commitment in page.Items)
        {
            shown.Add(await ToResponseAsync(commitment, reference.Today(time), db, cancellationToken));
        }

        return TypedResults.Ok(new PageOf<CommitmentResponse>(shown, page.Page, page.Limit, page.Total));
    }

    /// <summary>Read a commitment.</summary>
    /// <remarks>The commitment with its progress today, by the activity logs of its measures.</remarks>
    private static async Task<Ok<CommitmentResponse>> GetAsync(
        string municipality, Guid id, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var commitment = await db.RequireAsync<Commitment>(municipality, id, What, cancellationToken);
        return Responses.Ok(http, commitment.Version, await ToResponseAsync(commitment, reference.Today(time), db, cancellationToken));
    }

    /// <summary>Change a commitment.</summary>
    /// <remarks>Replaces the whole commitment. Progress follows at once, since it is counted when it is read.</remarks>
    private static async Task<Ok<CommitmentResponse>> ChangeAsync(
        string municipality, Guid id, CommitmentRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var commitment = await db.RequireAsync<Commitment>(municipality, id, What, cancellationToken);
        http.Request.RequireIfMatch(commitment.Version);
        await ApplyAsync(request, commitment, reference, reference.Today(time), db, cancellationToken);
        db.Record(commitment.PublicId, commitment.Changed(), http.User.Party(), time.GetUtcNow());
        await db.SaveAsync(commitment, cancellationToken);
        return Responses.Ok(http, commitment.Version, await ToResponseAsync(commitment, reference.Today(time), db, cancellationToken));
    }

    private static async Task ApplyAsync(
        CommitmentRequest request,
        Commitment commitment,
        MunicipalityReference reference,
        DateOnly today,
        MeasuresDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var earlier = commitment.PromiseId;
        commitment.PromiseId = errors.Required("promiseId", request.PromiseId);
        var promise = await db.Promises.AsNoTracking()
            .Where(found => found.Municipality == commitment.Municipality && found.PublicId == commitment.PromiseId)
            .SingleOrDefaultAsync(cancellationToken);
        if (request.PromiseId is not null && promise is null)
        {
            errors.Add("promiseId", $"Löftet {commitment.PromiseId} finns inte i kommunen.");
        }

        var measures = await db.Measures
            .Where(measure => measure.Municipality == commitment.Municipality)
            .ExistingAsync(request.MeasureIds, cancellationToken);
        commitment.Title = errors.Text("title", request.Title, Commitment.TitleLength);
        errors.NotEmpty("parties", request.Parties, "parties saknas: ange vem som åtar sig det.");
        commitment.Parties = errors.Parties("parties", request.Parties, reference, commitment.Parties);
        commitment.Activities = errors.Items("activities", request.Activities, Enum.IsDefined, _ => "är okänd.");
        commitment.AtLeast = request.AtLeast;
        commitment.Rhythm = request.Rhythm;
        commitment.Areas = errors.Codes("areas", request.Areas, reference.Areas);
        commitment.MeasureIds = errors.Items(
            "measureIds", request.MeasureIds, measures.Contains, id => $"Åtgärden {id} finns inte i kommunen.");
        CheckCount(request, errors);
        CheckDays(request, promise, errors);
        commitment.FirstDay = request.FirstDay ?? promise?.FirstDay ?? default;
        commitment.LastDay = request.LastDay ?? promise?.LastDay ?? default;
        CheckRhythm(commitment, errors);
        commitment.Assessment = AssessmentOf(request, today, errors);
        errors.ThrowIfAny();
        if (commitment.PromiseId != earlier)
        {
            promise!.RequireNotWithdrawn();
        }
    }

    private static void CheckCount(CommitmentRequest request, RequestErrors errors)
    {
        if (request.AtLeast is < 1 or > Commitment.MaxAtLeast)
        {
            errors.Add("atLeast", $"atLeast ska vara mellan 1 och {Commitment.MaxAtLeast}, eller utelämnas om åtagandet inte räknas.");
        }

        if (request.AtLeast is not null)
        {
            errors.NotEmpty("activities", request.Activities, "activities saknas: ange vilka aktiviteter som räknas.");
        }
    }

    private static void CheckRhythm(Commitment commitment, RequestErrors errors)
    {
        if (commitment.Rhythm is not { } rhythm)
        {
            return;
        }

        if (commitment.AtLeast is null)
        {
            errors.Add("rhythm", "rhythm anges bara för ett åtagande som räknas: ange också atLeast.");
        }

        if (commitment.LastDay.DayNumber - commitment.FirstDay.DayNumber >= Commitment.LongestRhythmDays
            || commitment.LastDay.Year == DateOnly.MaxValue.Year)
        {
            errors.Add("rhythm", "Ett åtagande för varje vecka eller månad får gälla högst fem år.");
        }

        if (!errors.Any && RhythmSpan.Of(rhythm, commitment.FirstDay, commitment.LastDay) is [])
        {
            var missing = rhythm == CommitmentRhythm.Weekly ? "vecka" : "månad";
            errors.Add("rhythm", $"Åtagandets tid är för kort: den omfattar ingen {missing}.");
        }
    }

    private static void CheckDays(CommitmentRequest request, Promise? promise, RequestErrors errors)
    {
        var first = request.FirstDay ?? promise?.FirstDay;
        var last = request.LastDay ?? promise?.LastDay;
        errors.InOrder("firstDay", first, "lastDay", last);
        if (first < promise?.FirstDay || first > promise?.LastDay)
        {
            errors.Add("firstDay", $"firstDay ska ligga inom löftets tid, {promise.FirstDay:yyyy-MM-dd}–{promise.LastDay:yyyy-MM-dd}.");
        }

        if (last > promise?.LastDay)
        {
            errors.Add("lastDay", $"lastDay ska ligga inom löftets tid, {promise.FirstDay:yyyy-MM-dd}–{promise.LastDay:yyyy-MM-dd}.");
        }
    }

    private static CommitmentAssessment? AssessmentOf(CommitmentRequest request, DateOnly today, RequestErrors errors)
    {
        if (request.Assessment is not { } assessment)
        {
            return null;
        }

        if (request.AtLeast is not null)
        {
            errors.Add("assessment", "assessment kan bara anges för ett åtagande som inte räknas; annars avgör aktivitetsloggen.");
        }

        var outcome = errors.Required("assessment.outcome", assessment.Outcome);
        if (assessment.Outcome is not (null or CommitmentOutcome.Kept or CommitmentOutcome.Partly or CommitmentOutcome.NotKept))
        {
            errors.Add("assessment.outcome", "assessment.outcome ska vara kept, partly eller notKept.");
        }

        var office = errors.Text("assessment.office", assessment.Office, RequestChecks.OfficeLength);
        var on = errors.Required("assessment.on", assessment.On);
        errors.NotInFuture("assessment.on", assessment.On, today);
        return new CommitmentAssessment(outcome, office, on);
    }

    private static async Task<CommitmentResponse> ToResponseAsync(
        Commitment commitment, DateOnly today, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var state = commitment.ToEvent();
        var progress = CommitmentProgress.Of(state, await PerformedAsync(commitment, db, cancellationToken), today, today);
        var rhythm = progress.Rhythm;
        return new CommitmentResponse(
            commitment.PublicId, commitment.Version, commitment.PromiseId, commitment.Title, commitment.Parties, commitment.Activities,
            commitment.AtLeast, commitment.Rhythm, commitment.Areas, commitment.FirstDay, commitment.LastDay, commitment.MeasureIds,
            commitment.Assessment,
            new CommitmentProgressResponse(
                progress.Outcome,
                progress.Count,
                progress.AsOf,
                progress.ReachedOn,
                [.. progress.ByParty.Select(party => new PartyCountResponse(party.Key, party.Value))],
                ToResponse(progress.Totals),
                ToResponse(progress.NotCounted),
                rhythm is null
                    ? null
                    : new(rhythm.Expected, rhythm.Settled, rhythm.Kept, CodesOf(rhythm.Missed), CodesOf(rhythm.Unknown))),
            PromiseWarnings.Of(state) is { } warning ? [warning] : []);
    }

    private static IReadOnlyList<TotalResponse> ToResponse(IReadOnlyList<Performed> totals) =>
        [.. totals.Select(total => new TotalResponse(total.Party, total.From, total.To, total.Count))];

    private static IReadOnlyList<string> CodesOf(IReadOnlyList<RhythmSpan> spans) => [.. spans.Select(span => span.Code)];

    private static async Task<List<Performed>> PerformedAsync(
        Commitment commitment, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var (measures, kinds, areas) = (commitment.MeasureIds, commitment.Activities, commitment.Areas);
        var anything = kinds is [];
        var anywhere = areas is [];
        return await db.Activities
            .Where(activity => activity.Municipality == commitment.Municipality && measures.Contains(activity.MeasureId))
            .Where(activity => (activity.On ?? activity.To) >= commitment.FirstDay && (activity.On ?? activity.From) <= commitment.LastDay)
            .Where(activity => anything || kinds.Contains(activity.Kind))
            .Where(activity => anywhere || areas.Contains(activity.Area!))
            .GroupBy(activity => new { activity.Party, From = activity.On ?? activity.From, To = activity.On ?? activity.To })
            .Select(days => new Performed(
                days.Key.Party, days.Key.From!.Value, days.Key.To!.Value, days.Sum(activity => activity.Occasions)))
            .ToListAsync(cancellationToken);
    }
}
