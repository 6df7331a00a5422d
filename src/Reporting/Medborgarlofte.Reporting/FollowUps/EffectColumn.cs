using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.FollowUps.Sentences;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes the third column of a follow-up.</summary>
/// <param name="period">The period.</param>
/// <param name="today">The current day. Later days cannot have been observed.</param>
/// <param name="effects">The effects in the municipality.</param>
/// <param name="restrictions">The periods without training.</param>
/// <param name="sentences">Writes the sentences.</param>
/// <param name="noteOf">Why the cases of a query are missing or partial, or null.</param>
/// <param name="view">The counts that the reader sees.</param>
/// <param name="countAsync">Counts cases by the day on which they occurred.</param>
internal sealed class EffectColumn(
    Period period,
    DateOnly today,
    IReadOnlyList<EffectChanged> effects,
    IReadOnlyList<RestrictionDeclared> restrictions,
    EffectSentences sentences,
    Func<CubeQuery, CollectionNote?> noteOf,
    CountView view,
    Func<CubeQuery, Task<int>> countAsync)
{
    /// <summary>The effects of a row. Without a registered effect, one line follows from the status of the row's own measures.</summary>
    public async Task<IReadOnlyList<EffectLine>> WriteAsync(ProblemAreaChanged row, IReadOnlyList<MeasureLine> measures)
    {
        var lines = new List<EffectLine>();
        var registered = effects
            .Where(effect => effect.ProblemAreaId == row.ProblemAreaId && IsInPeriod(effect.FirstDay, effect.LastDay))
            .OrderBy(effect => effect.FirstDay)
            .ThenBy(effect => effect.EffectId);
        foreach (var effect in registered)
        {
            lines.Add(effect switch
            {
                { Kind: EffectKind.Observed, Observed: { } observed } => await ObservedLineAsync(effect, observed),
                { Kind: EffectKind.Judged, Judged: { } judged } => Line(effect, EffectSentences.Judged(judged)),
                { Kind: EffectKind.Hindered, Hindrance: { } hindrance } => Line(effect, EffectSentences.Hindered(hindrance)),
                _ => Line(effect, EffectSentences.NotStarted),
            });
        }

        lines.AddRange([.. HinderedByRestriction(measures, lines), .. HinderedMeasures(measures, lines)]);
        return lines.Count > 0 ? lines : [LineFromStatus(measures)];
    }

    // A hindered measure adds a line, unless the row already has an effect of the measure.
    private IEnumerable<EffectLine> HinderedMeasures(IReadOnlyList<MeasureLine> measures, List<EffectLine> lines) =>
        from measure in measures
        where measure is { SharedWith: null, Hindrance: not null } && !lines.Exists(line => line.MeasureIds.Contains(measure.MeasureId))
        let hindrance = measure.Hindrance
        where IsInPeriod(hindrance.From, hindrance.To)
        select HinderedLine(new Hindrance(hindrance.Reason, HinderedActivity.Measure, hindrance.From, hindrance.To), [measure.MeasureId]);

    // A restriction hinders the training of its measures. Measures that a registered effect reports as hindered are not repeated.
    private IEnumerable<EffectLine> HinderedByRestriction(IReadOnlyList<MeasureLine> measures, List<EffectLine> lines) =>
        from restriction in restrictions
        where IsInPeriod(restriction.From, restriction.To)
        let hindered = measures
            .Where(measure => measure.SharedWith is null && restriction.MeasureIds.Contains(measure.MeasureId))
            .Select(measure => measure.MeasureId)
            .Where(measure => !lines.Exists(line => line.Kind == EffectKind.Hindered && line.MeasureIds.Contains(measure)))
            .ToList()
        where hindered.Count > 0
        orderby restriction.From, restriction.RestrictionId
        select HinderedLine(
            new Hindrance(restriction.Reason, HinderedActivity.BasicTraining, restriction.From, restriction.To), hindered);

    private bool IsInPeriod(DateOnly from, DateOnly? to) =>
        MeasureHindrances.Overlap(from, to, period.FirstDay, period.LastDay);

    private static EffectLine HinderedLine(Hindrance hindrance, IReadOnlyList<Guid> measureIds) => new(
        EffectId: null, EffectKind.Hindered, EffectSentences.Hindered(hindrance), Query: null, Count: null, ExposureDays: null, measureIds);

    private static EffectLine Line(EffectChanged effect, string text) =>
        new(effect.EffectId, effect.Kind, text, Query: null, Count: null, ExposureDays: null, effect.MeasureIds);

    private static EffectLine LineFromStatus(IReadOnlyList<MeasureLine> measures)
    {
        var own = measures.Where(measure => measure.SharedWith is null).ToList();
        var onlyPlanned = own.Count > 0 && own.TrueForAll(measure => measure.Status is MeasureStatus.Decided or MeasureStatus.Planned);
        return new EffectLine(
            EffectId: null,
            onlyPlanned ? EffectKind.NotStarted : EffectKind.Judged,
            onlyPlanned ? EffectSentences.NotStarted : EffectSentences.NotYetJudged,
            Query: null,
            Count: null,
            ExposureDays: null,
            [.. own.Where(_ => onlyPlanned).Select(measure => measure.MeasureId)]);
    }

    private async Task<EffectLine> ObservedLineAsync(EffectChanged effect, ObservedEffect observed)
    {
        var last = today < period.LastDay ? today : period.LastDay;
        var days = Math.Max(0, last.DayNumber - observed.After.DayNumber);
        var query = new CubeQuery(
            ApiJson.CodeOf(CubeBasis.Occurred),
            observed.After.AddDays(1),
            last,
            observed.Categories,
            observed.Areas,
            SplitBy.None,
            observed.Target);
        var note = days == 0 ? null : noteOf(query);
        int? count = note is { IsMissing: true } ? null : view.Find(PublicCell.Of(query), await countAsync(query));
        return Line(effect, sentences.Observed(observed, query, note, count, days)) with
        {
            Query = query, Count = count, ExposureDays = days, CountNote = note,
        };
    }
}
