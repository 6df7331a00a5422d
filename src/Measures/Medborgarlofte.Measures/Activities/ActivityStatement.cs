using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.Activities;

/// <summary>Validates a reported activity and applies it to the entry.</summary>
internal sealed class ActivityStatement(MunicipalityReference reference, DateTimeOffset now)
{
    private const int MaxCodeLength = 64;

    public Activity NewFor(Measure measure, string party, string? externalId) => new()
    {
        PublicId = Guid.CreateVersion7(now),
        Municipality = measure.Municipality,
        MeasureId = measure.PublicId,
        Party = party,
        ExternalId = externalId,
        Results = [],
    };

    public void Apply(ActivityRequest request, Activity activity, int leastOccasions, RequestErrors errors)
    {
        activity.Kind = errors.Required("kind", request.Kind);
        activity.StartedAt = request.StartedAt;
        activity.EndedAt = request.EndedAt;
        (activity.From, activity.To) = (request.From, request.To);
        CheckTimes(request, errors);
        activity.On = request.StartedAt is { } startedAt ? reference.DayOf(startedAt) : null;
        activity.Area = errors.OptionalArea(request.Area, reference);
        activity.Occasions = request.Occasions ?? 1;
        if (activity.Occasions < leastOccasions || activity.Occasions > Activity.MaxOccasions)
        {
            errors.Add("occasions", $"occasions ska vara mellan {leastOccasions} och {Activity.MaxOccasions}.");
        }

        activity.Results = ResultsOf(request.Results ?? [], activity.Results, errors);
        if (leastOccasions == 0 && activity is { Occasions: 0, Results.Count: > 0 })
        {
            errors.Add("results", "results ska vara tom när posten tas tillbaka (occasions: 0).");
        }
    }

    private void CheckTimes(ActivityRequest request, RequestErrors errors)
    {
        if (request.From is not null || request.To is not null)
        {
            CheckTotal(request, errors);
        }
        else if (request.StartedAt is null)
        {
            errors.Add("startedAt", "startedAt saknas. Ange den, eller from och to om bara en summa för en tid är känd.");
        }

        if (request.StartedAt > now)
        {
            errors.Add("startedAt", "startedAt får inte ligga i framtiden.");
        }

        if (request.EndedAt > now)
        {
            errors.Add("endedAt", "endedAt får inte ligga i framtiden.");
        }

        if (request.EndedAt < request.StartedAt)
        {
            errors.Add("endedAt", "endedAt får inte ligga före startedAt.");
        }
        else if (request.EndedAt - request.StartedAt > Activity.LongestTime)
        {
            errors.Add("endedAt", "endedAt får ligga högst 24 timmar efter startedAt. Logga varje pass för sig.");
        }
    }

    private void CheckTotal(ActivityRequest request, RequestErrors errors)
    {
        var (from, to) = (errors.Required("from", request.From), errors.Required("to", request.To));
        errors.InOrder("from", request.From, "to", request.To);
        errors.NotInFuture("to", request.To, reference.DayOf(now));
        if (request.StartedAt is not null || request.EndedAt is not null)
        {
            errors.Add("from", "from och to anges bara för en summa, och då inte startedAt och endedAt.");
        }

        if (to.DayNumber - from.DayNumber >= Activity.LongestDays)
        {
            errors.Add("to", "En summa får omfatta högst fem år.");
        }
    }

    private List<ActivityResult> ResultsOf(
        IReadOnlyList<ActivityResultRequest> results, List<ActivityResult> earlier, RequestErrors errors)
    {
        if (results.Count > reference.ResultCodes.Count)
        {
            errors.Add("results", $"results får ha högst {reference.ResultCodes.Count} poster, men har {results.Count}.");
            return [];
        }

        var read = new List<ActivityResult>();
        for (var i = 0; i < results.Count; i++)
        {
            var field = $"results[{i}]";
            if (!errors.CheckIdentifier($"{field}.code", results[i]?.Code, MaxCodeLength, required: false))
            {
                continue;
            }

            if (results[i] is not { Code: { } code, Count: { } count })
            {
                errors.Add(field, $"{field} ska ha både code och count.");
            }
            else if (count is < 1 or > Activity.MaxResultCount)
            {
                errors.Add($"{field}.count", $"{field}.count ska vara mellan 1 och {Activity.MaxResultCount}.");
            }
            else if (read.Exists(result => result.Code == code))
            {
                errors.Add($"{field}.code", $"{field}.code: {code} finns två gånger. Räkna ihop dem.");
            }
            else if (!IsOffered(code) && !earlier.Exists(result => result.Code == code))
            {
                errors.Add($"{field}.code", $"{field}.code: {code} är ingen resultatkod i kommunen. Koderna är {OfferedCodes()}.");
            }
            else
            {
                read.Add(new ActivityResult(code, count));
            }
        }

        var order = reference.ResultCodes.Keys.Index().ToDictionary(code => code.Item, code => code.Index, StringComparer.Ordinal);
        return [.. read.OrderBy(result => order.GetValueOrDefault(result.Code, int.MaxValue))];
    }

    // A retired code remains in the entries that have it.
    private bool IsOffered(string code) => reference.ResultCodes.GetValueOrDefault(code) is { IsRetired: false };

    private string OfferedCodes() => string.Join(", ", reference.ResultCodes.Keys.Where(IsOffered));
}
