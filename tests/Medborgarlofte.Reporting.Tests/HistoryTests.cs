using System.Net;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

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
    public async Task Names_are_those_of_the_end_of_each_period()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        var row = Some.Place(_promise, 1, "Ramdal", "ramdal");
        var measure = Some.Measure("Rondering", MeasureStatus.Started, row) with { Performers = [] };
        await Municipality.ProjectAsync(
            Some.Promise(_promise) with { Owners = [Some.MunicipalParty, "housing:kustbostader"] }, row, measure);
        await Municipality.ReportAsync(
            [.. Some.Incidents(6, Some.Theft, "ramdal", "2021-03-10"), .. Some.Incidents(7, Some.Theft, "ramdal", "2021-10-10")]);
        await RenameAsync(
            Some.Area("ramdal", "Ramdalen", 2) with { EarlierNames = [new("Ramdal", new(2021, 8, 31))] },
            new CategoryChanged(
                Municipality.Code, Some.Theft, 2, CategoryKind.Crime, new("Tillgrepp", "Theft", "tillgrepp", "tillgrepp"), [], [], [],
                EarlierNames: [new(new("Stöld", "Theft", "stölder", "stöld"), [], [], [], new(2021, 8, 31))]),
            new PartyChanged(
                Municipality.Code, "housing:kustbostader", 2, PartyKind.Housing, "Kustbostäder",
                EarlierNames: [new("Oxelöbostäder", new(2021, 8, 31))]),
            new PartyChanged(Municipality.Code, Some.MunicipalParty, 1, PartyKind.Municipality, "Nyköpings kommun"));

        var (spring, autumn) = (await DraftAsync("2021-t1"), await DraftAsync("2021-t3"));

        Assert.Equal(["Nyköpings kommun", "Oxelöbostäder"], spring.Promise!.OwnerNames);
        Assert.Equal(["Nyköpings kommun", "Kustbostäder"], autumn.Promise!.OwnerNames);
        Assert.Contains("6 stölder", spring.Rows[0].Problem.Text, StringComparison.Ordinal);
        Assert.Contains("7 tillgrepp", autumn.Rows[0].Problem.Text, StringComparison.Ordinal);
        Assert.Equal("Rondering (Nyköpings kommun).", spring.Rows[0].Measures[0].Text);
        Assert.Equal("Ramdal", Assert.Single((await Municipality.PictureAsync("2021-03")).ByArea).Name);
        Assert.Equal("Ramdalen", Assert.Single((await Municipality.PictureAsync("2021-10")).ByArea).Name);
        var html = WebUtility.HtmlDecode(
            await Municipality.Client.GetStringAsync($"/{Municipality.Code}/uppfoljning/2021-t3?version=draft"));
        Assert.Contains("Löftet ges av Nyköpings kommun och Kustbostäder.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Planned_time_is_that_of_the_end_of_each_period()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var measure = Some.Measure("Belysning", MeasureStatus.Planned, row) with
        {
            Performers = [],
            Planned = new(PlannedPrecision.Quarter, new(2022, 1, 1)),
            PlannedMonth = null,
            EarlierPlans = [new(new(PlannedPrecision.Month, new(2021, 6, 1)), null, new(2021, 9, 14))],
        };
        await Municipality.ProjectAsync(Some.Promise(_promise), row, measure);

        Assert.Equal(
            [
                (false, "Belysning (Oxelösunds kommun), planeras till juni 2021."),
                (true, "Belysning (Oxelösunds kommun), planerades till juni 2021 men är inte påbörjad."),
                (false, "Belysning (Oxelösunds kommun), planeras till första kvartalet 2022."),
            ],
            [await PlannedAsync("2021-t1"), await PlannedAsync("2021-t2"), await PlannedAsync("2021-t3")]);

        async Task<(bool, string)> PlannedAsync(string period)
        {
            var line = (await DraftAsync(period)).Rows[0].Measures.Single();
            return (line.IsLate, line.Text);
        }
    }

    [Fact]
    public async Task Problem_area_is_in_the_promise_that_contained_it_at_the_end_of_each_period()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        var later = Some.Id();
        var row = Some.Theme(later, 1, "Skadegörelse", Some.Damage) with { EarlierPromises = [new(_promise, new(2021, 8, 31))] };
        await Municipality.ProjectAsync(Some.Promise(_promise), Some.Promise(later) with { Title = "Nytt löfte" }, row);

        Assert.Equal((1, 0), (await RowsAsync("2021-t1", _promise), await RowsAsync("2021-t1", later)));
        Assert.Equal((0, 1), (await RowsAsync("2021-t3", _promise), await RowsAsync("2021-t3", later)));

        async Task<int> RowsAsync(string period, Guid promise) =>
            (await Municipality.GetAsync<FollowUp>($"/follow-ups/{period}?version=draft&promise={promise}")).Rows.Count;
    }

    [Fact]
    public async Task Promise_that_was_withdrawn_later_was_in_force()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        var other = Some.Id();
        await Municipality.ProjectAsync(
            Some.Promise(_promise) with
            {
                Version = 3, Status = PromiseStatus.Withdrawn, Withdrawal = new(new(2021, 9, 7), "Ett nytt löfte ersätter det."),
            },
            Some.Promise(other) with { FirstDay = new(2021, 4, 1) });
        await Municipality.ReportAsync(
            [.. Some.Incidents(6), .. Some.Incidents(6, reportedOn: "2021-07-10"), .. Some.Incidents(6, reportedOn: "2021-10-10")]);

        var all = (await Municipality.GetAsync<FollowUpList>("/follow-ups")).Items;

        Assert.Equal([other], all.Where(item => item.Code == "2021-t3").Select(item => item.PromiseId));
        Assert.Equal(
            new[] { _promise, other }.Order(), all.Where(item => item.Code == "2021-t2").Select(item => item.PromiseId).Order());
    }

    [Fact]
    public async Task Rows_of_a_deleted_draft_are_in_no_agenda_also_if_their_events_arrive_later()
    {
        var draft = Some.Id();
        var row = Some.Theme(draft, 1, "Hemligt", Some.Damage) with { Status = ProblemAreaStatus.Proposed };
        var measure = Some.Measure("Hemlig åtgärd", MeasureStatus.Proposed, row) with { StartedOn = null };
        var meeting = Meeting(new(2021, 5, 10));
        await Municipality.ProjectAsync(row, measure, meeting);
        var agenda = await AgendaAsync(meeting);
        Assert.Equal((1, 1), (agenda.ProposalsToDecide.Count, agenda.ProblemAreasToChoose.Count));

        await Municipality.ProjectAsync(
            new DraftDeleted(draft, 1, Municipality.Code, [row.ProblemAreaId], [measure.MeasureId], [], []));
        await Municipality.PublishAllAsync(row with { Version = 2 }, measure with { Version = 2 });
        await Municipality.ProjectAsync(Some.Theme(_promise, 2, "Annat", Some.Theft) with { Status = ProblemAreaStatus.Proposed });

        agenda = await AgendaAsync(meeting);
        Assert.Empty(agenda.ProposalsToDecide);
        Assert.Equal("Annat", Assert.Single(agenda.ProblemAreasToChoose).Name);
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

    private async Task RenameAsync(params object[] messages)
    {
        await Municipality.PublishAllAsync(messages);
        await Eventually.TrueAsync(
            () => Municipality.InDatabaseAsync(async db =>
                await db.Set<ReferenceCopy>().CountAsync(copy =>
                    copy.Municipality == Municipality.Code
                    && (copy.Version == 2 || copy.Type == nameof(PartyChanged))) == messages.Length),
            "the names");
    }

    private Task<MeetingAgenda> AgendaAsync(MeetingChanged meeting) =>
        Municipality.GetAsync<MeetingAgenda>($"/meetings/{meeting.MeetingId}/agenda");

    private Task<FollowUp> DraftAsync(string period) => Municipality.GetAsync<FollowUp>($"/follow-ups/{period}?version=draft");

    private async Task<IEnumerable<(string, MeasureStatus)>> MeasuresAsync(string period) =>
        (await DraftAsync(period)).Rows[0].Measures.Select(measure => (measure.Title, measure.Status));
}
