using Medborgarlofte.Domain;

namespace Medborgarlofte.Measures.Measures;

/// <summary>The board of the EST meeting: open measures by required action. A measure can be in several groups.</summary>
/// <param name="Today">Today in the municipality; late measures are due before it.</param>
/// <param name="WaitingForDecision">Proposed and not decided.</param>
/// <param name="Planned">Decided or planned, not started.</param>
/// <param name="Late">Not started, ended or resumed by its due day.</param>
/// <param name="Hindered">Hindered today, by its own hindrance, a period without training or an effect of kind hindered.</param>
/// <param name="WithoutCause">Without a cause in its problem areas.</param>
/// <param name="WithoutOwner">Without an accountable party.</param>
/// <param name="WithoutIndicator">Without an indicator.</param>
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
/// <param name="Total">Number of measures.</param>
/// <param name="Items">The first hundred, by due day and then in the order entered.</param>
public sealed record MeasureBoardGroup(int Total, IReadOnlyList<MeasureBoardItem> Items);

/// <summary>A measure on the board.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version.</param>
/// <param name="Title">Public wording of the work.</param>
/// <param name="OwnerParty">The accountable party, or null.</param>
/// <param name="Status">Status.</param>
/// <param name="Decider">Who decides.</param>
/// <param name="Planned">The time for which it is planned, or null.</param>
/// <param name="Due">Day by which it should have started, ended or been resumed, or null.</param>
/// <param name="Hindrance">Current hindrance, or null.</param>
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

    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapGet(MeasureEndpoints.Path + "/board", GetAsync).WithName("getMeasureBoard")
            .RequireRoles(Roles.Parties | Roles.Steering);

    /// <summary>Read the board of open measures.</summary>
    /// <remarks>The board (tavlan) of the EST meeting: open measures grouped by required action. A party sees its own.</remarks>
    private static async Task<Ok<MeasureBoardResponse>> GetAsync(
        string municipality, IMeasureEffects effects, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var today = (await db.RequireMunicipalityAsync(municipality, cancellationToken)).Today(time);

        // The status changes are loaded too, but they are few.
        var open = await MeasureAccess.VisibleTo(http.User, db).AsNoTracking()
            .Where(measure => measure.Municipality == municipality && Open.Contains(measure.Status))
            .ToListAsync(cancellationToken);
        var restrictions = await db.Restrictions.AsNoTracking()
            .Where(copy => copy.Municipality == municipality)
            .Select(copy => copy.Declared)
            .ToListAsync(cancellationToken);
        var hindrances = new MeasureHindrances(await effects.HinderedAsync(municipality, cancellationToken), restrictions);
        var hindered = open.Where(measure => measure.Status != MeasureStatus.Proposed)
            .Select(measure => (measure.PublicId, Hindrance: hindrances.Of(measure.ToEvent(), today, today)))
            .Where(found => found.Hindrance is not null)
            .ToDictionary(found => found.PublicId, found => found.Hindrance!);
        open.Sort((one, other) => (one.Due ?? DateOnly.MaxValue, one.Id).CompareTo((other.Due ?? DateOnly.MaxValue, other.Id)));
        return TypedResults.Ok(new MeasureBoardResponse(
            today,
            Group(measure => measure.Status == MeasureStatus.Proposed),
            Group(measure => measure.Status is MeasureStatus.Decided or MeasureStatus.Planned),
            Group(measure => MeasureTiming.IsLate(measure.Due, today)),
            Group(measure => measure.Status == MeasureStatus.Hindered || hindered.ContainsKey(measure.PublicId)),
            Group(measure => measure.CauseIds is []),
            Group(measure => measure.OwnerParty.Length == 0),
            Group(measure => measure.Indicator is null)));

        MeasureBoardGroup Group(Predicate<Measure> belongs)
        {
            var group = open.FindAll(belongs);
            return new MeasureBoardGroup(
                group.Count,
                group.Take(MaxItems).Select(measure => ItemOf(measure, hindered.GetValueOrDefault(measure.PublicId))).ToList());
        }
    }

    private static MeasureBoardItem ItemOf(Measure measure, MeasureHindrance? hindrance) => new(
        measure.PublicId, measure.Version, measure.Title, measure.OwnerParty.Length == 0 ? null : measure.OwnerParty, measure.Status,
        measure.Decider, MeasureEndpoints.ToResponse(measure.Planned), measure.Due, hindrance ?? measure.Hindrance);
}
