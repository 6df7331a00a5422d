using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures;

/// <summary>A problem area (problemområde) of a promise: one row of the follow-up.</summary>
internal sealed class ProblemArea : Aggregate
{
    public const int NameLength = 200;

    public Guid PromiseId { get; set; }

    public int Order { get; set; }

    public ProblemAreaKind Kind { get; set; }

    public required string Name { get; set; }

    public required List<string> Categories { get; set; }

    public required List<string> Areas { get; set; }

    public override object ToEvent() =>
        new ProblemAreaChanged(PublicId, Version, Municipality, PromiseId, Order, Kind, Name, Categories, Areas);
}
