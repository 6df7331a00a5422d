using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Members;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>Who gets a warning: households of active groups in the area that have chosen mail, the category and the sender.</summary>
internal sealed class WarningAudience : WatchAudience
{
    public override string Kind => Warning.Kind;

    /// <summary>What names an audience.</summary>
    public static string Name(string area, string category, WarningSender sender) => $"{area} {category} {sender}";

    /// <summary>The households of an audience.</summary>
    public static IQueryable<Member> Of(NeighbourhoodWatchDbContext db, string municipality, string audience)
    {
        var (area, category, sender) = audience.Split(' ') is [var a, var c, var s] ? (a, c, Enum.Parse<WarningSender>(s)) : throw new FormatException("An audience has three parts.");
        return OncePerAddress(Reachable(db, municipality, area, sender)
            .Where(member => member.WarningChannel == WarningChannel.Mail)
            .Where(member => member.WarningCategories.Count == 0 || member.WarningCategories.Contains(category)));
    }

    protected override IQueryable<Member> Find(NeighbourhoodWatchDbContext db, string municipality, string audience) => Of(db, municipality, audience);
}
