namespace Medborgarlofte.Measures.Promises;

/// <summary>A citizen promise (medborgarlöfte): a goal of the police and the municipality for a period.</summary>
internal sealed class Promise : Aggregate<PromiseChanged>
{
    public const int TitleLength = 200;
    public const int GoalLength = 1000;

    public required string Title { get; set; }

    public required string Goal { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public required List<string> Owners { get; set; }

    public bool RestsOnCitizenViews { get; set; }

    public bool RestsOnSituationalPicture { get; set; }

    /// <summary>Its sources, or null if only a yes or no has been entered.</summary>
    public PromiseSources? Sources { get; set; }

    /// <summary>The owners' signatures, by office.</summary>
    public IReadOnlyList<PromiseSignature> Signatures { get; set; } = [];

    /// <summary>The earlier promise that it follows.</summary>
    public Guid? FollowsPromiseId { get; set; }

    public override PromiseChanged ToEvent() => new(
        PublicId, Version, Municipality, FirstDay, LastDay, Title, Goal, Owners, RestsOnCitizenViews, RestsOnSituationalPicture, Sources,
        Signatures, FollowsPromiseId);
}
