using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>What the EST meeting looks at: the measures that wait for something. A measure may stand in several groups.</summary>
/// <param name="Today">The day that late is counted from, on the municipality's calendar.</param>
/// <param name="WaitingForDecision">Proposed and not decided.</param>
/// <param name="Planned">Decided or planned and not begun.</param>
/// <param name="Late">Not begun, not ended or not taken up again by the day that was set for it.</param>
/// <param name="Hindered">Hindered.</param>
/// <param name="WithoutCause">Going for no cause of its problem areas.</param>
/// <param name="WithoutOwner">With no accountable party.</param>
/// <param name="WithoutIndicator">With nothing that will show whether it works.</param>
public sealed record MeasureBoardResponse(
    DateOnly Today,
    MeasureBoardGroup WaitingForDecision,
    MeasureBoardGroup Planned,
    MeasureBoardGroup Late,
    MeasureBoardGroup Hindered,
    MeasureBoardGroup WithoutCause,
    MeasureBoardGroup WithoutOwner,
    MeasureBoardGroup WithoutIndicator);

/// <summary>The measures of one group of the board.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Items">The first hundred: those that are due first, then those entered first.</param>
public sealed record MeasureBoardGroup(int Total, IReadOnlyList<MeasureBoardItem> Items);

/// <summary>A measure on the board.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerParty">The accountable party, or null.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Decider">Who decides.</param>
/// <param name="Planned">The time for which it is planned, or null.</param>
/// <param name="Due">The day by which it should have begun, ended or been taken up again, or null.</param>
/// <param name="Hindrance">What hinders it, or null.</param>
public sealed record MeasureBoardItem(
    Guid Id,
    int Version,
    string Title,
    string? OwnerParty,
    MeasureStatus Status,
    MeasureDecider Decider,
    PlannedTimeResponse? Planned,
    DateOnly? Due,
    MeasureHindrance? Hindrance);

/// <summary>The board (tavlan) of open measures.</summary>
internal static class MeasureBoard
{
    private const int MaxItems = 100;

    private static readonly MeasureStatus[] Open = [.. Enum.GetValues<MeasureStatus>().Where(status => !MeasureLifecycle.IsOver(status))];

    public static void Map(RouteGroupBuilder municipality) => municipality.MapGet(MeasureEndpoints.Path + "/board", GetAsync).WithName("getMeasureBoard").RequireRoles(Roles.Parties | Roles.Steering);

    /// <summary>Read the board of open measures.</summary>
    /// <remarks>What the EST meeting looks at (tavlan): the measures that wait for something, by what they wait for. A party sees its own.</remarks>
    private static async Task<Ok<MeasureBoardResponse>> GetAsync(
        string municipality, MeasuresDbContext db, TimeProvider time, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var today = (await db.RequireMunicipalityAsync(municipality, cancellationToken)).Today(time);

        // The moves of each are beside the point here, but they are few.
        var open = await MeasureAccess.VisibleTo(caller, db).AsNoTracking()
            .Where(measure => measure.Municipality == municipality && Open.Contains(measure.Status))
            .ToListAsync(cancellationToken);
        open.Sort((one, other) => (one.Due ?? DateOnly.MaxValue, one.Id).CompareTo((other.Due ?? DateOnly.MaxValue, other.Id)));
        return TypedResults.Ok(new MeasureBoardResponse(
            today,
            Group(open, measure => measure.Status == MeasureStatus.Proposed),
            Group(open, measure => measure.Status is MeasureStatus.Decided or MeasureStatus.Planned),
            Group(open, measure => measure.Due < today),
            Group(open, measure => measure.Status == MeasureStatus.Hindered),
            Group(open, measure => measure.CauseIds is []),
            Group(open, measure => measure.OwnerParty.Length == 0),
            Group(open, measure => measure.Indicator is null)));
    }

    private static MeasureBoardGroup Group(List<Measure> open, Predicate<Measure> belongs)
    {
        var group = open.FindAll(belongs);
        return new MeasureBoardGroup(group.Count, group.Take(MaxItems).Select(ItemOf).ToList());
    }

    private static MeasureBoardItem ItemOf(Measure measure) => new(
        measure.PublicId,
        measure.Version,
        measure.Title,
        measure.OwnerParty.Length == 0 ? null : measure.OwnerParty,
        measure.Status,
        measure.Decider,
        MeasureEndpoints.Show(measure.Planned),
        measure.Due,
        measure.Hindrance);
}
