using System.Security.Claims;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting;

/// <summary>
/// What everybody may read as data: the same as on the pages, without the counts that could point somebody out
/// (röjandekontroll). Those who work with the promise get every count.
/// </summary>
internal static class OpenData
{
    private const Roles Owners = Roles.Coordinator | Roles.Police | Roles.Steering;

    /// <summary>Whether a caller works with the municipality's promise, and so gets every count, every period and what is not published yet.</summary>
    public static bool WorksWithPromise(this ClaimsPrincipal caller, string municipality) => caller.IsAnyOf(Owners) && caller.WorksIn(municipality);

    /// <summary>The period asked for. Weeks and days are for those who work with the promise: two of them that overlap tell of a single day.</summary>
    /// <exception cref="ForbiddenException">It is not open to the caller (403).</exception>
    public static Period OpenPeriod(this ClaimsPrincipal caller, string municipality, string code)
    {
        var period = Periods.Parse(code);
        return period.IsLong() || caller.WorksWithPromise(municipality)
            ? period
            : throw new ForbiddenException("Månader, tertial och år är öppna för alla. Veckor och dagar ser bara de som arbetar med löftet.");
    }

    /// <summary>The picture as everybody may read it.</summary>
    public static SituationalPicture Of(SituationalPicture picture) => picture with
    {
        Total = Line(picture.Total),
        ByArea = Lines(picture.ByArea, totalIsShown: true),
        ByCategory = Lines(picture.ByCategory, totalIsShown: true),
        ByForm = Lines(picture.ByForm, totalIsShown: false),
        ByTarget = Lines(picture.ByTarget, totalIsShown: false),
        ByGoods = Lines(picture.ByGoods, totalIsShown: false),
        CitizenViews = picture.CitizenViews with
        {
            Count = Shown(picture.CitizenViews.Count),
            ByArea = Shown(picture.CitizenViews.ByArea, totalIsShown: true),
            ByReason = Shown(picture.CitizenViews.ByReason, totalIsShown: false),
        },
    };

    /// <summary>The follow-up as everybody may read it; its texts name no small count as it is.</summary>
    public static FollowUp Of(FollowUp followUp) => followUp with
    {
        Promise = followUp.Promise is null
            ? null
            : followUp.Promise with { Sources = followUp.Promise.Sources?.Select(source => source with { Views = Shown(source.Views) }).ToList() },
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
        Outcomes = followUp.Outcomes is null
            ? null
            : [.. followUp.Outcomes.Select(outcome => outcome with { Count = OutcomeLine.CountsPeople(outcome.Code) ? Shown(outcome.Count) : outcome.Count })],
        Commitments = followUp.Commitments is null
            ? null
            : [.. followUp.Commitments.Select(commitment => commitment with { Results = Shown(commitment.Results, totalIsShown: false) })],
    };

    private static CountLine Line(CountLine line)
    {
        var (count, before, yearAgo) = (Shown(line.Count), Shown(line.PreviousPeriod), Shown(line.SamePeriodLastYear));
        return line with { Count = count, PreviousPeriod = before, SamePeriodLastYear = yearAgo, Change = count - before, ChangeSinceLastYear = count - yearAgo };
    }

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
