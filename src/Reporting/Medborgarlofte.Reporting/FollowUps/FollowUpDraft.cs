using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.Activities;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.FollowUps.Sentences;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes a follow-up from current data.</summary>
internal sealed class FollowUpDraft(
    ReportingDbContext db, CubeReader cube, PromiseSummaryQuery summaries, TimeProvider time)
{
    // The numbers of rows and totals say more than their parts.
    private const int RowWeight = 5;
    private const int TotalWeight = 10;

    private const string Basis =
        "Fall räknas efter den dag då de rapporterades in (inrapporterat)."
        + " Ett fall som hör till flera problemområden räknas en gång i summan.";

    /// <summary>Writes the follow-up of a promise in a period, with all counts.</summary>
    public Task<FollowUp> WriteAsync(
        MunicipalityReference reference, Period period, PromiseChanged? promise, CancellationToken cancellationToken) =>
        WriteAsync(reference, period, promise, CountView.All(), cancellationToken);

    /// <summary>Writes the follow-up of a promise in a period with the counts that a reader sees.</summary>
    public async Task<FollowUp> WriteAsync(
        MunicipalityReference reference, Period period, PromiseChanged? promise, CountView view, CancellationToken cancellationToken)
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
        var collected = await CollectedCategories.ReadAsync(cube, reference, cancellationToken);
        var problems = new ProblemSentences(names, slice, view, collected);
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
            new EffectSentences(names),
            query => collected.Of(query.Categories, query.FirstDay, query.LastDay),
            view,
            query => cube.CountAsync(municipality, CubeBasis.Occurred, query, cancellationToken));
        var rows = new List<FollowUpRow>();
        for (var index = 0; index < problemAreas.Count; index++)
        {
            var row = problemAreas[index];
            var sentences = problems.Write(row, problemAreas.Except([row]));
            var generated = string.Join(' ', sentences.Select(sentence => sentence.Text));
            var note = collected.Of(row.Categories, period.FirstDay, period.LastDay);
            var replaced = texts.GetValueOrDefault(row.ProblemAreaId);
            var lines = measures.Write(row, problemAreas.GetRange(0, index));
            rows.Add(new FollowUpRow(
                row.ProblemAreaId,
                row.Name,
                row.Kind,
                note is { IsMissing: true }
                    ? null
                    : view.Find(PublicCell.Of(slice.QueryFor(row)), slice.Count(slice.QueryFor(row)), RowWeight),
                new ProblemText(
                    replaced?.Text ?? generated,
                    generated,
                    replaced is not null,
                    sentences,
                    replaced?.Version ?? 0,
                    view.IsComplete && replaced is not null && replaced.Generated != generated),
                lines,
                await effects.WriteAsync(row, lines),
                note));
        }

        var isMissing = rows.Count > 0 && rows.TrueForAll(row => row.CasesNote is { IsMissing: true });

        return new FollowUp(
            municipality,
            reference.Municipality.Name,
            period,
            FollowUpState.Draft,
            Publication: null,
            Basis,
            promise is null ? null : await summaries.ReadAsync(promise, names, parties, view, cancellationToken),
            rows,
            isMissing ? new FollowUpTotals(null, null) : TotalsOf(slice, problemAreas, view),
            new Freshness(now, await cube.LastReportedOnAsync(municipality, cancellationToken)),
            promise is null ? [] : await WriteCommitmentsAsync(promise, period, new(names, parties, view, today), cancellationToken),
            await WriteOutcomesAsync(municipality, period, rows, view, cancellationToken));
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

    // A case in several rows counts once. The cases of one row only, and of no row, follow from the totals.
    internal static FollowUpTotals TotalsOf(CubeSlice slice, IReadOnlyList<ProblemAreaChanged> rows, CountView view)
    {
        CaseSelection[] selections = [.. rows.Select(row => PublicCell.SelectionOf(slice.QueryFor(row)))];
        var query = slice.Query();
        view.Protect(CellOf(0, 0));
        view.Protect(CellOf(1, 1));
        return new FollowUpTotals(Find(1), Find(2));

        PublicCell CellOf(int atLeast, int atMost) =>
            new(PublicTable.Cases, query.FirstDay, query.LastDay, selections, atLeast, atMost);

        int? Find(int atLeast)
        {
            var cell = CellOf(atLeast, int.MaxValue);
            var count = slice.Rows.Where(row => row.Dimension == CubeDimension.Cases && cell.Includes(row.Area, row.Category, ""))
                .Sum(row => row.Count);
            return view.Find(cell, count, TotalWeight);
        }
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
        var totals = await db.ReadProjectedAsync<ActivityTotalChanged>(promise.Municipality, cancellationToken, to: period.LastDay);
        return new CommitmentSection(period, [.. activities.Select(LoggedWork.Of), .. totals.Select(LoggedWork.Of)], sentences)
            .Write(commitments);
    }

    private async Task<IReadOnlyList<OutcomeLine>> WriteOutcomesAsync(
        string municipality, Period period, List<FollowUpRow> rows, CountView view, CancellationToken cancellationToken)
    {
        var measures = rows.SelectMany(row => row.Measures).Select(measure => measure.MeasureId).ToHashSet();
        var outcomes = await db.ReadProjectedAsync<OutcomeEventChanged>(municipality, cancellationToken, period.FirstDay, period.LastDay);
        return OutcomeLine.Of(
            outcomes.FindAll(outcome => measures.Contains(outcome.MeasureId)),
            (code, count) => OutcomeLine.CountsPeople(code) ? view.Find(CellOf(code), count) : count);

        PublicCell CellOf(OutcomeCode code) => PublicCell.Of(
            PublicTable.Outcome,
            period.FirstDay,
            period.LastDay,
            new CaseSelection([], [.. measures.Select(measure => measure.ToString())], ApiJson.CodeOf(code)));
    }
}
