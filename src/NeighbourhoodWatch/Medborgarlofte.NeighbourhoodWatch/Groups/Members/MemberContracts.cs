using Medborgarlofte.NeighbourhoodWatch.Settings;

namespace Medborgarlofte.NeighbourhoodWatch.Groups.Members;

/// <summary>A household or contact to add or change.</summary>
/// <param name="Role">Role in the group.</param>
/// <param name="TakesPart">Whether the household takes part. Default: true. Contacts always take part.</param>
/// <param name="Address">Address of the household; for households only.</param>
/// <param name="Name">Name of the contact. Not for a household that does not take part.</param>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Phone">Phone number, or null.</param>
/// <param name="ConsentOn">Day on which the household consented to the storage of its contact details; required if there are any.</param>
/// <param name="WarningChannel">
/// How the household receives warnings. Default: not at all. Mail requires an e-mail address. Contact persons receive reminders of the
/// group's duties and offers of training seats through the same channel.
/// </param>
/// <param name="WarningCategories">Codes of the categories of the warnings that the household wants, at most 50; empty means all.</param>
/// <param name="WarningSender">The only sender that may write to the household, or null for any sender.</param>
/// <param name="MonthlyStatistics">
/// Whether the household receives the monthly statistics of its area by e-mail. Default: false. Requires an e-mail address.
/// </param>
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
/// <param name="Role">Role in the group.</param>
/// <param name="TakesPart">Whether the household takes part.</param>
/// <param name="HasContactDetails">Whether contact details are stored.</param>
/// <param name="ConsentOn">Day of the consent, or null.</param>
/// <param name="WithdrawnOn">Day on which the household withdrew its consent, or null.</param>
/// <param name="AddedOn">Day on which the household or contact was added.</param>
/// <param name="WarningChannel">How the household receives warnings.</param>
/// <param name="WarningCategories">Categories of the warnings that the household wants; empty means all.</param>
/// <param name="WarningSender">The only sender that may write to the household, or null for any sender.</param>
/// <param name="MonthlyStatistics">Whether the household receives the monthly statistics of its area by e-mail.</param>
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
/// <param name="Address">Address of the household, or null.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Phone">Phone number, or null.</param>
public sealed record ContactDetailsResponse(Guid Id, string? Address, string? Name, string? Email, string? Phone);
