using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Names;
using Medborgarlofte.Reporting.Periods;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Reporting.StartPages;

namespace Medborgarlofte.Reporting.Tests.Pages;

/// <summary>Models of pages about Oxelösund in the first tertial of 2021.</summary>
internal static class Samples
{
    public const string Oxelosund = "0481";

    public static readonly Period Tertial =
        new("2021-t1", "första tertialet 2021 (januari–april)", new DateOnly(2021, 1, 1), new DateOnly(2021, 4, 30));

    public static readonly Freshness Fresh =
        new(new DateTimeOffset(2021, 5, 3, 9, 0, 0, TimeSpan.Zero), new DateOnly(2021, 4, 30));

    public static readonly PromiseSummary Promise = new(
        Guid.Parse("0190a000-0000-7000-8000-000000000001"),
        "Medborgarlöfte 2021",
        "Tillsammans med invånarna ska vi öka tryggheten där människor bor och rör sig utomhus.",
        ["police:nykoping", "municipality:0481"],
        ["polisen", "Oxelösunds kommun"],
        new DateOnly(2021, 1, 1),
        new DateOnly(2021, 12, 31),
        RestsOnCitizenViews: false,
        RestsOnSituationalPicture: true,
        ["Löftet vilar inte på medborgarnas åsikter."]);

    private static readonly MeasureLine[] AgainstVandalism =
    [
        Measure(1, "Utökad bevakning och rondering", "Utökad bevakning och rondering (vaktbolaget)"),
        Measure(2, "Utökat uppsökande arbete", "Utökat uppsökande arbete (fältarbetarna)"),
        Measure(3, "Kvälls- och nattpersonal ser till utsatta platser", "Kvälls- och nattpersonal ser till utsatta platser (hemtjänsten)"),
        Measure(4, "Patrullering på aktuella platser", "Patrullering på aktuella platser (polisen)"),
        Measure(
            5,
            "Fysiska åtgärder",
            "Fysiska åtgärder (Oxelösunds kommun), planerat till juni 2021",
            MeasureStatus.Planned,
            MeasureHorizon.LongTerm),
    ];

    public static FollowUp FollowUp { get; } = new(
        Oxelosund,
        "Oxelösund",
        Tertial,
        FollowUpState.Draft,
        null,
        "Fallen räknas efter den dag då de rapporterades in, även om de hände tidigare.",
        Promise,
        [
            new FollowUpRow(
                Guid.Parse("0190a000-0000-7000-8000-000000000011"),
                "Skadegörelse",
                ProblemAreaKind.Theme,
                23,
                Generated(
                    "23 fall av skadegörelse rapporterades in. De gällde klotter, stenkastning och vandalisering av utrustning."
                    + " De flesta skedde i Centrum, Ramdal och Sunda (87 procent)."),
                AgainstVandalism,
                [
                    Effect(
                        EffectKind.Judged,
                        "Bedömd preventiv effekt. Bedömningen görs av säkerhetssamordningen och bygger på färre larm från vaktbolaget."),
                ]),
            new FollowUpRow(
                Guid.Parse("0190a000-0000-7000-8000-000000000012"),
                "Ramdalsområdet",
                ProblemAreaKind.Place,
                15,
                new ProblemText(
                    "Utöver skadegörelsen har området haft inbrott och ordningsstörningar.\nBoende har hört av sig <b>om kvällarna</b>.",
                    "15 fall rapporterades in.",
                    IsReplaced: true,
                    []),
                [
                    Measure(
                        6,
                        "Fördjupat arbete med orsakerna till problemen",
                        "Fördjupat arbete med orsakerna till problemen (polisen och Oxelösunds kommun)",
                        MeasureStatus.Planned,
                        MeasureHorizon.LongTerm),
                    .. AgainstVandalism.Select(measure => measure with { SharedWith = "Skadegörelse" }),
                ],
                [Effect(EffectKind.NotStarted, "Ännu inte påbörjat.")]),
            new FollowUpRow(
                Guid.Parse("0190a000-0000-7000-8000-000000000013"),
                "Inbrott och stölder",
                ProblemAreaKind.Theme,
                25,
                Generated(
                    "25 inbrott, inbrottsförsök och stölder rapporterades in."
                    + " De drabbade villor, fritidshus, större förråd och skolor."
                    + " Flera stölder drabbade fordonsägare: katalysatorer och drivmedel."),
                [
                    Measure(
                        7,
                        "Riktad insats mot villainbrott",
                        "Riktad insats mot villainbrott efter kartläggning och analys (polisen)",
                        MeasureStatus.Completed),
                    Measure(
                        8,
                        "Stöd till grannsamverkan",
                        "Stöd till den som vill starta eller driva grannsamverkan (polisen och Oxelösunds kommun)",
                        MeasureStatus.Started,
                        MeasureHorizon.LongTerm),
                ],
                [
                    Effect(
                        EffectKind.Observed,
                        "Sedan en misstänkt person greps den 12 april 2021 har inga fler inbrott i villor skett i Sunda (18 dagar).",
                        7),
                    Effect(
                        EffectKind.Hindered,
                        "Ingen ny grundutbildning har kunnat hållas på grund av restriktioner med anledning av pandemin.",
                        8),
                ]),
        ],
        new FollowUpTotals(51, 12),
        Fresh);

