using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>Draws up the agenda of a meeting from what is known now.</summary>
internal sealed class AgendaQuery(ReportingDbContext db, SituationalPictureQuery pictures, TimeProvider time)
{
    private const int Week = 7;

    // Longer ago the days are too many to compare; a group that has not met for so long begins anew.
    private const int LongestDays = 366;

    private static readonly MeasureStatus[] Over =
        [MeasureStatus.Completed, MeasureStatus.Evaluated, MeasureStatus.Declined, MeasureStatus.Cancelled];

    /// <summary>The agenda of a meeting.</summary>
    public async Task<MeetingAgenda> DrawUpAsync(MunicipalityReference reference, MeetingChanged meeting, CancellationToken cancellationToken)
    {
        var parties = new Parties(await MunicipalityReference.ListAsync(db, cancellationToken));
        var between = reference.Municipality.MeetingRhythm == MeetingRhythm.Weekly ? Week : 2 * Week;
        var latest = await LatestBeforeAsync(meeting, cancellationToken);
        var picture = await pictures.ReadAsync(reference, Since(latest, meeting.On, between), cancellationToken);
        var proposed = (await db.KeptAsync<ProblemAreaChanged>(meeting.Municipality, cancellationToken)).FindAll(area => area.Status == ProblemAreaStatus.Proposed);
        var open = (await db.KeptAsync<MeasureChanged>(meeting.Municipality, cancellationToken)).FindAll(measure => !Over.Contains(measure.Status));
        return new MeetingAgenda(
            meeting.MeetingId,
            meeting.Municipality,
            reference.Municipality.Name,
            meeting.On,
            parties.NamesOf(meeting.Parties),
            time.GetUtcNow(),
            IsFrozen: false,
            latest,
            new AgendaIncidents(picture.Period, picture.PreviousPeriod, picture.Total, Recent(picture.ByArea), Recent(picture.ByCategory)),
            picture.CitizenViews,
            [.. proposed.OrderBy(area => area.Order).Select(area => new AgendaProblemArea(area.ProblemAreaId, area.Name))],
            Those(measure => measure.Status == MeasureStatus.Proposed),
            Those(measure => measure.Due >= meeting.On && measure.Due < meeting.On.AddDays(between)),
            Those(measure => measure.Due < meeting.On),
            Those(measure => measure.Status == MeasureStatus.Hindered),
            Those(measure => measure.HasIndicator == false),
            Those(measure => measure.HasCause == false),
            Those(measure => measure.OwnerParty.Length == 0));

        IReadOnlyList<AgendaMeasure> Those(Predicate<MeasureChanged> belongs) =>
        [
            .. open.FindAll(belongs)
                .OrderBy(measure => measure.Due ?? DateOnly.MaxValue)
                .ThenBy(measure => measure.Title, SwedishText.Alphabet)
                .ThenBy(measure => measure.MeasureId)
                .Select(measure => new AgendaMeasure(
                    measure.MeasureId,
                    measure.Title,
                    measure.OwnerParty.Length == 0 ? null : parties.NameOf(measure.OwnerParty),
                    measure.Status,
                    measure.Due,
                    measure.Hindrance))
        ];
    }

    private async Task<DateOnly?> LatestBeforeAsync(MeetingChanged meeting, CancellationToken cancellationToken) =>
        (await db.KeptAsync<MeetingChanged>(meeting.Municipality, cancellationToken))
            .Where(other => other.On < meeting.On && other.Status is (MeetingStatus.Opened or MeetingStatus.Closed))
            .Select(other => (DateOnly?)other.On)
            .Max();

    private static Period Since(DateOnly? latest, DateOnly on, int between)
    {
        var from = latest ?? on.AddDays(-between);
        return Periods.Range(from < on.AddDays(-LongestDays) ? on.AddDays(-LongestDays) : from, on.AddDays(-1));
    }

    private static IReadOnlyList<CountLine> Recent(IReadOnlyList<CountLine> lines) =>
        [.. lines.Where(line => line is not { Count: 0, PreviousPeriod: 0 })];
}
