namespace Medborgarlofte.Measures.Effects;

/// <summary>An effect (effekt) in the row of a problem area, with the one ground that its kind requires.</summary>
internal sealed class Effect : Aggregate<EffectChanged>
{
    public const int GroundsLength = 500;

    public required Guid ProblemAreaId { get; init; }

    public required List<Guid> MeasureIds { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public EffectKind Kind { get; set; }

    public ObservedEffect? Observed { get; set; }

    public JudgedEffect? Judged { get; set; }

    public Hindrance? Hindrance { get; set; }

    public override EffectChanged ToEvent() => new(
        PublicId, Version, Municipality, ProblemAreaId, MeasureIds, FirstDay, LastDay, Kind, Observed, Judged, Hindrance);
}
