namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>Applies the analysis in a request to a problem area.</summary>
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

            // Each id occurs once and belongs to this problem area.
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
