using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Meetings;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>A closed period does not change with later statuses.</summary>
public sealed class HistoryTests : IsolatedReportingTests
{
    private readonly Guid _promise = Guid.CreateVersion7();

    [Fact]
    public async Task Measure_has_the_status_of_the_end_of_each_period()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var hindrance = new MeasureHindrance(HindranceReason.Staffing, new(2021, 6, 1), null, null);
        var measure = Some.Measure("Rondering", MeasureStatus.Completed, row) with
        {
            StartedOn = new(2021, 2, 1),
            CompletedOn = new(2021, 11, 5),
            StatusSince = new(2021, 11, 5),
            History =
            [
                new(MeasureStatus.Proposed, null, null),
                new(MeasureStatus.Decided, new(2021, 1, 5), null),
                new(MeasureStatus.Started, new(2021, 2, 1), null),
                new(MeasureStatus.Hindered, new(2021, 6, 1), hindrance),
                new(MeasureStatus.Started, new(2021, 9, 1), null),
                new(MeasureStatus.Completed, new(2021, 11, 5), null),
            ],
        };
        var decidedLater = Some.Measure("Belysning", MeasureStatus.Decided, row) with
        {
            StartedOn = null,
            History = [new(MeasureStatus.Proposed, null, null), new(MeasureStatus.Decided, new(2021, 9, 7), null)],
        };
        await Municipality.ProjectAsync(Some.Promise(_promise), row, measure, decidedLater);

        Assert.Equal([("Rondering", MeasureStatus.Decided)], await MeasuresAsync("2021-01"));
        Assert.Equal([("Rondering", MeasureStatus.Started)], await MeasuresAsync("2021-t1"));
        Assert.Equal([("Rondering", MeasureStatus.Hindered)], await MeasuresAsync("2021-t2"));
        Assert.Equal([("Rondering", MeasureStatus.Completed), ("Belysning", MeasureStatus.Decided)], await MeasuresAsync("2021-t3"));
        Assert.Equal(
            "På grund av personalbrist har åtgärden inte kunnat genomföras (sedan den 1 juni 2021).",
            (await DraftAsync("2021-t2")).Rows[0].Effects.Single(effect => effect.Kind == EffectKind.Hindered).Text);
        Assert.DoesNotContain((await DraftAsync("2021-t1")).Rows[0].Effects, effect => effect.Kind == EffectKind.Hindered);
    }

    [Fact]
    public async Task Problem_area_is_in_the_periods_in_which_it_is_chosen()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage) with
        {
            History =
            [
                new(ProblemAreaStatus.Proposed, null),
                new(ProblemAreaStatus.Chosen, new(2021, 2, 2)),
                new(ProblemAreaStatus.Closed, new(2021, 4, 6)),
                new(ProblemAreaStatus.Chosen, new(2021, 9, 7)),
            ],
        };
        await Municipality.ProjectAsync(Some.Promise(_promise), row);

        Assert.Empty((await DraftAsync("2021-01")).Rows);
        Assert.Single((await DraftAsync("2021-t1")).Rows);
        Assert.Empty((await DraftAsync("2021-t2")).Rows);
        Assert.Single((await DraftAsync("2021-t3")).Rows);
    }

    [Fact]
    public async Task Agenda_of_an_earlier_meeting_has_the_proposals_of_its_day()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var measure = Some.Measure("Rondering", MeasureStatus.Decided, row) with
        {
            StartedOn = null,
            History = [new(MeasureStatus.Proposed, null, null), new(MeasureStatus.Decided, new(2021, 4, 20), null)],
        };
        var (before, after) = (Meeting(new(2021, 4, 13)), Meeting(new(2021, 4, 27)));
        await Municipality.ProjectAsync(row, measure, before, after);

        Assert.Single((await AgendaAsync(before)).ProposalsToDecide);
        Assert.Empty((await AgendaAsync(after)).ProposalsToDecide);
    }

    private MeetingChanged Meeting(DateOnly on) => new(
        Some.Id(), 1, Some.Municipality, on, MeetingStatus.Planned, ["police:nykoping"], [], null, null, [], []);

    private Task<MeetingAgenda> AgendaAsync(MeetingChanged meeting) =>
        Municipality.GetAsync<MeetingAgenda>($"/meetings/{meeting.MeetingId}/agenda");

    private Task<FollowUp> DraftAsync(string period) => Municipality.GetAsync<FollowUp>($"/follow-ups/{period}?version=draft");

    private async Task<IEnumerable<(string, MeasureStatus)>> MeasuresAsync(string period) =>
        (await DraftAsync(period)).Rows[0].Measures.Select(measure => (measure.Title, measure.Status));
}
