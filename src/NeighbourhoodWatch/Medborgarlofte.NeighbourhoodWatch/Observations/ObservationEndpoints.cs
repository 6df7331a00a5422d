namespace Medborgarlofte.NeighbourhoodWatch.Observations;

/// <summary>An observation of a group, as category and time; its place is the group's area.</summary>
/// <param name="Category">Category code.</param>
/// <param name="OccurredFrom">Earliest possible time.</param>
/// <param name="OccurredTo">Latest possible time. Default: the earliest possible time.</param>
public sealed record ObservationRequest(string? Category, DateTimeOffset? OccurredFrom, DateTimeOffset? OccurredTo);

/// <summary>An accepted observation.</summary>
/// <param name="Id">Id of the observation: the external id of the resulting incident, whose source is neighbourhood-watch.</param>
public sealed record ObservationResponse(Guid Id);

/// <summary>Accepts observations and publishes them as events for incident intake.</summary>
internal static class ObservationEndpoints
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(WatchGroupEndpoints.Path + "/{id:guid}/observations", ReportAsync).WithName("reportWatchGroupObservation")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Report an observation of a group.</summary>
    /// <remarks>
    /// By category, time and the group's area, without text or an exact place. Shortly afterwards, the observation becomes an incident in
    /// quarantine, which counts when a party has verified it. For emergencies, call 112; for other urgent matters, call the police on
    /// 114 14. A closed group cannot report observations (409).
    /// </remarks>
    private static async Task<Accepted<ObservationResponse>> ReportAsync(
        string municipality, Guid id, ObservationRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        var group = await services.RequireGroupAsync(municipality, id);
        var now = services.Now;
        var errors = new RequestErrors();
        if (request.Category is null || !reference.Categories.ContainsKey(request.Category))
        {
            errors.Add("category", request.Category is null ? "category saknas." : "category finns inte i kommunen.");
        }

        var from = errors.Required("occurredFrom", request.OccurredFrom);
        var to = request.OccurredTo ?? from;
        CheckTime("occurredFrom", request.OccurredFrom);
        CheckTime("occurredTo", request.OccurredTo);
        if (to < from)
        {
            errors.Add("occurredTo", "occurredTo ligger före occurredFrom.");
        }

        errors.ThrowIfAny();
        if (group.Status == WatchGroupStatus.Closed)
        {
            throw new ConflictException("Gruppen är avslutad.");
        }

        var observation = new ObservationReported(
            Guid.CreateVersion7(now), 1, municipality, group.PublicId, group.Area, request.Category!, from, to, now);
        services.Db.Record(observation.ObservationId, observation, services.Party, now);
        await services.Db.SaveChangesAsync(services.Cancellation);
        return TypedResults.Accepted((string?)null, new ObservationResponse(observation.ObservationId));

        void CheckTime(string field, DateTimeOffset? time)
        {
            if (time > now || time < Earliest)
            {
                errors.Add(field, time > now ? $"{field} ligger i framtiden." : $"{field} ligger före {Earliest.Year}.");
            }
        }
    }
}
