using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>A warning to the groups of an area: written from codes and names of areas, never from free text.</summary>
internal sealed class Warning : Versioned
{
    public const string Kind = "watch-warning";

    public required string Area { get; init; }

    public required string Category { get; init; }

    public required WarningRule Rule { get; init; }

    public required int Cases { get; init; }

    public required int Days { get; init; }

    /// <summary>Calendar day on which it was sent.</summary>
    public required DateOnly On { get; init; }

    public required string Text { get; init; }

    /// <summary>Active groups in the area.</summary>
    public required int Groups { get; init; }

    /// <summary>Households that get it.</summary>
    public required int Households { get; init; }

    public WarningSent ToEvent() => new(PublicId, Version, Municipality, Area, Category, Rule, On, Cases, Groups, Households);
}
