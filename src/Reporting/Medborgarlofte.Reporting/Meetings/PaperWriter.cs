using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.FollowUps.Sentences;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>Writes a meeting's papers in Swedish.</summary>
internal static class PaperWriter
{
    private const string None = "Inga.";
    private const string Missing = "uppgift saknas";

    /// <summary>The agenda.</summary>
    public static Paper Write(MeetingAgenda agenda) => new(
        $"Dagordning för EST-mötet i {SwedishText.MunicipalityInFull(agenda.MunicipalityName)} den {SwedishText.Day(agenda.On)}",
        $"dagordning-{agenda.On:yyyy-MM-dd}",
        agenda.Municipality,
        agenda.MunicipalityName,
        [
            $"Kallade parter: {SwedishText.List(agenda.PartyNames)}.",
            agenda.LatestMeetingOn is { } latest ? $"Förra mötet hölls den {SwedishText.Day(latest)}." : "Det är det första mötet.",
            agenda.IsFrozen
                ? FrozenLine(agenda)
                : "Dagordningen tas fram ur lägesbilden och åtgärderna och ändras med dem tills mötet öppnas."
                    + $" Den här är från den {Time(agenda.GeneratedAt)}.",
        ],
        SectionsOf(agenda));

    private static string FrozenLine(MeetingAgenda agenda) => agenda.On < SwedishCalendar.DayOf(agenda.GeneratedAt)
        ? $"Dagordningen togs fram i efterhand, den {Time(agenda.GeneratedAt)}, när mötet fördes in."
        : $"Så såg dagordningen ut när mötet öppnades. Den togs fram den {Time(agenda.GeneratedAt)}.";

    /// <summary>The minutes, with the agenda at the end.</summary>
    public static Paper Write(MeetingMinutes minutes) => new(
        $"Protokoll från EST-mötet i {SwedishText.MunicipalityInFull(minutes.MunicipalityName)} den {SwedishText.Day(minutes.On)}",
        $"protokoll-{minutes.On:yyyy-MM-dd}",
        minutes.Municipality,
        minutes.MunicipalityName,
        LeadOf(minutes),
        [
            Section(
                "Beslut om problemområden",
                ["Problemområde", "Beslut"],
                minutes.ProblemAreaDecisions.Select(decision => (string[])
                    [decision.Name, Change(Label(decision.From), Label(decision.To))])),
            Section(
                "Beslut om åtgärder",
                ["Åtgärd", "Ansvarig", "Beslut"],
                minutes.MeasureDecisions.Select(decision => (string[])
                [
                    decision.Title,
                    SwedishText.Capitalised(decision.OwnerName ?? "ingen"),
                    Change(StatusLabels.Of(decision.From), StatusLabels.Of(decision.To)),
                ])),
            .. SectionsOf(minutes.Agenda).Select(section => section with
            {
                Heading = "Underlag: " + SwedishText.InSentence(section.Heading),
            }),
        ]);

    private static List<string> LeadOf(MeetingMinutes minutes)
    {
        var lead = new List<string> { $"Deltagande parter: {SwedishText.List(minutes.AttendedNames)}." };
        if (minutes.AbsentNames.Count > 0)
        {
            lead.Add($"Kallade parter som inte deltog: {SwedishText.List(minutes.AbsentNames)}.");
        }

        if (minutes is { OpenedAt: { } opened, ClosedAt: { } closed })
        {
            lead.Add($"Mötet öppnades den {Moment(minutes.OpenedOn, opened)} och avslutades den {Moment(minutes.ClosedOn, closed)}.");
            if (minutes.OpenedOn < SwedishCalendar.DayOf(opened))
            {
                lead.Add($"Mötet är infört i efterhand, den {Time(opened)}.");
            }
        }

        return lead;
    }

