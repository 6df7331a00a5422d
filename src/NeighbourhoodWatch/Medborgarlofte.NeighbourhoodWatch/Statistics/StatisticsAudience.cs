using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.NeighbourhoodWatch.Warnings;

namespace Medborgarlofte.NeighbourhoodWatch.Statistics;

/// <summary>Who gets the statistics of a month: members of active groups in the area that have chosen them, and hear the sender.</summary>
internal sealed class StatisticsAudience : WatchAudience
{
    public const string NoticeKind = "watch-statistics";

    public override string Kind => NoticeKind;

    /// <summary>What names an audience.</summary>
    public static string Name(string area, WarningSender sender) => $"{area} {sender}";

    protected override IQueryable<Member> Find(NeighbourhoodWatchDbContext db, string municipality, string audience)
    {
        var (area, sender) = audience.Split(' ') is [var a, var s] ? (a, Enum.Parse<WarningSender>(s)) : throw new FormatException("An audience has two parts.");
        return OncePerAddress(Reachable(db, municipality, area, sender).Where(member => member.MonthlyStatistics));
    }
}
