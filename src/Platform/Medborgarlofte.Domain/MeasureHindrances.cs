using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.Domain;

/// <summary>What hinders measures, by the same rule for the board, the agenda and the follow-up.</summary>
/// <param name="effects">The effects in the municipality.</param>
/// <param name="restrictions">The periods without training.</param>
public sealed class MeasureHindrances(IReadOnlyList<EffectChanged> effects, IReadOnlyList<RestrictionDeclared> restrictions)
{
    /// <summary>
    /// What hinders a measure during some days: its own hindrance, a restriction or an effect of kind hindered; null if nothing does. An
    /// effect without measures concerns every measure of its problem area.
    /// </summary>
    public MeasureHindrance? Of(MeasureChanged measure, DateOnly first, DateOnly last) =>
        Own(measure).Concat(ByRestriction(measure)).Concat(ByEffect(measure))
            .FirstOrDefault(hindrance => Overlap(hindrance.From, hindrance.To, first, last));

    /// <summary>Whether two spans of days have a day in common.</summary>
    public static bool Overlap(DateOnly from, DateOnly? to, DateOnly first, DateOnly last) => from <= last && !(to < first);

    private static IEnumerable<MeasureHindrance> Own(MeasureChanged measure) => measure.Hindrance is { } own ? [own] : [];

    private IEnumerable<MeasureHindrance> ByRestriction(MeasureChanged measure) =>
        from restriction in restrictions
        where restriction.MeasureIds.Contains(measure.MeasureId)
        orderby restriction.From, restriction.RestrictionId
        select new MeasureHindrance(restriction.Reason, restriction.From, restriction.To, NewDate: null);

    private IEnumerable<MeasureHindrance> ByEffect(MeasureChanged measure) =>
        from effect in effects
        where effect.Hindrance is not null
            && (effect.MeasureIds.Contains(measure.MeasureId)
                || (effect.MeasureIds.Count == 0 && measure.ProblemAreaIds.Contains(effect.ProblemAreaId)))
        let hindrance = effect.Hindrance
        orderby hindrance.From, effect.EffectId
        select new MeasureHindrance(hindrance.Reason, hindrance.From, hindrance.To, NewDate: null);
}