    private static IReadOnlyList<PaperSection> SectionsOf(MeetingAgenda agenda) =>
    [
        Counts("Nya händelser per område", "Område", agenda.Incidents.ByArea, TextOf(agenda.Incidents)),
        Counts("Nya händelser per kategori", "Kategori", agenda.Incidents.ByCategory, null),
        Section(
            "Medborgarnas åsikter",
            ["Område", "Antal"],
            agenda.CitizenViews.ByArea.Select(area => (string[])[area.Name, SwedishText.Number(area.Count)])),
        Section("Problemområden att välja", ["Problemområde"], agenda.ProblemAreasToChoose.Select(area => (string[])
            [area.Promise is null ? area.Name : $"{area.Name} ({area.Promise})"])),
        Measures("Förslag att besluta", agenda.ProposalsToDecide),
        Measures("Åtgärder som står på tur före nästa möte", agenda.Due),
        Measures("Försenade åtgärder", agenda.Late),
        Measures("Hindrade åtgärder", agenda.Hindered),
        Measures("Åtgärder utan indikator", agenda.WithoutIndicator),
        Measures("Åtgärder utan orsak", agenda.WithoutCause),
        Measures("Åtgärder utan ansvarig part", agenda.WithoutOwner),
    ];

    private static string TextOf(AgendaIncidents incidents)
    {
        var (period, total) = (incidents.Period, incidents.Total);
        if (total.CountNote is { IsMissing: true })
        {
            return $"Under {period.Name} saknas uppgift om antalet rapporterade fall.";
        }

        string[] notes =
        [
            .. total.CountNote is { } note ? (string[])[CollectionText.Of(period, note)] : [],
            .. total.PreviousPeriodNote is { } earlier ? (string[])[CollectionText.Of(incidents.PreviousPeriod, earlier)] : [],
        ];
        var compared = total.Change is { } change ? ", " + CountText.Compared(change, incidents.PreviousPeriod.Name) : "";
        var explained = string.Concat(notes.Select(note => $" {SwedishText.Capitalised(note)}."));
        return $"Under {period.Name} rapporterades {CountText.Cases(total.Count ?? 0)}{compared}.{explained}";
    }

    private static PaperSection Counts(string heading, string first, IReadOnlyList<CountLine> lines, string? text)
    {
        var section = Section(
            heading,
            [first, "Antal", "Mot dagarna innan"],
            lines.Select(line => (string[])[SwedishText.Capitalised(line.Name), CountOf(line), ChangeOf(line)]));
        return section with { Text = text ?? section.Text };
    }

    private static string CountOf(CountLine line) => line.CountNote switch
    {
        { IsMissing: true } => Missing,
        { From: { } from } => $"{SwedishText.Number(line.Count ?? 0)} (från den {SwedishText.Day(from)})",
        _ => SwedishText.Number(line.Count ?? 0),
    };

    private static string ChangeOf(CountLine line) => (line.Change, line.PreviousPeriodNote ?? line.CountNote) switch
    {
        ({ } change, _) => CountText.Change(change),
        (_, { IsMissing: true }) => Missing,
        _ => "går inte att jämföra",
    };

    private static PaperSection Measures(string heading, IReadOnlyList<AgendaMeasure> measures) => Section(
        heading,
        ["Åtgärd", "Ansvarig", "Läge", "Senast"],
        measures.Select(measure => (string[])
        [
            measure.Promises is [_, ..] promises ? $"{measure.Title} ({SwedishText.List(promises)})" : measure.Title,
            SwedishText.Capitalised(measure.OwnerName ?? "ingen"),
            StatusLabels.Of(measure.Status) + HindranceOf(measure),
            measure.Due is { } due ? SwedishText.Day(due) : "Ingen dag är satt",
        ]));

    private static string HindranceOf(AgendaMeasure measure) => measure switch
    {
        { Hindrance: null } => "",
        { Status: MeasureStatus.Hindered, Hindrance: { } own } => HindranceText.Of(own),
        { Hindrance: { } other } => ", hindrad" + HindranceText.Of(other),
    };

    private static PaperSection Section(string heading, string[] columns, IEnumerable<string[]> rows) =>
        rows.ToList() is { Count: > 0 } all
            ? new PaperSection(heading, Text: null, new PaperTable(columns, all))
            : new PaperSection(heading, None);

    // The time of entering is the time of the meeting only if it was entered on the day.
    private static string Moment(DateOnly? on, DateTimeOffset entered) =>
        on is { } day && day != SwedishCalendar.DayOf(entered) ? SwedishText.Day(day) : Time(entered);

    private static string Time(DateTimeOffset moment) => SwedishText.Time(SwedishCalendar.LocalTime(moment));

    private static string Change(string from, string to) => $"{from} → {SwedishText.InSentence(to)}";

    private static string Label(ProblemAreaStatus status) => status switch
    {
        ProblemAreaStatus.Proposed => "Föreslaget",
        ProblemAreaStatus.Chosen => "Valt",
        _ => "Avslutat",
    };
}
