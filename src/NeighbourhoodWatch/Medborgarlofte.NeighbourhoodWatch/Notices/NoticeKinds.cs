namespace Medborgarlofte.NeighbourhoodWatch.Notices;

/// <summary>The kinds of notices that the module sends.</summary>
internal static class NoticeKinds
{
    public const string Warning = "watch-warning";
    public const string Statistics = "watch-statistics";
    public const string Reminder = "watch-reminder";
    public const string TrainingOffer = "watch-training";

    public static readonly string[] All = [Warning, Statistics, Reminder, TrainingOffer];
}
