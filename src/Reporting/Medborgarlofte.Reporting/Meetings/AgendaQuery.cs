using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>Generates the agenda of a meeting from current data.</summary>
internal sealed class AgendaQuery(ReportingDbContext db, SituationalPictureQuery pictures, TimeProvider time)
{
    private const int Week = 7;

    // The comparison covers at most a year, even if the previous meeting was earlier.
    private const int LongestDays = 366;

    // Work on a promise begins at most a year before its first day.
    private const int PreparationDays = 366;

    private static readonly MeasureStatus[] Closed =
        [MeasureStatus.Completed, MeasureStatus.Evaluated, MeasureStatus.Declined, MeasureStatus.Cancelled];

    /// <summary>The agenda of a meeting.</summary>
    public async Task<MeetingAgenda> GenerateAsync(
        MunicipalityReference reference, MeetingChanged meeting, CancellationToken cancellationToken)
    {
        reference = reference.AsOf(meeting.On);
        var parties = await db.ReadPartyNamesAsync(reference, cancellationToken);
        var between = reference.Municipality.MeetingRhythm == MeetingRhythm.Weekly ? Week : 2 * Week;
        var latest = await LatestBeforeAsync(meeting, cancellationToken);
        var picture = await pictures.ReadAsync(reference, PeriodOf(latest, meeting.On, between), cancellationToken);
        var promises = await db.ReadProjectedAsync<PromiseChanged>(meeting.Municipality, cancellationToken);

        // A proposal has no first day, so the first day of its promise decides whether it existed at the meeting.
        var latestStart = meeting.On.AddDays(PreparationDays);
        var later = promises.Where(promise => promise.FirstDay > latestStart).Select(promise => promise.PromiseId).ToHashSet();
        var areas = (await db.ReadProjectedAsync<ProblemAreaChanged>(meeting.Municipality, cancellationToken))
            .ConvertAll(area => area.AsOf(meeting.On));
        var laterAreas = areas.Where(area => later.Contains(area.PromiseId)).Select(area => area.ProblemAreaId).ToHashSet();
        var titles = promises.ToDictionary(promise => promise.PromiseId, promise => promise.Title);
        var hasSeveral = promises.Count(promise => promise.FirstDay <= meeting.On && promise.LastDay >= meeting.On) > 1;
        var proposed = areas.FindAll(area =>
            !laterAreas.Contains(area.ProblemAreaId) && area.Status == ProblemAreaStatus.Proposed);
        var measures = (await db.ReadProjectedAsync<MeasureChanged>(meeting.Municipality, cancellationToken))
            .FindAll(measure => measure.ProblemAreaIds is [] || !measure.ProblemAreaIds.All(laterAreas.Contains))
            .ConvertAll(measure => measure.AsOf(meeting.On));
        var open = measures.FindAll(measure => !Closed.Contains(measure.Status));
        var hindrances = new MeasureHindrances(
            await db.ReadProjectedAsync<EffectChanged>(meeting.Municipality, cancellationToken),
            await db.ReadProjectedAsync<RestrictionDeclared>(meeting.Municipality, cancellationToken));
        var hindered = open.Where(measure => measure.Status != MeasureStatus.Proposed)
            .Select(measure => (measure.MeasureId, Hindrance: hindrances.Of(measure, meeting.On, meeting.On)))
            .Where(found => found.Hindrance is not null)
            .ToDictionary(found => found.MeasureId, found => found.Hindrance!);
        return new MeetingAgenda(
            meeting.MeetingId,
            meeting.Municipality,
            reference.Municipality.Name,
            meeting.On,
            parties.NamesOf(meeting.Parties),
            time.GetUtcNow(),
            IsFrozen: false,
            latest,
            new AgendaIncidents(
                picture.Period, picture.PreviousPeriod, picture.Total, WithCases(picture.ByArea), WithCases(picture.ByCategory)),
            picture.CitizenViews,
            [
                .. proposed.OrderBy(area => area.Order).Select(area => new AgendaProblemArea(
                    area.ProblemAreaId, area.Name, hasSeveral ? titles.GetValueOrDefault(area.PromiseId) : null))
            ],
            Where(measure => measure.Status == MeasureStatus.Proposed),
            Where(measure => MeasureTiming.Due(measure) >= meeting.On && MeasureTiming.Due(measure) < meeting.On.AddDays(between)),
            Where(measure => MeasureTiming.IsLate(MeasureTiming.Due(measure), meeting.On)),
            Where(measure => measure.Status == MeasureStatus.Hindered || hindered.ContainsKey(measure.MeasureId)),
            Where(measure => measure.HasIndicator == false),
            Where(measure => measure.HasCause == false),
            Where(measure => measure.OwnerParty.Length == 0));

        IReadOnlyList<AgendaMeasure> Where(Predicate<MeasureChanged> condition) =>
        [
            .. open.FindAll(condition)
                .OrderBy(measure => MeasureTiming.Due(measure) ?? DateOnly.MaxValue)
                .ThenBy(measure => measure.Title, SwedishText.Alphabet)
                .ThenBy(measure => measure.MeasureId)
                .Select(measure => new AgendaMeasure(
                    measure.MeasureId,
                    measure.Title,
                    measure.OwnerParty.Length == 0 ? null : parties.NameOf(measure.OwnerParty),
                    measure.Status,
                    MeasureTiming.Due(measure),
                    hindered.GetValueOrDefault(measure.MeasureId) ?? measure.Hindrance,
                    hasSeveral ? PromisesOf(measure) : null))
        ];

        IReadOnlyList<string> PromisesOf(MeasureChanged measure) =>
        [
            .. areas.Where(area => measure.ProblemAreaIds.Contains(area.ProblemAreaId))
                .Select(area => titles.GetValueOrDefault(area.PromiseId))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(SwedishText.Alphabet)
        ];
    }

    private async Task<DateOnly?> LatestBeforeAsync(MeetingChanged meeting, CancellationToken cancellationToken) =>
        (await db.ReadProjectedAsync<MeetingChanged>(meeting.Municipality, cancellationToken))
            .Where(other => other.On < meeting.On && other.Status is (MeetingStatus.Opened or MeetingStatus.Closed))
            .Select(other => (DateOnly?)other.On)
            .Max();

    private static Period PeriodOf(DateOnly? latest, DateOnly on, int between)
    {
        var from = latest ?? on.AddDays(-between);
        var earliest = on.AddDays(-LongestDays);
        return Period.Range(from < earliest ? earliest : from, on.AddDays(-1));
    }

    private static IReadOnlyList<CountLine> WithCases(IReadOnlyList<CountLine> lines) =>
        [.. lines.Where(line => line is not { Count: 0, PreviousPeriod: 0 })];
}
