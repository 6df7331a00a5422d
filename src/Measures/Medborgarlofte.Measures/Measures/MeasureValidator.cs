namespace Medborgarlofte.Measures.Measures;

/// <summary>Validates the terms of a measure that has, or is entered with, a certain status.</summary>
internal sealed class MeasureValidator(
    MeasureStatus status,
    bool hasStarted,
    DateOnly today,
    MunicipalityReference reference,
    IReadOnlyList<string> keptParties,
    RequestErrors errors)
{
    /// <exception cref="InvalidRequestException">The request has errors.</exception>
    public async Task<MeasureTerms> ValidateAsync(
        MeasureRequest request, MeasureDecider decider, string municipality, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var asked = (request.ProblemAreaIds ?? []).Take(RequestChecks.MaxItems).ToList();
        var areas = await db.ProblemAreas.AsNoTracking()
            .Where(area => area.Municipality == municipality && asked.Contains(area.PublicId))
            .ToListAsync(cancellationToken);
        var areaIds = areas.Select(area => area.PublicId).ToHashSet();
        var causeIds = areas.SelectMany(area => area.Causes).Select(cause => cause.Id).ToHashSet();
        errors.NotEmpty("problemAreaIds", request.ProblemAreaIds, "problemAreaIds saknas: en åtgärd svarar på minst ett problemområde.");
        var isCompleted = status is MeasureStatus.Completed or MeasureStatus.Evaluated;
        var terms = new MeasureTerms(
            errors.Items("problemAreaIds", request.ProblemAreaIds, areaIds.Contains, id => $"Problemområdet {id} finns inte i kommunen."),
            errors.Items("causeIds", request.CauseIds, causeIds.Contains, id => $"Orsaken {id} finns inte i åtgärdens problemområden."),
            errors.Text("title", request.Title, Measure.TitleLength),
            OwnerOf(request.OwnerParty),
            errors.Parties("performers", request.Performers, reference, keptParties),
            errors.Required("horizon", request.Horizon),
            request.Approach,
            decider,
            errors.OptionalText("baseline", request.Baseline, Measure.LevelLength),
            errors.OptionalText("newLevel", request.NewLevel, Measure.LevelLength),
            errors.OptionalText("indicator", request.Indicator, Measure.IndicatorLength),
            errors.Cost("costEstimate", request.CostEstimate),
            errors.PlannedOf(request.Planned, request.PlannedMonth),
            DecidedOn(request.DecidedOn),
            DayOf("startedOn", request.StartedOn, hasStarted),
            DayOf("completedOn", request.CompletedOn, isCompleted),
            request.EndsOn);
        errors.InOrder("startedOn", request.StartedOn, "completedOn", request.CompletedOn);
        errors.InOrder("startedOn", request.StartedOn, "endsOn", request.EndsOn);
        if (terms.StartedOn is null && request.EndsOn < terms.Planned?.FirstDay)
        {
            errors.Add("endsOn", "endsOn får inte ligga före den tid som åtgärden planeras till.");
        }

        errors.ThrowIfAny();
        return terms;
    }

    // A proposal needs no owner until it is decided.
    private string OwnerOf(string? party) =>
        status is MeasureStatus.Proposed or MeasureStatus.Declined or MeasureStatus.Cancelled && string.IsNullOrWhiteSpace(party)
            ? ""
            : errors.Party("ownerParty", party, reference, keptParties);

    private DateOnly? DecidedOn(DateOnly? day)
    {
        if (status is MeasureStatus.Proposed or MeasureStatus.Declined && day is not null)
        {
            errors.Add("decidedOn", $"decidedOn kan inte anges när status är {ApiJson.CodeOf(status)}.");
        }

        errors.NotInFuture("decidedOn", day, today);
        return day;
    }

    private DateOnly? DayOf(string field, DateOnly? day, bool expected)
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
