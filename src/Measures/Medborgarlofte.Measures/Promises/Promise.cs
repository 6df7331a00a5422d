namespace Medborgarlofte.Measures.Promises;

/// <summary>A citizen promise (medborgarlöfte): a goal of the police and the municipality for a period.</summary>
internal sealed class Promise : Aggregate<PromiseChanged>
{
    public const int TitleLength = 200;
    public const int GoalLength = 1000;
    public const int ReasonLength = 500;

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

    /// <summary>Whether it is not adopted yet. A draft records no events, so that it can be deleted without trace.</summary>
    public bool IsDraft { get; private set; }

    /// <summary>Day of adoption; null for a draft, and for a promise that was entered before 0.2.0.</summary>
    public DateOnly? AdoptedOn { get; private set; }

    public PromiseWithdrawal? Withdrawal { get; private set; }

    public PromiseStatus Status => this switch
    {
        { IsDraft: true } => PromiseStatus.Draft,
        { Withdrawal: not null } => PromiseStatus.Withdrawn,
        _ => PromiseStatus.Adopted,
    };

    /// <summary>A new draft.</summary>
    public static Promise Draft(Guid id, string municipality) =>
        new() { PublicId = id, Municipality = municipality, Title = "", Goal = "", Owners = [], IsDraft = true };

    /// <summary>Adopts the draft.</summary>
    /// <exception cref="InvalidTransitionException">It is not a draft (409).</exception>
    public PromiseChanged Adopt(DateOnly on)
    {
        PromiseLifecycle.Require(Status, PromiseStatus.Adopted);
        (IsDraft, AdoptedOn) = (false, on);
        return Changed();
    }

    /// <summary>Withdraws the adopted promise.</summary>
    /// <exception cref="InvalidTransitionException">It is not adopted (409).</exception>
    public PromiseChanged Withdraw(DateOnly on, string reason)
    {
        PromiseLifecycle.Require(Status, PromiseStatus.Withdrawn);
        Withdrawal = new PromiseWithdrawal(on, reason);
        return Changed();
    }

    /// <summary>Requires that problem areas, commitments and measures may be added.</summary>
    /// <exception cref="ConflictException">The promise is withdrawn (409).</exception>
    public void RequireNotWithdrawn()
    {
        if (Withdrawal is { } withdrawal)
        {
            throw new ConflictException(
                $"Löftet {Title} är tillbakadraget sedan den {withdrawal.On:yyyy-MM-dd} och tar inte emot fler problemområden, åtaganden "
                + "eller åtgärder.");
        }
    }

    public override PromiseChanged ToEvent() => new(
        PublicId, Version, Municipality, FirstDay, LastDay, Title, Goal, Owners, RestsOnCitizenViews, RestsOnSituationalPicture, Sources,
        Signatures, FollowsPromiseId, Status, AdoptedOn, Withdrawal);
}
