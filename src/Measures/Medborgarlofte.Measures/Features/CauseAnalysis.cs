using Medborgarlofte.Http;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>Applies what a request says about the analysis of a problem area.</summary>
internal static class CauseAnalysis
{
    public static void ApplyAnalysis(this RequestErrors errors, ProblemAreaRequest request, ProblemArea area, TimeProvider time)
    {
        area.Causes = CausesOf(request.Causes ?? [], area, time, errors);
        area.Priority = request.Priority;
        area.PriorityGrounds = errors.OptionalText("priorityGrounds", request.PriorityGrounds, ProblemArea.GroundsLength);
        if (request.Priority is not null && area.PriorityGrounds is null)
        {
            errors.Add("priorityGrounds", "priorityGrounds saknas: skriv vad prioriteringen grundar sig på.");
        }

        if (request.Priority is null && area.PriorityGrounds is not null)
        {
            errors.Add("priority", "priority saknas: grunden hör till en prioritering.");
        }

        area.Deepened = request.Deepened is null ? null : new DeepenedProject(
            errors.Text("deepened.aim", request.Deepened.Aim, ProblemArea.AimLength),
            errors.Required("deepened.from", request.Deepened.From),
            request.Deepened.To);
        errors.InOrder("deepened.from", request.Deepened?.From, "deepened.to", request.Deepened?.To);
    }

    /// <summary>Checks that no measure loses a cause that it goes for.</summary>
    /// <exception cref="ConflictException">One would (409).</exception>
    public static async Task RequireUnusedAsync(IReadOnlyList<Guid> removed, string municipality, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        if (removed.Count > 0
            && await db.Measures.AnyAsync(
                measure => measure.Municipality == municipality && measure.CauseIds.Any(cause => removed.Contains(cause)), cancellationToken))
        {
            throw new ConflictException("En åtgärd går mot en orsak som skulle tas bort. Ändra åtgärden först.");
        }
    }

    private static List<Cause> CausesOf(IReadOnlyList<CauseRequest> causes, ProblemArea area, TimeProvider time, RequestErrors errors)
    {
        if (causes.Count > RequestChecks.MaxItems)
        {
            errors.Add("causes", $"causes får ha högst {RequestChecks.MaxItems} poster, men har {causes.Count}.");
            return [];
        }

        var known = area.Causes.Select(cause => cause.Id).ToHashSet();
        var result = new List<Cause>();
        for (var i = 0; i < causes.Count; i++)
        {
            var field = $"causes[{i}]";
            if (causes[i] is not { } cause)
            {
                errors.Add(field, $"{field} saknas.");
                continue;
            }

            // An id is used once, and only one that this problem area has.
            if (cause.Id is { } id && !known.Remove(id))
            {
                errors.Add($"{field}.id", $"{field}.id: orsaken {id} finns inte i problemområdet eller står flera gånger.");
            }

            result.Add(new Cause(
                cause.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
                errors.Required($"{field}.side", cause.Side),
                errors.Text($"{field}.wording", cause.Wording, ProblemArea.CauseLength)));
        }

        return result;
    }
}
