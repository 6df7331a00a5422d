using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class MeetingPaperTests(ReportingApp app) : ReportingTests(app)
{
    private static readonly DateOnly On = new(2021, 4, 13);
    private readonly Guid _promise = Some.Id();

    [Fact]
    public async Task Agenda_contains_cases_since_the_previous_meeting_once()
    {
        var (first, meeting) = (Meeting(On.AddDays(-7)), Meeting(On));
        await Municipality.ProjectAsync(
            first,
            Meeting(On.AddDays(-7), MeetingStatus.Closed),
            meeting,
            Meeting(On.AddDays(-2), MeetingStatus.Cancelled),
            View("2021-04-07"),
            View("2021-04-13"));
        await Municipality.ReportAsync(
            [
                Some.Incident(reportedOn: "2021-04-05"),
                .. Enumerable.Range(0, 3).Select(_ => Some.Incident(area: "ramdal", reportedOn: "2021-04-06")),
                Some.Incident(area: "ramdal", reportedOn: "2021-04-12"),
                Some.Incident(Some.Burglary, "sunda", "2021-04-12"),
                Some.Incident(reportedOn: "2021-04-13"),
            ]);

        var agenda = await AgendaAsync(meeting);

        Assert.Equal(
            (On.AddDays(-7), On.AddDays(-7), On.AddDays(-1)),
            (agenda.LatestMeetingOn, agenda.Incidents.Period.FirstDay, agenda.Incidents.Period.LastDay));
        Assert.Equal((5, 1, 4), (agenda.Incidents.Total.Count, agenda.Incidents.Total.PreviousPeriod, agenda.Incidents.Total.Change));
        Assert.Equal(
            [("ramdal", 4, 4), ("sunda", 1, 1), ("centrum", 0, -1)],
            agenda.Incidents.ByArea.Select(line => (line.Code, line.Count ?? 0, line.Change ?? 0)));
        Assert.Equal((1, "ramdal"), (agenda.CitizenViews.Count, agenda.CitizenViews.ByArea.Single().Code));
        var early = await AgendaAsync(first);
        Assert.Equal(
            (null, On.AddDays(-14), 1), (early.LatestMeetingOn, early.Incidents.Period.FirstDay, early.Incidents.Total.Count));
    }

    [Fact]
    public async Task Agenda_groups_open_measures_by_required_decision()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var proposedRow = Some.Theme(_promise, 2, "Buskörning", Some.Disorder) with { Status = ProblemAreaStatus.Proposed };
        var meeting = Meeting(On);
        await Municipality.ProjectAsync(
            row,
            proposedRow,
            meeting,
            Whole("Förslag", MeasureStatus.Proposed) with { OwnerParty = "" },
            Whole("På tur", MeasureStatus.Planned) with { Due = On.AddDays(6) },
            Whole("Sedan", MeasureStatus.Planned) with { Due = On.AddDays(7) },
            Whole("Försenad", MeasureStatus.Started) with { Due = On.AddDays(-1) },
            Whole("Hindrad", MeasureStatus.Hindered) with
            {
                Hindrance = new(HindranceReason.Staffing, new(2021, 4, 1), null, null),
                HasCause = false,
            },
            Whole("Utan indikator", MeasureStatus.Decided) with { HasIndicator = false },
            Whole("Från förr", MeasureStatus.Decided) with { HasIndicator = null, HasCause = null },
            Whole("Klar", MeasureStatus.Completed) with { HasIndicator = false, HasCause = false, Due = On.AddDays(-1) },
            Whole("Avslagen", MeasureStatus.Declined) with { OwnerParty = "" });

        var agenda = await AgendaAsync(meeting);

        Assert.Equal(["Buskörning"], agenda.ProblemAreasToChoose.Select(area => area.Name));
        Assert.Equal(["Förslag"], Titles(agenda.ProposalsToDecide));
        Assert.Equal(["På tur"], Titles(agenda.Due));
        Assert.Equal(["Försenad"], Titles(agenda.Late));
        Assert.Equal(["Hindrad"], Titles(agenda.Hindered));
        Assert.Equal(["Utan indikator"], Titles(agenda.WithoutIndicator));
        Assert.Equal(["Hindrad"], Titles(agenda.WithoutCause));
        Assert.Equal(["Förslag"], Titles(agenda.WithoutOwner));

        MeasureChanged Whole(string title, MeasureStatus status) =>
            Some.Measure(title, status, row) with { HasIndicator = true, HasCause = true };

        static IEnumerable<string> Titles(IReadOnlyList<AgendaMeasure> measures) => measures.Select(measure => measure.Title);
    }

    [Fact]
    public async Task Agenda_lists_measures_hindered_by_restriction_or_effect_and_missed_months()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var other = Some.Theme(_promise, 2, "Buskörning", Some.Disorder);
        var training = Some.Measure("Utbildning", MeasureStatus.Started, row);
        var meetingWithResidents = Some.Measure("Möte", MeasureStatus.Started, other);
        var meeting = Meeting(new(2021, 7, 6));
        await Municipality.ProjectAsync(
            row,
            other,
            meeting,
            training,
            meetingWithResidents,
            Some.Measure("Vandring", MeasureStatus.Planned, row),
            new RestrictionDeclared(
                Some.Id(), 1, Some.Reference().Municipality.Municipality, HindranceReason.PandemicRestrictions, new(2021, 1, 1), null,
                [training.MeasureId]),
            Some.Effect(other, EffectKind.Hindered) with
            {
                Hindrance = new(HindranceReason.Illness, HinderedActivity.ResidentsMeeting, new(2021, 1, 1), new(2021, 7, 5)),
            });

        var agenda = await AgendaAsync(meeting);

        Assert.Equal(["Vandring"], agenda.Late.Select(measure => measure.Title));
        Assert.Equal(
            [("Utbildning", HindranceReason.PandemicRestrictions)],
            agenda.Hindered.Select(measure => (measure.Title, measure.Hindrance!.Reason)));
    }

    [Fact]
    public async Task Opening_freezes_the_agenda_and_closing_the_minutes_despite_changes_and_replays()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var measure = Some.Measure("Utökad rondering", MeasureStatus.Proposed, row) with { HasIndicator = true, HasCause = true };
        var meeting = Meeting(On);
        await Municipality.ProjectAsync(row, measure, meeting);
        Assert.False((await AgendaAsync(meeting)).IsFrozen);
        Assert.Equal(HttpStatusCode.NotFound, (await Municipality.SendAsync(HttpMethod.Get, PathOf(meeting, "minutes"))).StatusCode);

        await Municipality.ProjectAsync(
            meeting = meeting with { Version = 2, Status = MeetingStatus.Opened, OpenedAt = new(2021, 4, 13, 7, 0, 0, TimeSpan.Zero) });
        await Municipality.ProjectAsync(
            measure with { Version = 2, Status = MeasureStatus.Decided },
            meeting = meeting with
            {
                Version = 3,
                Status = MeetingStatus.Closed,
                ClosedAt = new(2021, 4, 13, 8, 30, 0, TimeSpan.Zero),
                Attended = ["police:nykoping", Some.MunicipalParty],
                MeasureDecisions =
                [
                    new MeasureDecision(
                        measure.MeasureId, measure.Title, measure.OwnerParty, MeasureStatus.Proposed, MeasureStatus.Decided),
                ],
                ProblemAreaDecisions =
                [
                    new ProblemAreaDecision(row.ProblemAreaId, row.Name, ProblemAreaStatus.Proposed, ProblemAreaStatus.Chosen),
                ],
            });

        var minutes = await Municipality.GetAsync<MeetingMinutes>(PathOf(meeting, "minutes"));
        Assert.Equal(["polisen", "Oxelösunds kommun"], minutes.AttendedNames);
        Assert.Equal(["vaktbolag"], minutes.AbsentNames);
        Assert.Equal(
            [("Utökad rondering", "Oxelösunds kommun", MeasureStatus.Proposed, MeasureStatus.Decided)],
            minutes.MeasureDecisions.Select(taken => (taken.Title, taken.OwnerName, taken.From, taken.To)));
        Assert.Equal("Skadegörelse", minutes.ProblemAreaDecisions.Single().Name);
        var agenda = await Municipality.Client.GetStringAsync(Municipality.Root + PathOf(meeting, "agenda"));
        Assert.Equal(("Utökad rondering", true), (minutes.Agenda.ProposalsToDecide.Single().Title, minutes.Agenda.IsFrozen));

        await Municipality.ProjectAsync(measure with { Version = 3, Status = MeasureStatus.Started, Title = "Något annat" });
        await Municipality.Client.PostAsync("/api/v1/replays", content: null);
        await Eventually.TrueAsync(
            () => Municipality.InDatabaseAsync(db => db.Projections.AnyAsync(projection =>
                projection.Type == nameof(MeetingChanged) && projection.Id == meeting.MeetingId && projection.Version == 3)),
            "the replayed meeting");
        Assert.Equal(agenda, await Municipality.Client.GetStringAsync(Municipality.Root + PathOf(meeting, "agenda")));
        Assert.Equal(
            "Utökad rondering", (await Municipality.GetAsync<MeetingMinutes>(PathOf(meeting, "minutes"))).MeasureDecisions.Single().Title);
    }

    [Fact]
    public async Task Papers_are_available_as_page_and_valid_Word_document()
    {
        var meeting = Meeting(On, MeetingStatus.Closed) with
        {
            Version = 3,
            OpenedAt = new(2021, 4, 13, 7, 0, 0, TimeSpan.Zero),
            ClosedAt = new(2021, 4, 13, 8, 30, 0, TimeSpan.Zero),
            Attended = ["police:nykoping"],
            MeasureDecisions =
            [
                new MeasureDecision(
                    Some.Id(), "Fler ronder <i> Ramdal & Sunda", Some.MunicipalParty, MeasureStatus.Proposed, MeasureStatus.Decided),
            ],
        };
        await Municipality.ReportAsync(Some.Incident(area: "ramdal", reportedOn: "2021-04-12"));
        await Municipality.ProjectAsync(meeting);

        foreach (var paper in new[] { "agenda", "minutes" })
        {
            using var page = await GetAsync(PathOf(meeting, paper), "text/html");
            var raw = await page.Content.ReadAsStringAsync();
            var html = WebUtility.HtmlDecode(raw);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
            Assert.Contains("<html lang=\"sv\"", html, StringComparison.Ordinal);
            var title = paper == "agenda" ? "Dagordning för" : "Protokoll från";
            Assert.Contains($"<h1>{title} EST-mötet i Oxelösunds kommun den 13 april 2021</h1>", html, StringComparison.Ordinal);
            Assert.Contains("<th scope=\"col\">Område</th>", html, StringComparison.Ordinal);
            Assert.Contains("<th scope=\"row\">Ramdal</th>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<i>", raw, StringComparison.Ordinal);

            using var file = await GetAsync(PathOf(meeting, paper) + "?format=docx", "*/*");
            Assert.Equal(PaperDocument.MediaType, file.Content.Headers.ContentType!.MediaType);
            Assert.Equal(
                (paper == "agenda" ? "dagordning" : "protokoll") + "-2021-04-13.docx", file.Content.Headers.ContentDisposition!.FileName);
            using var document = WordprocessingDocument.Open(await file.Content.ReadAsStreamAsync(), isEditable: false);
            Assert.Empty(
                new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document).Select(
                    error => $"{error.Path?.XPath}: {error.Description}"));
            var text = document.MainDocumentPart!.Document!.Body!.InnerText;
            Assert.Contains("Ramdal", text, StringComparison.Ordinal);
            if (paper == "minutes")
            {
                Assert.Contains("Fler ronder <i> Ramdal & SundaOxelösunds kommunFöreslagen → beslutad", text, StringComparison.Ordinal);
                Assert.Contains(
                    "Mötet öppnades den 13 april 2021 kl. 09.00 och avslutades den 13 april 2021 kl. 10.30.",
                    text,
                    StringComparison.Ordinal);
            }
        }

        using var word = await GetAsync(PathOf(meeting, "minutes"), PaperDocument.MediaType);
        Assert.Equal(PaperDocument.MediaType, word.Content.Headers.ContentType!.MediaType);
        using var json = await GetAsync(PathOf(meeting, "minutes") + "?format=json", "text/html");
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Papers_of_a_meeting_entered_afterwards_have_the_day_of_the_meeting()
    {
        var meeting = Meeting(On, MeetingStatus.Closed) with
        {
            Version = 3,
            OpenedAt = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero),
            ClosedAt = new(2026, 11, 30, 12, 5, 0, TimeSpan.Zero),
            OpenedOn = On,
            ClosedOn = On,
            Attended = ["police:nykoping"],
        };
        await Municipality.ProjectAsync(meeting);

        using var minutes = await GetAsync(PathOf(meeting, "minutes"), "text/html");
        using var agenda = await GetAsync(PathOf(meeting, "agenda"), "text/html");

        var text = WebUtility.HtmlDecode(await minutes.Content.ReadAsStringAsync());
        Assert.Contains("Mötet öppnades den 13 april 2021 och avslutades den 13 april 2021.", text, StringComparison.Ordinal);
        Assert.Contains("Mötet är infört i efterhand, den 30 november 2026 kl. 13.00.", text, StringComparison.Ordinal);
        text = WebUtility.HtmlDecode(await agenda.Content.ReadAsStringAsync());
        Assert.Contains("Dagordningen togs fram i efterhand", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Så såg dagordningen ut när mötet öppnades", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agenda_names_the_promise_if_several_are_in_force()
    {
        var second = Some.Id();
        var (row, other) = (
            Some.Theme(_promise, 1, "Skadegörelse", Some.Damage) with { Status = ProblemAreaStatus.Proposed },
            Some.Theme(second, 1, "Skadegörelse", Some.Damage) with { Status = ProblemAreaStatus.Proposed });
        var meeting = Meeting(On);
        await Municipality.ProjectAsync(
            Some.Promise(_promise) with { Title = "Centrum 2021" },
            Some.Promise(second) with { Title = "Ramdal 2021" },
            row,
            other,
            Some.Measure("Rondering", MeasureStatus.Proposed, row, other),
            meeting);

        var agenda = await AgendaAsync(meeting);

        Assert.Equal(["Centrum 2021", "Ramdal 2021"], agenda.ProblemAreasToChoose.Select(area => area.Promise!).Order());
        Assert.Equal(["Centrum 2021", "Ramdal 2021"], agenda.ProposalsToDecide.Single().Promises!);
        using var page = await GetAsync(PathOf(meeting, "agenda"), "text/html");
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Contains("Skadegörelse (Ramdal 2021)", html, StringComparison.Ordinal);
        Assert.Contains("Rondering (Centrum 2021 och Ramdal 2021)", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agenda_leaves_out_proposals_of_a_promise_that_begins_more_than_a_year_later()
    {
        var next = Some.Id();
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage) with { Status = ProblemAreaStatus.Proposed };
        var prepared = Some.Theme(next, 1, "Inbrott", Some.Burglary) with { Status = ProblemAreaStatus.Proposed };
        var (meeting, early) = (Meeting(On), Meeting(On.AddDays(-1)));
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            Some.Promise(next) with { FirstDay = On.AddDays(366), LastDay = On.AddDays(700) },
            row,
            prepared,
            Some.Measure("Rondering", MeasureStatus.Proposed, row),
            Some.Measure("Märkning", MeasureStatus.Proposed, prepared),
            meeting,
            early);

        var (then, before) = (await AgendaAsync(meeting), await AgendaAsync(early));

        Assert.Equal(["Inbrott", "Skadegörelse"], then.ProblemAreasToChoose.Select(area => area.Name).Order());
        Assert.Equal(["Märkning", "Rondering"], then.ProposalsToDecide.Select(measure => measure.Title).Order());
        Assert.Equal(["Skadegörelse"], before.ProblemAreasToChoose.Select(area => area.Name));
        Assert.Equal(["Rondering"], before.ProposalsToDecide.Select(measure => measure.Title));
    }

    [Fact]
    public async Task Papers_are_limited_to_the_parties_of_the_meeting()
    {
        var (own, others) = (Meeting(On), Meeting(On) with { Parties = ["police:nykoping"] });
        await Municipality.ProjectAsync(own, others);
        using var guards = Municipality.ClientOf("security:vakt", "reporter");
        using var steering = Municipality.ClientOf(Some.MunicipalParty + "-ledning", "steering");
        using var resident = Municipality.ClientOf("resident:1", "resident");
        using var nobody = Municipality.ClientFor(null);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guards, own));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(guards, others));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(steering, others));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(resident, own));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, own));

        async Task<HttpStatusCode> StatusAsync(HttpClient client, MeetingChanged meeting) =>
            (await client.GetAsync(Municipality.Root + PathOf(meeting, "agenda"))).StatusCode;
    }

    private MeetingChanged Meeting(DateOnly on, MeetingStatus status = MeetingStatus.Planned) => new(
        Some.Id(), 1, Some.Municipality, on, status, ["police:nykoping", Some.MunicipalParty, "security:vakt"], [], null, null, [], []);

    private CitizenViewReceived View(string on) =>
        new(
            Some.Id(),
            1,
            Some.Municipality,
            "ramdal",
            CitizenViewChannel.WebForm,
            [Some.Damage],
            DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture));

    private static string PathOf(MeetingChanged meeting, string paper) => $"/meetings/{meeting.MeetingId}/{paper}";

    private Task<MeetingAgenda> AgendaAsync(MeetingChanged meeting) => Municipality.GetAsync<MeetingAgenda>(PathOf(meeting, "agenda"));

    private Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Municipality.Root + path);
        request.Headers.Accept.ParseAdd(accept);
        return Municipality.Client.SendAsync(request);
    }
}