    public static SituationalPicture Picture { get; } = new(
        Oxelosund,
        "Oxelösund",
        Tertial,
        new Period("2020-t3", "tredje tertialet 2020 (september–december)", new DateOnly(2020, 9, 1), new DateOnly(2020, 12, 31)),
        new Period("2020-t1", "första tertialet 2020 (januari–april)", new DateOnly(2020, 1, 1), new DateOnly(2020, 4, 30)),
        "reported",
        Fresh,
        Line("", "", 53, 46, 55),
        [
            Line("ramdal", "Ramdal", 18, 12, 14),
            Line("centrum", "Centrum", 15, 15, 20),
            Line("sunda", "Sunda", 14, 11, 13),
            Line("frosang", "Frösäng", 6, 8, 8),
            Line("", "Okänd plats", 0, 0, 0),
        ],
        [
            Line("skadegorelse", "Skadegörelse", 23, 17, 24),
            Line("stold", "Stöld", 14, 12, 15),
            Line("inbrott", "Inbrott", 11, 9, 10),
            Line("ordningsstorning", "Ordningsstörning", 3, 8, 6),
            Line("otrygg-plats", "Otrygg plats", 2, 0, 0),
        ],
        [
            Line("klotter", "klotter", 12, 9, 12),
            Line("stenkastning", "stenkastning", 7, 6, 8),
            Line("vandalisering", "vandalisering av utrustning", 6, 3, 6),
        ],
        [
            Line("villa", "villor", 7, 6, 8),
            Line("fritidshus", "fritidshus", 5, 5, 2),
            Line("forrad", "större förråd", 4, 3, 3),
            Line("skola", "skolor", 2, 0, 1),
        ],
        [Line("katalysator", "katalysatorer", 6, 5, 0), Line("drivmedel", "drivmedel", 5, 7, 6)],
        new CitizenViewSummary(
            17,
            [new NamedCount("ramdal", "Ramdal", 9), new NamedCount("centrum", "Centrum", 6), new NamedCount("sunda", "Sunda", 2)],
            [
                new NamedCount("belysning", "dålig belysning", 11),
                new NamedCount("folksamling", "folksamlingar", 7),
                new NamedCount("trafik", "buskörning", 3),
            ]),
        SelectionEvents: 14,
        WatchGroups: 4,
        [new WatchCoverageLine("ramdal", "Ramdal", 0, 0, 20, 0), new WatchCoverageLine("sunda", "Sunda", 3, 42, 60, 70)]);

    public static StartPageModel Start { get; } = new(
        Oxelosund,
        "Oxelösund",
        [Promise],
        Picture,
        [FollowUp],
        [
            new FollowUpReference("2021-t1", Tertial.Name, FollowUpState.Draft, Promise.Id, Promise.Title),
            new FollowUpReference(
                "2020-t3", "tredje tertialet 2020 (september–december)", FollowUpState.Published, Promise.Id, Promise.Title),
        ]);

    public static CountLine Line(string code, string name, int count, int previous, int lastYear) =>
        new(code, name, count, previous, lastYear, count - previous, count - lastYear);

    private static ProblemText Generated(string text) => new(text, text, IsReplaced: false, []);

    private static MeasureLine Measure(
        int number,
        string title,
        string text,
        MeasureStatus status = MeasureStatus.Started,
        MeasureHorizon horizon = MeasureHorizon.ShortTerm) =>
        new(Id(number), title, text, "polisen", horizon, status, null, null);

    private static EffectLine Effect(EffectKind kind, string text, params int[] measures) =>
        new(null, kind, text, null, null, null, [.. measures.Select(Id)]);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
