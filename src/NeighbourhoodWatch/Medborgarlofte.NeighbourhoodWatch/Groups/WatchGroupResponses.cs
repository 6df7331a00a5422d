using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>A watch group as it is registered or changed.</summary>
/// <param name="Name">What the group calls itself. Not shared outside the module.</param>
/// <param name="Area">Code of the area in which it watches.</param>
/// <param name="Variant">Which sort of watch it is.</param>
/// <param name="Households">Number of households that take part. Counted from the household list where one is kept.</param>
/// <param name="RegisteredOn">Calendar day of its registration, today unless told. Does not change afterwards.</param>
/// <param name="Party">Code of the party as which its contacts sign in, e.g. watch:sunda-norra.</param>
/// <param name="HouseholdsInReach">Number of households where it watches, those that do not take part included, or null.</param>
public sealed record WatchGroupRequest(
    string? Name, string? Area, WatchVariant? Variant, int? Households, DateOnly? RegisteredOn, string? Party, int? HouseholdsInReach);

/// <summary>A move of a watch group.</summary>
/// <param name="To">Where it goes.</param>
/// <param name="Reason">Why, for dormant and closed.</param>
public sealed record WatchGroupStatusChangeRequest(WatchGroupStatus? To, WatchStopReason? Reason);

/// <summary>A registered watch group.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Name">What the group calls itself.</param>
/// <param name="Area">Code of the area in which it watches.</param>
/// <param name="Variant">Which sort of watch it is.</param>
/// <param name="Households">Number of households that take part.</param>
/// <param name="RegisteredOn">Calendar day of its registration.</param>
/// <param name="Party">Code of the party as which its contacts sign in, or null.</param>
/// <param name="HouseholdsInReach">Number of households where it watches, or null where nobody has told.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusSince">Day of its latest move.</param>
/// <param name="StopReason">Why it is dormant or closed, otherwise null.</param>
/// <param name="StatusText">Where it stands and why, in a Swedish sentence.</param>
/// <param name="TrainedOn">Day of the latest basic training, or null.</param>
/// <param name="LastActivityOn">Day of the latest activity, or null.</param>
public sealed record WatchGroupResponse(
    Guid Id,
    int Version,
    string Name,
    string Area,
    WatchVariant Variant,
    int Households,
    DateOnly RegisteredOn,
    string? Party,
    int? HouseholdsInReach,
    WatchGroupStatus Status,
    DateOnly StatusSince,
    WatchStopReason? StopReason,
    string StatusText,
    DateOnly? TrainedOn,
    DateOnly? LastActivityOn);

/// <summary>What is left before a group's signs may go up.</summary>
/// <param name="SignsAllowed">Whether the group is active and every step is done.</param>
/// <param name="Steps">The steps in their order.</param>
public sealed record StartGuideResponse(bool SignsAllowed, IReadOnlyList<GuideStepResponse> Steps);

/// <summary>A step of the start guide.</summary>
/// <param name="Step">The condition.</param>
/// <param name="IsDone">Whether it is met.</param>
/// <param name="Who">Who sees to it.</param>
/// <param name="Text">How it stands and what is left, in Swedish.</param>
public sealed record GuideStepResponse(GuideStep Step, bool IsDone, GuideActor Who, string Text);
