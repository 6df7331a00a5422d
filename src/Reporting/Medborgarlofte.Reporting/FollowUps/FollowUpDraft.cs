using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.FollowUps.Sentences;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes a follow-up from current data.</summary>
internal sealed class FollowUpDraft(
    ReportingDbContext db, CubeReader cube, PromiseSummaryQuery summaries, SmallCellSuppression smallCells, TimeProvider time)
{
    private const string Basis =
        "Fall räknas efter den dag då de rapporterades in (inrapporterat)."
        + " Ett fall som hör till flera problemområden räknas en gång i summan.";

    /// <summary>Writes the follow-up of a promise in a period; null if no promise covers the period.</summary>
    public async Task<FollowUp> WriteAsync(
        MunicipalityReference reference, Period period, PromiseChanged? promise, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        reference = reference.AsOf(period.LastDay);
        var names = new ReferenceNames(reference);
        var parties = await db.ReadPartyNamesAsync(reference, cancellationToken);
        var slice = await cube.ReadAsync(municipality, CubeBasis.Reported, period.FirstDay, period.LastDay, cancellationToken);
        var problemAreas = promise is null ? [] : await ReadProblemAreasAsync(promise, period, cancellationToken);
        var texts = await db.FollowUpTexts.AsNoTracking()
            .Where(text => text.Municipality == municipality && text.Period == period.Code)
            .ToDictionaryAsync(text => text.ProblemAreaId, cancellationToken);

        var now = time.GetUtcNow();
        var today = SwedishCalendar.DayOf(now);
        var problems = new ProblemSentences(names, slice, smallCells);
        var measures = new MeasureColumn(
            period,
            today,
            (await db.ReadProjectedAsync<MeasureChanged>(municipality, cancellationToken)).ConvertAll(
                measure => measure.AsOf(period.LastDay)),
            parties);
        var effects = new EffectColumn(
            period,
            today,
            await db.ReadProjectedAsync<EffectChanged>(municipality, cancellationToken),
            await db.ReadProjectedAsync<RestrictionDeclared>(municipality, cancellationToken),
            new EffectSentences(names, smallCells),
            query => cube.CountAsync(municipality, CubeBasis.Occurred, query, cancellationToken));
        var rows = new List<FollowUpRow>();
        for (var index = 0; index < problemAreas.Count; index++)
        {
            var row = problemAreas[index];
            var sentences = problems.Write(row, problemAreas.Except([row]));
            var generated = string.Join(' ', sentences.Select(sentence => sentence.Text));
            var replaced = texts.GetValueOrDefault(row.ProblemAreaId);
            var lines = measures.Write(row, problemAreas.GetRange(0, index));
            rows.Add(new FollowUpRow(
                row.ProblemAreaId,
                row.Name,
                row.Kind,
                slice.Count(slice.QueryFor(row)),
                new ProblemText(
                    replaced?.Text ?? generated,
                    generated,
                    replaced is not null,
                    sentences,
                    replaced?.Version ?? 0,
                    replaced is not null && replaced.Generated != generated),
                lines,
                await effects.WriteAsync(row, lines)));
        }

        return new FollowUp(
            municipality,
            reference.Municipality.Name,
            period,
            FollowUpState.Draft,
            Publication: null,
            Basis,
            promise is null ? null : await summaries.ReadAsync(promise, names, parties, cancellationToken),
            rows,
            TotalsOf(slice, problemAreas),
            new Freshness(now, await cube.LastReportedOnAsync(municipality, cancellationToken)),
            promise is null ? [] : await WriteCommitmentsAsync(promise, period, new(names, parties, smallCells, today), cancellationToken),
            await WriteOutcomesAsync(municipality, period, rows, cancellationToken));
    }

    /// <summary>All adopted promises of a municipality, latest first, withdrawn ones last.</summary>
    public async Task<IReadOnlyList<PromiseChanged>> PromisesAsync(string municipality, CancellationToken cancellationToken)
    {
        var promises = await db.ReadProjectedAsync<PromiseChanged>(municipality, cancellationToken);
        return
        [
            .. promises.OrderBy(promise => promise.Status == PromiseStatus.Withdrawn)
                .ThenByDescending(promise => promise.FirstDay)
                .ThenBy(promise => promise.Title, SwedishText.Alphabet)
                .ThenBy(promise => promise.PromiseId)
        ];
    }

    /// <summary>
    /// The promises that are in force on some day of a period, in the order of <see cref="PromisesAsync" />. One that was withdrawn during
    /// the period counts only if no other covers the period; one that was withdrawn later was in force then.
    /// </summary>
    public static IReadOnlyList<PromiseChanged> Covering(Period period, IEnumerable<PromiseChanged> promises)
    {
        var covering = promises
            .Where(promise => promise.FirstDay <= period.LastDay && promise.LastDay >= period.FirstDay)
            .Where(promise => !(promise.Withdrawal?.On < period.FirstDay))
            .ToList();
        var inForce = covering.FindAll(promise => !(promise.Withdrawal?.On <= period.LastDay));
        return inForce.Count > 0 ? inForce : covering;
    }

    // Iterates over the cells, because a case in several rows must count once.
    private static FollowUpTotals TotalsOf(CubeSlice slice, List<ProblemAreaChanged> rows)
    {
        var cases = 0;
        var several = 0;
        foreach (var cell in slice.Rows.Where(row => row.Dimension == CubeDimension.Cases))
        {
            var shownIn = rows.Count(row => row.Matches(cell.Area, cell.Category));
            cases += shownIn > 0 ? cell.Count : 0;
            several += shownIn > 1 ? cell.Count : 0;
        }

        return new FollowUpTotals(cases, several);
    }

    private async Task<List<ProblemAreaChanged>> ReadProblemAreasAsync(
        PromiseChanged promise, Period period, CancellationToken cancellationToken)
    {
        var areas = await db.ReadProjectedAsync<ProblemAreaChanged>(promise.Municipality, cancellationToken);
        return
        [
            .. areas.Select(area => area.AsOf(period.LastDay))
                .Where(area => area.PromiseId == promise.PromiseId)
                .Where(area => area.Status != ProblemAreaStatus.Proposed && !(area.ClosedOn < period.FirstDay))
                .OrderBy(area => area.Order)
                .ThenBy(area => area.ProblemAreaId)
        ];
    }

    private async Task<IReadOnlyList<CommitmentLine>> WriteCommitmentsAsync(
        PromiseChanged promise, Period period, CommitmentSentences sentences, CancellationToken cancellationToken)
    {
        var all = await db.ReadProjectedAsync<CommitmentChanged>(promise.Municipality, cancellationToken);
        var commitments = all.FindAll(commitment => commitment.PromiseId == promise.PromiseId);
        if (commitments.Count == 0)
        {
            return [];
        }

        var activities = await db.ReadProjectedAsync<ActivityChanged>(
            promise.Municipality, cancellationToken, promise.FirstDay, period.LastDay);
        return new CommitmentSection(period, activities, sentences).Write(commitments);
    }

    private async Task<IReadOnlyList<OutcomeLine>> WriteOutcomesAsync(
        string municipality, Period period, List<FollowUpRow> rows, CancellationToken cancellationToken)
    {
        var measures = rows.SelectMany(row => row.Measures).Select(measure => measure.MeasureId).ToHashSet();
        var outcomes = await db.ReadProjectedAsync<OutcomeEventChanged>(municipality, cancellationToken, period.FirstDay, period.LastDay);
        return OutcomeLine.Of(outcomes.FindAll(outcome => measures.Contains(outcome.MeasureId)), smallCells);
    }
}
