using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.ReferenceData;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>Creates events of a municipality, with default values for everything that a test does not set.</summary>
internal sealed class Some(string municipality)
{
    public const string Damage = "skadegorelse";
    public const string Burglary = "inbrott";
    public const string Theft = "stold";
    public const string Disorder = "ordning";

    /// <summary>SCB municipality code.</summary>
    public string Municipality => municipality;

    /// <summary>The municipality as a party.</summary>
    public string MunicipalParty => "municipality:" + municipality;

    public static Guid Id() => Guid.CreateVersion7();

    public IEnumerable<object> ReferenceData() =>
    [
        new MunicipalityChanged(municipality, 1, "Oxelösund", 12106, MeetingRhythm.Weekly, "Europe/Stockholm"),
        Area("centrum", "Centrum"),
        Area("ramdal", "Ramdal"),
        Area("sunda", "Sunda"),
        Category(
            Damage,
            new("Skadegörelse", "Criminal damage", "fall av skadegörelse", "fall av skadegörelse"),
            [
                new("klotter", "klotter", "graffiti"),
                new("sten", "stenkastning", "stone-throwing"),
                new("utrustning", "vandalisering av utrustning", "vandalism"),
            ]),
        Category(
            Burglary,
            new("Inbrott", "Burglary", "inbrott", "inbrott", "inbrottsförsök"),
            targets: [new("villa", "villor", "houses"), new("skola", "skolor", "schools")]),
        Category(
            Theft,
            new("Stöld", "Theft", "stölder", "stöld", "stöldförsök"),
            goods:
            [
                new("katalysator", "katalysatorer", "catalytic converters", "fordonsägare"),
                new("drivmedel", "drivmedel", "fuel", "fordonsägare"),
            ]),
        Category(Disorder, new("Ordningsstörning", "Disorder", "ordningsstörningar", "ordningsstörning")),
    ];

    public AreaChanged Area(string code, string name, int version = 1) => new(municipality, code, version, name);

    private CategoryChanged Category(
        string code, CategoryName name, CodeName[]? forms = null, CodeName[]? targets = null, GoodsName[]? goods = null) =>
        new(municipality, code, 1, CategoryKind.Crime, name, forms ?? [], targets ?? [], goods ?? []);

    public MunicipalityReference Reference() => new(
        ReferenceData().OfType<MunicipalityChanged>().Single(),
        ReferenceData().OfType<AreaChanged>().ToDictionary(area => area.Area),
        ReferenceData().OfType<CategoryChanged>().ToDictionary(category => category.Category),
        Parties: new Dictionary<string, PartyChanged>());

    public IncidentReported Incident(
        string category = Damage, string? area = "centrum", string reportedOn = "2021-03-10", string? occurredOn = null) => new()
        {
            IncidentId = Id(),
            Version = 1,
            Municipality = municipality,
            Area = area,
            Category = category,
            OccurredFrom = At(occurredOn ?? reportedOn, 8),
            OccurredTo = At(occurredOn ?? reportedOn, 10),
            ReportedAt = At(reportedOn, 12),
            RegisteredAt = At(reportedOn, 13),
            Status = IncidentStatus.Reported,
            Source = "police",
        };

    public IncidentReported[] Incidents(int count, string category = Damage, string? area = "centrum", string reportedOn = "2021-03-10") =>
        [.. Enumerable.Range(0, count).Select(_ => Incident(category, area, reportedOn))];

    public PromiseChanged Promise(Guid id) => new(
        id, 1, municipality, new(2021, 1, 1), new(2021, 12, 31), "Medborgarlöfte 2021", "Ökad trygghet",
        ["police:nykoping", MunicipalParty], RestsOnCitizenViews: true, RestsOnSituationalPicture: true);

    public ProblemAreaChanged Theme(Guid promise, int order, string name, params string[] categories) =>
        new(Id(), 1, municipality, promise, order, ProblemAreaKind.Theme, name, categories, []);

    public ProblemAreaChanged Place(Guid promise, int order, string name, params string[] areas) =>
        new(Id(), 1, municipality, promise, order, ProblemAreaKind.Place, name, [], areas);

    public MeasureChanged Measure(string title, MeasureStatus status, params ProblemAreaChanged[] rows) => new(
        Id(), 1, municipality, [.. rows.Select(row => row.ProblemAreaId)], title, MunicipalParty, ["security:vakt"],
        MeasureHorizon.ShortTerm, status, status == MeasureStatus.Planned ? new(2021, 6, 1) : null,
        status == MeasureStatus.Planned ? null : new(2021, 2, 1), CompletedOn: null);

    public EffectChanged Effect(ProblemAreaChanged row, EffectKind kind) =>
        new(Id(), 1, municipality, row.ProblemAreaId, [], new(2021, 1, 1), new(2021, 4, 30), kind, null, null, null);

    private static DateTimeOffset At(string day, int hour) =>
        new(DateOnly.ParseExact(day, "yyyy-MM-dd"), new TimeOnly(hour, 0), TimeSpan.FromHours(1));
}
