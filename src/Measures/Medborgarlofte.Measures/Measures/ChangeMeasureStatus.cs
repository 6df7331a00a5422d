using Medborgarlofte.Measures.Meetings;

namespace Medborgarlofte.Measures.Measures;

/// <summary>Deciding, planning, starting, stopping, completing and evaluating measures.</summary>
internal static class ChangeMeasureStatus
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(MeasureEndpoints.Path + "/{id:guid}/status-changes", HandleAsync).WithName("changeMeasureStatus")
            .RequireRoles(Roles.Parties | Roles.Steering).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Change the status of a measure.</summary>
    /// <remarks>
    /// Decides, plans, starts, stops, completes or evaluates a measure. A status change that is not allowed is a conflict (409) with
    /// from, to and allowed. A conflict is also a status change that the measure is not ready for, such as a start without an indicator,
    /// and one that names a meeting that is not open. The roles that may enter a decision depend on the decider of the measure.
    /// </remarks>
    private static Task<Ok<MeasureResponse>> HandleAsync(
        string municipality,
        Guid id,
        MeasureStatusChangeRequest request,
        IMeasureEffects effects,
        [AsParameters] EndpointServices services) =>
        services.DecideAsync(
            municipality,
            request.MeetingId,
            day => MoveAsync(municipality, id, request with { On = request.On ?? day }, effects, services));

    private static async Task<Ok<MeasureResponse>> MoveAsync(
        string municipality, Guid id, MeasureStatusChangeRequest request, IMeasureEffects effects, EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var now = time.GetUtcNow();
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        var note = errors.OptionalText("note", request.Note, MeasureStatusChange.NoteLength);
        var stated = errors.PlannedOf(request.Planned);
        errors.ThrowIfAny();

        // Check permission and lifecycle before the remaining fields.
        var role = MeasureAccess.RequireMove(http.User, measure, to);
        http.Request.RequireIfMatch(measure.Version);
        MeasureLifecycle.Require(measure.Status, to);

        var planned = PlannedFor(stated, measure, to, errors);
        var move = new MeasureStatusChange
        {
            From = measure.Status,
            To = to,
            On = DayOf(request.On, measure, reference.Today(time), errors),
            Party = http.User.Party(),
            Role = role,
            At = now,
            Note = note,
            MeetingId = request.MeetingId,
            Hindrance = errors.HindranceOf(request.Hindrance, to),
        };
        if (note is null && to is (MeasureStatus.Declined or MeasureStatus.Paused or MeasureStatus.Cancelled))
        {
            errors.Add("note", $"note saknas: skriv varför, när to är {ApiJson.CodeOf(to)}.");
        }

        errors.ThrowIfAny();
        await RequireReadyAsync(measure, to, effects, cancellationToken);

        var change = measure.Move(move, planned);
        var reason = db.Record(measure.PublicId, change.Event, http.User.Party(), now);
        await MeasureNotices.AddAsync(db, measure, change, reason, now, cancellationToken);
        await db.SaveAsync(measure, cancellationToken);
        return Responses.Ok(http, measure.Version, MeasureEndpoints.ToResponse(measure));
    }

    private static DateOnly DayOf(DateOnly? on, Measure measure, DateOnly today, RequestErrors errors)
    {
        var day = errors.Required("on", on);
        errors.NotInFuture("on", on, today);
        var latest = measure.StatusChanges is [.., var change] ? change.On : DateOnly.MinValue;
        var earliest = measure.StartedOn > latest ? measure.StartedOn.Value : latest;
        if (on < earliest)
        {
            errors.Add("on", $"on får inte ligga före det som redan har hänt med åtgärden, den {earliest:yyyy-MM-dd}.");
        }

        return day;
    }

    // Interrupted work needs a new time, because its old time has passed or was given up.
    private static PlannedTime? PlannedFor(PlannedTime? stated, Measure measure, MeasureStatus to, RequestErrors errors)
    {
        if (to != MeasureStatus.Planned)
        {
            if (stated is not null)
            {
                errors.Add("planned", "planned anges bara när to är planned.");
            }

            return null;
        }

        var known = measure.Status switch
        {
            MeasureStatus.Hindered when measure.Hindrance?.NewDate is { } day => new PlannedTime(PlannedPrecision.Date, day),
            MeasureStatus.Decided => measure.Planned,
            _ => null,
        };
        if (stated is null && known is null)
        {
            errors.Add("planned", "planned saknas: ange det datum, den månad eller det kvartal som åtgärden planeras till.");
        }

        return stated ?? known;
    }

    private static async Task RequireReadyAsync(
        Measure measure, MeasureStatus to, IMeasureEffects effects, CancellationToken cancellationToken)
    {
        if (to == MeasureStatus.Decided && measure.OwnerParty.Length == 0)
        {
            throw new ConflictException("Åtgärden saknar ansvarig part. Ange ownerParty innan den beslutas.");
        }

        if (to is MeasureStatus.Started or MeasureStatus.Completed && measure is { StartedOn: null, Indicator: null })
        {
            throw new ConflictException("Åtgärden saknar indikator. Ange i indicator vad som ska visa om den fungerar innan den påbörjas.");
        }

        if (to == MeasureStatus.Evaluated && !await effects.AnyEvaluatedAsync(measure, cancellationToken))
        {
            throw new ConflictException("Åtgärden har ingen iakttagen eller bedömd effekt. "
                + "För in effekten i problemområdet innan åtgärden räknas som utvärderad.");
        }
    }
}
