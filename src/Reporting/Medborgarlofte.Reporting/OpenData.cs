using System.Security.Claims;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Web;
using Medborgarlofte.Web.Access;

namespace Medborgarlofte.Reporting;

/// <summary>
/// What everybody may read as data: the same as on the pages, without the counts that could point somebody out
/// (röjandekontroll). The parties of the municipality get every count.
/// </summary>
internal static class OpenData
{
    private const Roles Parties = Roles.Coordinator | Roles.Police | Roles.Reporter | Roles.Steering;

    /// <summary>Whether a caller gets every count of a municipality.</summary>
    public static bool SeesEveryCount(this ClaimsPrincipal caller, string municipality) => caller.IsAnyOf(Parties) && caller.WorksIn(municipality);

    /// <summary>The picture as everybody may read it.</summary>
    public static SituationalPicture Of(SituationalPicture picture) => picture with
    {
        ByArea = Lines(picture.ByArea, totalIsShown: true),
        ByCategory = Lines(picture.ByCategory, totalIsShown: true),
        ByForm = Lines(picture.ByForm, totalIsShown: false),
        ByTarget = Lines(picture.ByTarget, totalIsShown: false),
        ByGoods = Lines(picture.ByGoods, totalIsShown: false),
        CitizenViews = picture.CitizenViews with
        {
            ByArea = Shown(picture.CitizenViews.ByArea, totalIsShown: true),
            ByReason = Shown(picture.CitizenViews.ByReason, totalIsShown: false),
        },
    };

    /// <summary>The follow-up as everybody may read it; its texts name no small count as it is.</summary>
    public static FollowUp Of(FollowUp followUp) => followUp with
    {
        Rows = [.. followUp.Rows.Select(row => row with
        {
            Cases = Shown(row.Cases),
            Problem = row.Problem with
            {
                Sentences = [.. row.Problem.Sentences.Select(sentence => sentence with { Figures = Shown(sentence.Figures, totalIsShown: true) })],
            },
            Effects = [.. row.Effects.Select(effect => effect with { Count = Shown(effect.Count) })],
        })],
        Totals = new FollowUpTotals(Shown(followUp.Totals.Cases), Shown(followUp.Totals.CasesInSeveralRows)),
    };

    private static int? Shown(int? count) => SmallCells.IsSmall(count ?? 0) ? null : count;

    private static List<NamedCount> Shown(IReadOnlyList<NamedCount> counts, bool totalIsShown)
    {
        var cells = SmallCells.Of([.. counts.Select(count => count.Count)], totalIsShown);
        return [.. counts.Where((_, index) => cells[index] == CellDisplay.Shown)];
    }

    private static List<CountLine> Lines(IReadOnlyList<CountLine> lines, bool totalIsShown)
    {
        var (now, previous, lastYear) = SmallCells.OfLines(lines, totalIsShown);
        return
        [
            .. lines.Select((line, index) =>
            {
                var (count, before, yearAgo) = (Kept(line.Count, now[index]), Kept(line.PreviousPeriod, previous[index]), Kept(line.SamePeriodLastYear, lastYear[index]));
                return new CountLine(line.Code, line.Name, count, before, yearAgo, count - before, count - yearAgo);
            })
        ];

        static int? Kept(int? count, CellDisplay cell) => cell == CellDisplay.Shown ? count : null;
    }
}
