using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.Activities;

/// <summary>Validates a reported activity and applies it to the entry.</summary>
internal sealed class ActivityStatement(MunicipalityReference reference, DateTimeOffset now)
{
    private static readonly int CodeCount = Enum.GetValues<ActivityResultCode>().Length;

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
        activity.StartedAt = errors.Required("startedAt", request.StartedAt);
        activity.EndedAt = request.EndedAt;
        CheckTimes(request, errors);
        activity.On = reference.DayOf(activity.StartedAt);
        activity.Area = errors.OptionalArea(request.Area, reference);
        activity.Occasions = request.Occasions ?? 1;
        if (activity.Occasions < leastOccasions || activity.Occasions > Activity.MaxOccasions)
        {
            errors.Add("occasions", $"occasions ska vara mellan {leastOccasions} och {Activity.MaxOccasions}.");
        }

        activity.Results = ResultsOf(request.Results ?? [], errors);
        if (leastOccasions == 0 && activity is { Occasions: 0, Results.Count: > 0 })
        {
            errors.Add("results", "results ska vara tom när posten tas tillbaka (occasions: 0).");
        }
    }

    private void CheckTimes(ActivityRequest request, RequestErrors errors)
    {
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

    private static List<ActivityResult> ResultsOf(IReadOnlyList<ActivityResultRequest> results, RequestErrors errors)
    {
        if (results.Count > CodeCount)
        {
            errors.Add("results", $"results får ha högst {CodeCount} poster, men har {results.Count}.");
            return [];
        }

        var read = new List<ActivityResult>();
        for (var i = 0; i < results.Count; i++)
        {
            var field = $"results[{i}]";
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
                errors.Add($"{field}.code", $"{field}.code: {ApiJson.CodeOf(code)} finns två gånger. Räkna ihop dem.");
            }
            else
            {
                read.Add(new ActivityResult(code, count));
            }
        }

        return [.. read.OrderBy(result => result.Code)];
    }
}
