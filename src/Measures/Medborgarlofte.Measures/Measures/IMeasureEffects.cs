namespace Medborgarlofte.Measures.Measures;

/// <summary>Finds the effects of a measure.</summary>
internal interface IMeasureEffects
{
    /// <summary>Whether the measure has an effect in any of the problem areas.</summary>
    Task<bool> AnyInAsync(IReadOnlyList<Guid> problemAreaIds, Guid measureId, CancellationToken cancellationToken);

    /// <summary>The effects of kind hindered in a municipality.</summary>
    Task<IReadOnlyList<EffectChanged>> HinderedAsync(string municipality, CancellationToken cancellationToken);

    /// <summary>Whether the measure, or the whole row of one of its problem areas, has an observed or judged effect.</summary>
    Task<bool> AnyEvaluatedAsync(Measure measure, CancellationToken cancellationToken);
}
