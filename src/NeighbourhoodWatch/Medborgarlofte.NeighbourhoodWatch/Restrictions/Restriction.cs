using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Restrictions;

/// <summary>A period in which no physical training may be held, such as that of a pandemic.</summary>
internal sealed class Restriction : Versioned
{
    public const int MaxMeasures = 50;

    public required HindranceReason Reason { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>Last day, or null while it goes on.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The measures of the promise that it hinders.</summary>
    public required List<Guid> MeasureIds { get; set; }

    public RestrictionDeclared ToEvent() => new(PublicId, Version, Municipality, Reason, From, To, MeasureIds);
}
