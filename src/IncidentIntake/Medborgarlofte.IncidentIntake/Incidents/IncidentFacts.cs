namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>What happened, where and when, as a party reports it.</summary>
public record IncidentFactsRequest
{
    /// <summary>Category code.</summary>
    public string? Category { get; init; }

    /// <summary>Whether it was only attempted (försök).</summary>
    public bool Attempted { get; init; }

    /// <summary>Area code. Default: the area of the position.</summary>
    public string? Area { get; init; }

    /// <summary>Position in WGS 84, or null.</summary>
    public Position? Position { get; init; }

    /// <summary>Form codes of the category.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [];

    /// <summary>Target codes of the category.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Codes of stolen goods of the category.</summary>
    public IReadOnlyList<string> Goods { get; init; } = [];

    /// <summary>Earliest time at which it can have happened.</summary>
    public DateTimeOffset? OccurredFrom { get; init; }

    /// <summary>Latest time at which it can have happened. Default: occurredFrom.</summary>
    public DateTimeOffset? OccurredTo { get; init; }

    /// <summary>When it was reported to a party. Default: now.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>What happened, without names of persons; at most 4,000 characters. Never leaves IncidentIntake.</summary>
    public string? Description { get; init; }
}

/// <summary>Facts that are valid by the municipality's rules.</summary>
internal sealed record IncidentFacts(
    string Category,
    bool Attempted,
    string? Area,
    Position? Position,
    IReadOnlyList<string> Forms,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Goods,
    IReadOnlyList<string> VictimGroups,
    DateTimeOffset OccurredFrom,
    DateTimeOffset OccurredTo,
    DateTimeOffset ReportedAt,
    string? Description)
{
    public const int MaxDescriptionLength = 4_000;
    private const int MaxCodes = 20;

    // The clocks of reporting systems differ slightly.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Validates the facts of a request. Adds every error, and returns null after an error.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rules">The rules of the municipality.</param>
    /// <param name="now">The current time.</param>
    /// <param name="errors">Receives the errors.</param>
    /// <param name="current">The incident in a correction. It may keep a category, an area and options that have been retired.</param>
    public static IncidentFacts? Check(
        IncidentFactsRequest request, MunicipalityRules rules, DateTimeOffset now, RequestErrors errors, Incident? current = null)
    {
        var category = CheckCategory(request, rules, errors, current?.Category);
        var area = PlaceRules.Check(request.Area, request.Position, rules, errors, current?.Area);
        var kept = current?.Category == request.Category ? current : null;
        var forms = CheckCodes("forms", request.Forms, (category?.Forms, kept?.Forms), request.Category, errors);
        var targets = CheckCodes("targets", request.Targets, (category?.Targets, kept?.Targets), request.Category, errors);
        var goods = CheckCodes("goods", request.Goods, (category?.Goods, kept?.Goods), request.Category, errors);
        var (from, to, reportedAt) = CheckTimes(request, now, errors);
        errors.CheckText("description", request.Description, MaxDescriptionLength, required: false);
        if (errors.Any || category is null)
        {
            return null;
        }

        string[] victimGroups = [.. goods.Select(code => category.VictimGroups.GetValueOrDefault(code)).OfType<string>().Distinct()];
        var description = string.IsNullOrWhiteSpace(request.Description) ? null : request.Description.Trim();
        return new IncidentFacts(
            request.Category!,
            request.Attempted,
            area,
            request.Position,
            forms,
            targets,
            goods,
            victimGroups,
            from,
            to,
            reportedAt,
            description);
    }

    private static CategoryRules? CheckCategory(
        IncidentFactsRequest request, MunicipalityRules rules, RequestErrors errors, string? current)
    {
        if (string.IsNullOrEmpty(request.Category))
        {
            errors.Add("category", "category saknas.");
            return null;
        }

        if (!rules.Categories.TryGetValue(request.Category, out var category))
        {
            errors.Add("category", $"Kategorin {PlaceRules.Shorten(request.Category)} finns inte i {rules.FullName}.");
        }
        else if (category.IsRetired && request.Category != current)
        {
            errors.Add("category", $"Kategorin {request.Category} har utgått.");
        }

        return category;
    }

    private static string[] CheckCodes(
        string field,
        IReadOnlyList<string>? codes,
        (IReadOnlySet<string>? Offered, IReadOnlyList<string>? Kept) known,
        string? category,
        RequestErrors errors)
    {
        if (codes is null or [])
        {
            return [];
        }

        if (codes.Count > MaxCodes)
        {
            errors.Add(field, $"{field} får ha högst {MaxCodes} koder.");
            return [];
        }

        for (var index = 0; known.Offered is not null && index < codes.Count; index++)
        {
            if (codes[index] is null || !(known.Offered.Contains(codes[index]) || known.Kept?.Contains(codes[index]) == true))
            {
                errors.Add($"{field}[{index}]", $"{PlaceRules.Shorten(codes[index])} finns inte bland {field} för kategorin {category}.");
            }
        }

        return codes.Count == 1 ? [codes[0]] : [.. codes.Distinct()];
    }

    private static (DateTimeOffset From, DateTimeOffset To, DateTimeOffset ReportedAt) CheckTimes(
        IncidentFactsRequest request, DateTimeOffset now, RequestErrors errors)
    {
        if (request.OccurredFrom is not { } from)
        {
            errors.Add("occurredFrom", "occurredFrom saknas.");
            return default;
        }

        var to = request.OccurredTo ?? from;
        var reportedAt = request.ReportedAt ?? now;
        CheckTime("occurredFrom", from);

        // A default value repeats another time, whose error is reported once.
        if (to != from)
        {
            CheckTime("occurredTo", to);
        }

        if (reportedAt != from && reportedAt != to)
        {
            CheckTime("reportedAt", reportedAt);
        }

        if (to < from)
        {
            errors.Add("occurredTo", "occurredTo ligger före occurredFrom.");
        }

        if (request.ReportedAt is not null && from - reportedAt > ClockSkew)
        {
            errors.Add("reportedAt", "reportedAt ligger före occurredFrom: inget kan rapporteras innan det har hänt.");
        }

        return (from, to, reportedAt);

        void CheckTime(string field, DateTimeOffset time)
        {
            if (time - now > ClockSkew)
            {
                errors.Add(field, $"{field} ligger i framtiden.");
            }
            else if (time < Earliest)
            {
                errors.Add(field, $"{field} ligger före {Earliest.Year}.");
            }
        }
    }
}

/// <summary>The origin of a report.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Source">Code of the source.</param>
/// <param name="ExternalId">Id in the source's own system, or null.</param>
/// <param name="Party">Code of the reporting party.</param>
/// <param name="IsSelection">Whether the source contains only a selection of incidents.</param>
internal sealed record IncidentOrigin(string Municipality, string Source, string? ExternalId, string Party, bool IsSelection = false);
