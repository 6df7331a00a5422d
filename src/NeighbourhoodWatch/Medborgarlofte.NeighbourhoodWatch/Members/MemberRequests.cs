using Medborgarlofte.NeighbourhoodWatch.Warnings;

namespace Medborgarlofte.NeighbourhoodWatch.Members;

/// <summary>A household or contact as it is entered.</summary>
/// <param name="Role">What it is to the group.</param>
/// <param name="TakesPart">Whether the household takes part, true unless told; contacts always do.</param>
/// <param name="Address">Where the household lives; for households only.</param>
/// <param name="Name">Name of the one to reach. Not for a household that does not take part.</param>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Phone">Phone number, or null.</param>
/// <param name="ConsentOn">Day on which the household agreed to have its contact details kept; needed where there are any.</param>
/// <param name="WarningChannel">How it wants to be warned, not at all unless told; mail needs an e-mail address. A contact person is reminded of the group's duties, and told of seats offered at trainings, in the same way.</param>
/// <param name="WarningCategories">Codes of the categories that it wants to be warned of, at most 50; empty means all.</param>
/// <param name="WarningSender">Who alone may write to it, or null for anybody who warns.</param>
/// <param name="MonthlyStatistics">Whether it wants the monthly statistics of its area by e-mail, not unless told; needs an e-mail address.</param>
public sealed record MemberRequest(
    MemberRole? Role,
    bool? TakesPart,
    string? Address,
    string? Name,
    string? Email,
    string? Phone,
    DateOnly? ConsentOn,
    WarningChannel? WarningChannel,
    IReadOnlyList<string>? WarningCategories,
    WarningSender? WarningSender,
    bool? MonthlyStatistics);

/// <summary>A household or contact, without contact details.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Role">What it is to the group.</param>
/// <param name="TakesPart">Whether it takes part.</param>
/// <param name="HasContactDetails">Whether contact details are kept.</param>
/// <param name="ConsentOn">Day of its consent, or null.</param>
/// <param name="WithdrawnOn">Day on which it took its consent back, or null.</param>
/// <param name="AddedOn">Day on which it was entered.</param>
/// <param name="WarningChannel">How it is warned.</param>
/// <param name="WarningCategories">Categories that it is warned of; empty means all.</param>
/// <param name="WarningSender">Who alone may write to it, or null for anybody who warns.</param>
/// <param name="MonthlyStatistics">Whether it gets the monthly statistics of its area by e-mail.</param>
public sealed record MemberResponse(
    Guid Id,
    int Version,
    MemberRole Role,
    bool TakesPart,
    bool HasContactDetails,
    DateOnly? ConsentOn,
    DateOnly? WithdrawnOn,
    DateOnly AddedOn,
    WarningChannel WarningChannel,
    IReadOnlyList<string> WarningCategories,
    WarningSender? WarningSender,
    bool MonthlyStatistics);

/// <summary>The contact details of a household or contact.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Address">Where the household lives, or null.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Phone">Phone number, or null.</param>
public sealed record ContactDetailsResponse(Guid Id, string? Address, string? Name, string? Email, string? Phone);
