namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>What residents read of a promise: the warnings about the method are for those who work with the promise.</summary>
internal static class ResidentView
{
    /// <summary>A follow-up without the warnings about its promise.</summary>
    public static FollowUp ForResidents(this FollowUp followUp) =>
        followUp.Promise is { } promise ? followUp with { Promise = promise.ForResidents() } : followUp;

    /// <summary>A promise without warnings.</summary>
    public static PromiseSummary ForResidents(this PromiseSummary promise) => promise with { Warnings = [] };
}
