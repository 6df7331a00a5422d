using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>A group of households that watch over their area together. Its name can point out a street: it stays in the module.</summary>
internal sealed class WatchGroup
{
    public const int NameLength = 200;
    public const int MaxHouseholds = 10_000;

    public long Id { get; private set; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; private set; } = 1;

    public required string Name { get; init; }

    public required string Area { get; init; }

    public required WatchVariant Variant { get; init; }

    public required int Households { get; init; }

    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Code of the party as which its contacts sign in, e.g. watch:sunda-norra, or null where none does.</summary>
    public string? Party { get; init; }

    public WatchGroupChanged ToEvent() => new(PublicId, Version, Municipality, Area, Variant, Households, RegisteredOn);
}
