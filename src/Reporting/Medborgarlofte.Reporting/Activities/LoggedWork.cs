using Medborgarlofte.Domain;

namespace Medborgarlofte.Reporting.Activities;

/// <summary>A logged activity or total.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Kind">Kind of activity.</param>
/// <param name="Area">Area code, or null if unknown.</param>
/// <param name="Performed">The performing party, the days and the number of occasions.</param>
/// <param name="Results">Immediate results, by code.</param>
internal sealed record LoggedWork(
    Guid MeasureId, ActivityKind Kind, string? Area, Performed Performed, IReadOnlyList<ActivityResult> Results)
{
    /// <summary>
    /// The category of its results in public counts. A total of several days has one of its own, because only counts whose period includes
    /// all its days include it.
    /// </summary>
    public string ResultCategory => Performed is { IsTotal: true } total
        ? string.Create(CultureInfo.InvariantCulture, $"{PublicCell.ActivityOf(MeasureId, Kind)}/{total.From:yyyyMMdd}-{total.To:yyyyMMdd}")
        : PublicCell.ActivityOf(MeasureId, Kind);

    public static LoggedWork Of(ActivityChanged activity) => new(
        activity.MeasureId,
        activity.Kind,
        activity.Area,
        new Performed(activity.Party, activity.On, activity.On, activity.Occasions),
        activity.Results);

    public static LoggedWork Of(ActivityTotalChanged total) => new(
        total.MeasureId, total.Kind, total.Area, new Performed(total.Party, total.From, total.To, total.Occasions), total.Results);

    /// <summary>Whether a commitment counts it, if its days are in the commitment's time.</summary>
    public bool BelongsTo(CommitmentChanged commitment) =>
        commitment.MeasureIds.Contains(MeasureId)
        && (commitment.Activities.Count == 0 || commitment.Activities.Contains(Kind))
        && (commitment.Areas.Count == 0 || (Area is not null && commitment.Areas.Contains(Area)));
}
