using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.Effects;

/// <inheritdoc/>
internal sealed class MeasureEffects(MeasuresDbContext db) : IMeasureEffects
{
    public Task<bool> AnyInAsync(IReadOnlyList<Guid> problemAreaIds, Guid measureId, CancellationToken cancellationToken) =>
        db.Effects.AnyAsync(
            effect => problemAreaIds.Contains(effect.ProblemAreaId) && effect.MeasureIds.Contains(measureId), cancellationToken);

    public async Task<IReadOnlyList<EffectChanged>> HinderedAsync(string municipality, CancellationToken cancellationToken)
    {
        var hindered = await db.Effects.AsNoTracking()
            .Where(effect => effect.Municipality == municipality && effect.Kind == EffectKind.Hindered)
            .ToListAsync(cancellationToken);
        return hindered.ConvertAll(effect => effect.ToEvent());
    }

    // An effect that names no measure applies to the whole row.
    public Task<bool> AnyEvaluatedAsync(Measure measure, CancellationToken cancellationToken) =>
        db.Effects.AnyAsync(
            effect => measure.ProblemAreaIds.Contains(effect.ProblemAreaId)
                && (effect.Kind == EffectKind.Observed || effect.Kind == EffectKind.Judged)
                && (effect.MeasureIds.Contains(measure.PublicId) || effect.MeasureIds.Count == 0),
            cancellationToken);
}
