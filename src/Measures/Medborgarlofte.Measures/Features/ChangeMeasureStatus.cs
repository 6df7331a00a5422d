using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Meetings;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>Deciding, planning, starting, stopping, completing and evaluating measures.</summary>
internal static class ChangeMeasureStatus
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(MeasureEndpoints.Path + "/{id:guid}/status-changes", HandleAsync).WithName("changeMeasureStatus").RequireRoles(Roles.Parties | Roles.Steering).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Move a measure on.</summary>
    /// <remarks>
    /// Decides, plans, starts, stops, completes or evaluates a measure. A move that is not allowed is a conflict (409) that tells from,
    /// to and allowed; so is one that the measure is not ready for, such as a start without an indicator, or one that names a meeting
    /// that is not open. Who may enter a decision depends on who decides the measure.
    /// </remarks>
    private static Task<Ok<MeasureResponse>> HandleAsync(
        string municipality,
        Guid id,
        MeasureStatusChangeRequest request,
        MeasuresDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken) => db.DecideAsync(
        municipality,
        request.MeetingId,
        http.User,
        day => MoveAsync(municipality, id, request with { On = request.On ?? day }, db, time, http, cancellationToken),
        cancellationToken);

    private static async Task<Ok<MeasureResponse>> MoveAsync(
        string municipality,
        Guid id,
        MeasureStatusChangeRequest request,
        MeasuresDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        var note = errors.OptionalText("note", request.Note, MeasureStatusChange.NoteLength);
        var stated = errors.PlannedOf(request.Planned);
        errors.ThrowIfAny();

        // Who may and whether the table allows it come first: what else the request lacks does not matter then.
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
            At = time.GetUtcNow(),
            Note = note,
            MeetingId = request.MeetingId,
            Hindrance = errors.HindranceOf(request.Hindrance, to),
        };
        if (note is null && to is (MeasureStatus.Declined or MeasureStatus.Paused or MeasureStatus.Cancelled))
        {
            errors.Add("note", $"note saknas: skriv varför, när to är {ApiJson.CodeOf(to)}.");
        }

        errors.ThrowIfAny();
        await RequireReadyAsync(measure, to, db, cancellationToken);

        measure.Move(move, planned);
        await db.SaveAsync(measure, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, measure, MeasureEndpoints.Show(measure));
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

    // Work that was stopped needs a new time: the old one has passed or was given up.
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

    private static async Task RequireReadyAsync(Measure measure, MeasureStatus to, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        if (to == MeasureStatus.Decided && measure.OwnerParty.Length == 0)
        {
            throw new ConflictException("Åtgärden saknar ansvarig part. Ange ownerParty innan den beslutas.");
        }

        if (to is MeasureStatus.Started or MeasureStatus.Completed && measure is { StartedOn: null, Indicator: null })
        {
            throw new ConflictException("Åtgärden saknar indikator. Ange i indicator vad som ska visa om den fungerar innan den påbörjas.");
        }

        if (to == MeasureStatus.Evaluated && !await IsJudgedAsync(measure, db, cancellationToken))
        {
            throw new ConflictException("Åtgärden har ingen iakttagen eller bedömd effekt. För in effekten i problemområdet innan åtgärden räknas som utvärderad.");
        }
    }

    // An effect that names no measure is one of the whole row.
    private static Task<bool> IsJudgedAsync(Measure measure, MeasuresDbContext db, CancellationToken cancellationToken) =>
        db.Effects.AnyAsync(
            effect => measure.ProblemAreaIds.Contains(effect.ProblemAreaId)
                && (effect.Kind == EffectKind.Observed || effect.Kind == EffectKind.Judged)
                && (effect.MeasureIds.Contains(measure.PublicId) || effect.MeasureIds.Count == 0),
            cancellationToken);
}
