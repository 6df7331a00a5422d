namespace Medborgarlofte.IncidentIntake.DuplicateSuggestions;

/// <summary>Two incidents that are probably the same case.</summary>
/// <param name="Incident">The incident that was registered first.</param>
/// <param name="Other">The incident that was registered later.</param>
/// <param name="Grounds">The grounds of the suggestion.</param>
public sealed record DuplicateSuggestionResponse(IncidentResponse Incident, IncidentResponse Other, DuplicateGrounds Grounds);

/// <summary>The grounds of a suggestion.</summary>
/// <param name="Category">Category code of both.</param>
/// <param name="Area">Area code of both, or null if their places are compared by position only.</param>
/// <param name="Metres">Metres between their places, or null if the position of one is unknown.</param>
/// <param name="MinutesApart">Minutes between them; 0 if they can have happened at the same time.</param>
/// <param name="Text">The grounds, in Swedish.</param>
public sealed record DuplicateGrounds(string Category, string? Area, int? Metres, int MinutesApart, string Text);

/// <summary>Two incidents that are different cases.</summary>
/// <param name="IncidentId">Public id of an incident.</param>
/// <param name="OtherIncidentId">Public id of the other incident.</param>
public sealed record DuplicateDismissalRequest(Guid? IncidentId, Guid? OtherIncidentId);

/// <summary>Suggestions of likely duplicates across parties, and decisions that two incidents are different cases.</summary>
internal static class DuplicateSuggestionEndpoints
{
    private const string Path = "/duplicate-suggestions";
    private const int DefaultDays = 30;
    private const int LongestDays = 366;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, ListAsync).WithName("listDuplicateSuggestions").RequireRoles(IncidentAccess.Reviewers);
        municipality.MapPost(Path + "/dismissals", DismissAsync).WithName("dismissDuplicateSuggestion")
            .RequireRoles(IncidentAccess.Reviewers);
    }

    /// <summary>List likely duplicates.</summary>
    /// <remarks>
    /// Pairs of counted incidents that different parties have reported: the same category, times at most two hours apart, and places at
    /// most 200 metres apart, or in the same area if the position of one is unknown. Latest first, among the incidents reported in the
    /// last 30 days or in the given days. Decide a pair: mark one incident as a duplicate of the other by a status change, or dismiss the
    /// suggestion. Until then a warning to watch groups counts the pair once.
    /// </remarks>
    private static async Task<PageOf<DuplicateSuggestionResponse>> ListAsync(
        string municipality,
        DateOnly? reportedFrom,
        DateOnly? reportedTo,
        [AsParameters] Paging paging,
        [AsParameters] IntakeServices services)
    {
        paging.Check();
        var (db, cache, time, http, cancellationToken) = services;
        var rules = await cache.RequireAsync(municipality);
        var last = reportedTo ?? rules.DayOf(time.GetUtcNow());
        var first = reportedFrom ?? (last.DayNumber > DefaultDays ? last.AddDays(1 - DefaultDays) : last);
        if (first > last || last.DayNumber - first.DayNumber >= LongestDays)
        {
            throw RequestErrors.ExceptionFor(
                "reportedFrom", $"reportedFrom ska ligga före reportedTo, med högst {LongestDays} dagar från den första till den sista.");
        }

        var pairs = await db.FindLikelyPairsAsync(
            municipality, rules.StartOf(first), rules.StartOf(last).AddDays(1), cancellationToken);
        var shown = pairs.Skip(paging.Skip).Take(paging.Size).ToList();
        var ids = shown.SelectMany(pair => new[] { pair.Earlier, pair.Later }).ToHashSet();
        var incidents = await db.Incidents.AsNoTracking()
            .Where(incident => ids.Contains(incident.PublicId))
            .Select(IncidentResponse.ProjectionFor(http.User))
            .ToDictionaryAsync(incident => incident.Id, cancellationToken);
        var items = shown.ConvertAll(pair => ToResponse(pair, incidents[pair.Earlier], incidents[pair.Later], rules));
        return new PageOf<DuplicateSuggestionResponse>(items, paging.Number, paging.Size, pairs.Count);
    }

    /// <summary>Dismiss a likely duplicate.</summary>
    /// <remarks>
    /// Decides that two incidents are different cases. They are not suggested again, and warnings to watch groups count both. A mistake is
    /// corrected by marking one as a duplicate of the other.
    /// </remarks>
    private static async Task<NoContent> DismissAsync(
        string municipality, DuplicateDismissalRequest request, [AsParameters] IntakeServices services)
    {
        var db = services.Db;
        await services.Rules.RequireAsync(municipality);
        var errors = new RequestErrors();
        var (one, other) = DismissedDuplicate.KeyOf(
            errors.Required("incidentId", request.IncidentId), errors.Required("otherIncidentId", request.OtherIncidentId));
        if (request.IncidentId is not null && one == other)
        {
            errors.Add("otherIncidentId", "otherIncidentId ska vara en annan händelse än incidentId.");
        }

        errors.ThrowIfAny();
        var known = await db.Incidents.CountAsync(
            incident => incident.Municipality == municipality && (incident.PublicId == one || incident.PublicId == other),
            services.Cancellation);
        if (known != 2)
        {
            throw new NotFoundException("Händelsen");
        }

        if (await db.DismissedDuplicates.AnyAsync(
            pair => pair.IncidentId == one && pair.OtherIncidentId == other, services.Cancellation))
        {
            return TypedResults.NoContent();
        }

        var now = services.Time.GetUtcNow();
        db.DismissedDuplicates.Add(new DismissedDuplicate
        {
            IncidentId = one,
            OtherIncidentId = other,
            Municipality = municipality,
            DecidedBy = services.CallerParty,
            DecidedAt = now,
        });
        db.Record(Guid.CreateVersion7(now), new DuplicateDismissed(one, 1, municipality, other), services.CallerParty, now);
        await db.SaveNewAsync("Händelserna är redan bedömda som olika fall.", services.Cancellation);
        return TypedResults.NoContent();
    }

    private static DuplicateSuggestionResponse ToResponse(
        LikelyPair pair, IncidentResponse incident, IncidentResponse other, MunicipalityRules rules)
    {
        var metres = pair.Metres is { } distance ? (int)Math.Round(distance) : (int?)null;
        var minutes = (int)Math.Ceiling(pair.Apart.TotalMinutes);
        var area = incident.Area == other.Area ? incident.Area : null;
        var place = metres switch
        {
            null => $"i samma område ({rules.Areas.GetValueOrDefault(area!, area!)})",
            0 => "på samma plats",
            { } apart => $"{SwedishText.Number(apart)} meter från varandra",
        };
        var when = minutes switch
        {
            0 => "vid samma tid",
            1 => "med en minut emellan",
            _ => $"med {SwedishText.Number(minutes)} minuter emellan",
        };
        var category = rules.Categories.TryGetValue(incident.Category, out var known) ? known.Name : incident.Category;
        var reporters = SwedishText.List([.. new[] { incident, other }.Select(each => rules.PartyName(each.ReportedBy ?? ""))]);
        return new DuplicateSuggestionResponse(
            incident,
            other,
            new DuplicateGrounds(
                incident.Category, area, metres, minutes, $"{category}: {place} och {when}, rapporterat av {reporters}."));
    }
}
