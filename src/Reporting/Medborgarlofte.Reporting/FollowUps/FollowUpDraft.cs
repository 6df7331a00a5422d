using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.SituationalPictures;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes a follow-up from the data as it is now.</summary>
internal sealed class FollowUpDraft(ReportingDbContext db, CubeReader cube, PromiseSummaryQuery summaries, TimeProvider time)
{
    private const string Basis =
        "Fall räknas efter den dag då de rapporterades in (inrapporterat). Ett fall som hör till flera problemområden räknas en gång i summan.";

    /// <summary>Writes the follow-up of a period.</summary>
    public async Task<FollowUp> WriteAsync(MunicipalityReference reference, Period period, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var names = new Names(reference);
        var parties = new Parties(await MunicipalityReference.ListAsync(db, cancellationToken));
        var promise = Covering(period, await db.KeptAsync<PromiseChanged>(municipality, cancellationToken));
        var slice = await cube.ReadAsync(municipality, CubeBasis.Reported, period.FirstDay, period.LastDay, cancellationToken);
        var problemAreas = promise is null ? [] : await ProblemAreasAsync(promise, period, cancellationToken);
        var texts = await db.FollowUpTexts.AsNoTracking()
            .Where(text => text.Municipality == municipality && text.Period == period.Code)
            .ToDictionaryAsync(text => text.ProblemAreaId, cancellationToken);

        var now = time.GetUtcNow();
        var problems = new ProblemTextWriter(names, slice);
        var measures = new MeasureColumn(period, await db.KeptAsync<MeasureChanged>(municipality, cancellationToken), parties);
        var effects = new EffectColumn(
            period,
            Days.Of(now),
            await db.KeptAsync<EffectChanged>(municipality, cancellationToken),
            await db.KeptAsync<RestrictionDeclared>(municipality, cancellationToken),
            names,
            cube,
            municipality);
        var rows = new List<FollowUpRow>();
        for (var index = 0; index < problemAreas.Count; index++)
        {
            var row = problemAreas[index];
            var earlier = problemAreas.GetRange(0, index);
            var sentences = problems.Write(row, problemAreas.Except([row]));
            var generated = string.Join(' ', sentences.Select(sentence => sentence.Text));
            var replaced = texts.GetValueOrDefault(row.ProblemAreaId);
            var lines = measures.Write(row, earlier);
            rows.Add(new FollowUpRow(
                row.ProblemAreaId,
                row.Name,
                row.Kind,
                slice.Count(slice.QueryFor(row)),
                new ProblemText(replaced?.Text ?? generated, generated, replaced is not null, sentences, replaced?.Version ?? 0),
                lines,
                await effects.WriteAsync(row, lines, cancellationToken)));
        }

        return new FollowUp(
            municipality,
            reference.Municipality.Name,
            period,
            FollowUpState.Draft,
            Publication: null,
            Basis,
            promise is null ? null : await summaries.ReadAsync(promise, reference, parties, cancellationToken),
            rows,
            TotalsOf(slice, problemAreas),
            new Freshness(now, await cube.LastReportedOnAsync(municipality, cancellationToken)),
            promise is null ? [] : await CommitmentsAsync(promise, period, Days.Of(now), names, parties, cancellationToken),
            await OutcomesAsync(municipality, period, rows, cancellationToken));
    }

    /// <summary>All promises of a municipality, the latest first.</summary>
    public async Task<IReadOnlyList<PromiseChanged>> PromisesAsync(string municipality, CancellationToken cancellationToken) =>
        [.. (await db.KeptAsync<PromiseChanged>(municipality, cancellationToken)).OrderByDescending(promise => promise.FirstDay)];

    /// <summary>The promise that covers most of a period, the later one where two cover as much; null where none does.</summary>
    public static PromiseChanged? Covering(Period period, IEnumerable<PromiseChanged> promises) =>
        promises.Where(promise => promise.FirstDay <= period.LastDay && promise.LastDay >= period.FirstDay)
            .OrderByDescending(promise =>
                Math.Min(promise.LastDay.DayNumber, period.LastDay.DayNumber) - Math.Max(promise.FirstDay.DayNumber, period.FirstDay.DayNumber))
            .ThenByDescending(promise => promise.FirstDay)
            .ThenBy(promise => promise.PromiseId)
            .FirstOrDefault();

    // A case is one, however many rows show it: go through the cells, not through the rows.
    private static FollowUpTotals TotalsOf(CubeSlice slice, List<ProblemAreaChanged> rows)
    {
        var cases = 0;
        var several = 0;
        foreach (var cell in slice.Cases)
        {
            var shownIn = rows.Count(row => row.Holds(cell.Area, cell.Category));
            cases += shownIn > 0 ? cell.Count : 0;
            several += shownIn > 1 ? cell.Count : 0;
        }

        return new FollowUpTotals(cases, several);
    }

    private async Task<List<ProblemAreaChanged>> ProblemAreasAsync(PromiseChanged promise, Period period, CancellationToken cancellationToken) =>
    [
        .. (await db.KeptAsync<ProblemAreaChanged>(promise.Municipality, cancellationToken))
            .Where(row => row.PromiseId == promise.PromiseId && row.Status != ProblemAreaStatus.Proposed && !(row.ClosedOn < period.FirstDay))
            .OrderBy(row => row.Order)
            .ThenBy(row => row.ProblemAreaId)
    ];

    private async Task<IReadOnlyList<CommitmentLine>> CommitmentsAsync(
        PromiseChanged promise, Period period, DateOnly today, Names names, Parties parties, CancellationToken cancellationToken)
    {
        var commitments = (await db.KeptAsync<CommitmentChanged>(promise.Municipality, cancellationToken)).FindAll(commitment => commitment.PromiseId == promise.PromiseId);
        if (commitments.Count == 0)
        {
            return [];
        }

        var logged = await db.Projections.AsNoTracking()
            .Where(projection => projection.Municipality == promise.Municipality && projection.Type == nameof(ActivityChanged))
            .Where(projection => projection.FirstDay >= promise.FirstDay && projection.FirstDay <= period.LastDay)
            .ToListAsync(cancellationToken);
        return new CommitmentSection(period, today, logged.ConvertAll(projection => projection.Read<ActivityChanged>()), names, parties).Write(commitments);
    }

    private async Task<IReadOnlyList<OutcomeLine>> OutcomesAsync(
        string municipality, Period period, List<FollowUpRow> rows, CancellationToken cancellationToken)
    {
        var measures = rows.SelectMany(row => row.Measures).Select(measure => measure.MeasureId).ToHashSet();
        var told = await db.Projections.AsNoTracking()
            .Where(projection => projection.Municipality == municipality && projection.Type == nameof(OutcomeEventChanged))
            .Where(projection => projection.FirstDay >= period.FirstDay && projection.FirstDay <= period.LastDay)
            .ToListAsync(cancellationToken);
        return OutcomeLine.Of(told.Select(projection => projection.Read<OutcomeEventChanged>()).Where(outcome => measures.Contains(outcome.MeasureId)));
    }
}
