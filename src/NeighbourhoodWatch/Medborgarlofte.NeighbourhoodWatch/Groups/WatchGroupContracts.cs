using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>Details of a watch group to register or change.</summary>
/// <param name="Name">The group's name. Not shared outside the module.</param>
/// <param name="Area">Code of the area in which the group watches.</param>
/// <param name="Variant">Kind of watch.</param>
/// <param name="Households">Number of households that take part. Counted from the household list if the group has one.</param>
/// <param name="RegisteredOn">Calendar day of registration. Default: today. Ignored when the group is changed.</param>
/// <param name="Party">Code of the party as which the group's contacts sign in, e.g. watch:sunda-norra.</param>
/// <param name="HouseholdsInReach">Number of households where the group watches, including those that do not take part, or null.</param>
public sealed record WatchGroupRequest(
    string? Name, string? Area, WatchVariant? Variant, int? Households, DateOnly? RegisteredOn, string? Party, int? HouseholdsInReach);

/// <summary>A registered watch group.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Area">Code of the area in which the group watches.</param>
/// <param name="Variant">Kind of watch.</param>
/// <param name="Households">Number of households that take part.</param>
/// <param name="RegisteredOn">Calendar day of registration.</param>
/// <param name="Party">Code of the party as which the group's contacts sign in, or null.</param>
/// <param name="HouseholdsInReach">Number of households where the group watches, or null if unknown.</param>
/// <param name="Status">Status.</param>
/// <param name="StatusSince">Day of the latest status change.</param>
/// <param name="StopReason">Why the group is dormant or closed, otherwise null.</param>
/// <param name="StatusText">Status and reason, as a Swedish sentence.</param>
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
