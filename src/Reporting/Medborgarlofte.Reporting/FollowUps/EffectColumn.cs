using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes the third column of a follow-up.</summary>
/// <param name="period">The period followed up.</param>
/// <param name="today">The day of writing: what has not happened yet cannot have been watched.</param>
/// <param name="effects">The effects recorded in the municipality.</param>
/// <param name="restrictions">The periods in which no training could be held.</param>
/// <param name="names">Names of codes.</param>
/// <param name="cube">Cases by the day on which they happened.</param>
/// <param name="municipality">SCB municipality code.</param>
internal sealed class EffectColumn(
    Period period,
    DateOnly today,
    IReadOnlyList<EffectChanged> effects,
    IReadOnlyList<RestrictionDeclared> restrictions,
    Names names,
    CubeReader cube,
    string municipality)
{
    private const int MostNouns = 5;

    /// <summary>The effects of a row. Never empty: where none is recorded the state of the row's own measures speaks.</summary>
    public async Task<IReadOnlyList<EffectLine>> WriteAsync(
        ProblemAreaChanged row, IReadOnlyList<MeasureLine> measures, CancellationToken cancellationToken)
    {
        var lines = new List<EffectLine>();
        var recorded = effects
            .Where(effect => effect.ProblemAreaId == row.ProblemAreaId && effect.FirstDay <= period.LastDay && effect.LastDay >= period.FirstDay)
            .OrderBy(effect => effect.FirstDay)
            .ThenBy(effect => effect.EffectId);
        foreach (var effect in recorded)
        {
            lines.Add(effect switch
            {
                { Kind: EffectKind.Observed, Observed: { } observed } => await ObservedLineAsync(effect, observed, cancellationToken),
                { Kind: EffectKind.Judged, Judged: { } judged } => Line(effect, TextOf(judged)),
                { Kind: EffectKind.Hindered, Hindrance: { } hindrance } => Line(effect, TextOf(hindrance)),
                _ => Line(effect, "Ännu inte påbörjat."),
            });
        }

        lines.AddRange([.. Restricted(measures, lines), .. Hindered(measures, lines)]);
        return lines.Count > 0 ? lines : [WithoutEffects(measures)];
    }

    // A measure that is hindered says so itself, unless an effect has been recorded of it.
    private IEnumerable<EffectLine> Hindered(IReadOnlyList<MeasureLine> measures, List<EffectLine> recorded) =>
        from measure in measures
        where measure is { SharedWith: null, Hindrance: not null } && !recorded.Exists(line => line.MeasureIds.Contains(measure.MeasureId))
        let hindrance = measure.Hindrance
        where IsInPeriod(hindrance.From, hindrance.To)
        select Hindered(new Hindrance(hindrance.Reason, HinderedActivity.Measure, hindrance.From, hindrance.To), [measure.MeasureId]);

    // A restriction hinders the training of the measures that it names; what has been recorded as hindered already is not told twice.
    private IEnumerable<EffectLine> Restricted(IReadOnlyList<MeasureLine> measures, List<EffectLine> recorded) =>
        from restriction in restrictions
        where IsInPeriod(restriction.From, restriction.To)
        let hindered = measures
            .Where(measure => measure.SharedWith is null && restriction.MeasureIds.Contains(measure.MeasureId))
            .Select(measure => measure.MeasureId)
            .Where(measure => !recorded.Exists(line => line.Kind == EffectKind.Hindered && line.MeasureIds.Contains(measure)))
            .ToList()
        where hindered.Count > 0
        orderby restriction.From, restriction.RestrictionId
        select Hindered(new Hindrance(restriction.Reason, HinderedActivity.BasicTraining, restriction.From, restriction.To), hindered);

    private bool IsInPeriod(DateOnly from, DateOnly? to) => from <= period.LastDay && !(to < period.FirstDay);

    private static EffectLine Hindered(Hindrance hindrance, IReadOnlyList<Guid> measureIds) =>
        new(EffectId: null, EffectKind.Hindered, TextOf(hindrance), Query: null, Count: null, ExposureDays: null, measureIds);

    private static EffectLine Line(EffectChanged effect, string text) =>
        new(effect.EffectId, effect.Kind, text, Query: null, Count: null, ExposureDays: null, effect.MeasureIds);

    private static EffectLine WithoutEffects(IReadOnlyList<MeasureLine> measures)
    {
        var own = measures.Where(measure => measure.SharedWith is null).ToList();
        var onlyPlanned = own.Count > 0 && own.TrueForAll(measure => measure.Status is MeasureStatus.Decided or MeasureStatus.Planned);
        return new EffectLine(
            EffectId: null,
            onlyPlanned ? EffectKind.NotStarted : EffectKind.Judged,
            onlyPlanned ? "Ännu inte påbörjat." : "Effekten är ännu inte bedömd.",
            Query: null,
            Count: null,
            ExposureDays: null,
            [.. own.Where(_ => onlyPlanned).Select(measure => measure.MeasureId)]);
    }

    private async Task<EffectLine> ObservedLineAsync(EffectChanged effect, ObservedEffect observed, CancellationToken cancellationToken)
    {
        var first = observed.After.AddDays(1);
        var last = today < period.LastDay ? today : period.LastDay;
        var days = Math.Max(0, last.DayNumber - observed.After.DayNumber);
        var query = new CubeQuery(
            ApiJson.CodeOf(CubeBasis.Occurred), first, last, observed.Categories, observed.Areas, SplitBy.None, observed.Target);
        var count = await cube.CountAsync(municipality, CubeBasis.Occurred, query, cancellationToken);
        return Line(effect, days == 0 ? $"{Since(observed)} finns ännu ingen dag att följa." : TextOf(observed, count, days)) with
        {
            Query = query,
            Count = count,
            ExposureDays = days,
        };
    }

    private string TextOf(ObservedEffect observed, int count, int days)
    {
        var categories = observed.Categories.Select(names.Cases).ToList();
        var what = categories.Count is 0 or > MostNouns
            ? "fall"
            : SwedishText.List([.. categories.Select(name => name.CasesSwedish)], "eller");
        var where = observed.Areas.Count == 0 ? "" : " " + SwedishText.InAreas([.. observed.Areas.Select(names.Area).Order(SwedishText.Alphabet)]);
        var howMany = count == 0 ? "inga fler" : SmallCells.NumberOrFew(count);
        // Inbrott i skolor, but skadegörelse på skolor: what strikes a target needs no preposition.
        var happened = observed.Target is null ? "inträffat" : "drabbat " + names.Target(observed.Target);
        return $"{Since(observed)} har {howMany} {what} {happened}{where}, enligt det som har rapporterats in ({SwedishText.Number(days)} {(days == 1 ? "dag" : "dagar")} följdes).";
    }

    // Apprehended is suspected, not convicted; the text says no more than that.
    private static string Since(ObservedEffect observed)
    {
        var day = SwedishText.Day(observed.After);
        return observed.Trigger switch
        {
            ObservationTrigger.MeasureStarted => $"Efter att åtgärden påbörjades den {day}",
            ObservationTrigger.MeasureCompleted => $"Efter att åtgärden genomfördes den {day}",
            _ => $"Efter gripandet av en misstänkt person den {day}",
        };
    }

    private static string TextOf(JudgedEffect judged)
    {
        var outcome = judged.Outcome switch
        {
            JudgedOutcome.Preventive => "Bedömd preventiv effekt.",
            JudgedOutcome.IncreasedSafety => "Bedömd ökad trygghet.",
            JudgedOutcome.None => "Ingen effekt enligt bedömningen.",
            _ => "För tidigt att bedöma effekten.",
        };
        return $"{outcome} Grund: {judged.Grounds.TrimEnd('.', ' ')} ({judged.Office}).";
    }

    private static string TextOf(Hindrance hindrance)
    {
        var hindered = hindrance.Activity switch
        {
            HinderedActivity.BasicTraining => "har ingen ny grundutbildning kunnat hållas",
            HinderedActivity.ResidentsMeeting => "har inget möte med boende kunnat hållas",
            HinderedActivity.Outreach => "har uppsökande arbete inte kunnat bedrivas",
            _ => "har åtgärden inte kunnat genomföras",
        };
        return $"På grund av {HindranceText.Reason(hindrance.Reason)} {hindered} ({HindranceText.Days(hindrance.From, hindrance.To)}).";
    }
}
