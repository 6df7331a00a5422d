namespace Medborgarlofte.Contracts.ReferenceData;

/// <summary>A municipality (kommun) was created (version 1) or changed.</summary>
/// <param name="Municipality">SCB municipality code, four digits, e.g. 0481.</param>
/// <param name="Version">Version of the municipality after the change.</param>
/// <param name="Name">Name as written in running text, e.g. Oxelösund.</param>
/// <param name="Population">Number of inhabitants, or null if unknown.</param>
/// <param name="MeetingRhythm">How often the EST group meets.</param>
/// <param name="TimeZone">IANA time zone of the calendar days, e.g. Europe/Stockholm.</param>
public sealed record MunicipalityChanged(
    [property: MunicipalityCode] string Municipality,
    [property: Version] int Version,
    string Name,
    int? Population,
    MeetingRhythm MeetingRhythm,
    [property: Code] string TimeZone);

/// <summary>An area (område) of a municipality was created (version 1) or changed.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Code of the area, unique in its municipality.</param>
/// <param name="Version">Version of the area after the change.</param>
/// <param name="Name">Name as written in running text, e.g. Ramdal.</param>
/// <param name="IsRetired">Whether the area is retired (utgått): it keeps its name and incidents, but is not offered any more.</param>
/// <param name="EarlierNames">Its earlier names, oldest first; null if it has none.</param>
public sealed record AreaChanged(
    [property: MunicipalityCode] string Municipality,
    [property: Code] string Area,
    [property: Version] int Version,
    string Name,
    bool IsRetired = false,
    IReadOnlyList<EarlierName>? EarlierNames = null);

/// <summary>A party (part) was entered in the register of a municipality (version 1) or changed.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Party">Code of the party, unique in its municipality, e.g. police:nykoping.</param>
/// <param name="Version">Version of the party after the change.</param>
/// <param name="Kind">Kind of the party.</param>
/// <param name="Name">Name as written inside a sentence, e.g. polisen or Kustbostäder.</param>
/// <param name="IsRetired">Whether the party is retired (utgått): it keeps its name and its work, but is not offered any more.</param>
/// <param name="EarlierNames">Its earlier names, oldest first; null if it has none.</param>
public sealed record PartyChanged(
    [property: MunicipalityCode] string Municipality,
    [property: Code] string Party,
    [property: Version] int Version,
    PartyKind Kind,
    string Name,
    bool IsRetired = false,
    IReadOnlyList<EarlierName>? EarlierNames = null);

/// <summary>An earlier name.</summary>
/// <param name="Name">The name.</param>
/// <param name="LastDay">Last day on which it applied.</param>
public sealed record EarlierName(string Name, DateOnly LastDay);

/// <summary>Kind of a party.</summary>
public enum PartyKind
{
    /// <summary>The police (polisen).</summary>
    Police,

    /// <summary>A municipality (kommun) or a department of it.</summary>
    Municipality,

    /// <summary>A housing company (bostadsbolag).</summary>
    Housing,

    /// <summary>A guard company (bevakningsbolag).</summary>
    Security,

    /// <summary>A fire and rescue service (räddningstjänst).</summary>
    RescueService,

    /// <summary>A school (skola).</summary>
    School,

    /// <summary>Another company, such as a shop (företag).</summary>
    Business,

    /// <summary>An association (förening).</summary>
    Association,

    /// <summary>Another authority or organisation (annan).</summary>
    Other,
}

/// <summary>A category of incidents was created (version 1) or changed.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Category">Code of the category, unique in its municipality.</param>
/// <param name="Version">Version of the category after the change.</param>
/// <param name="Kind">Kind of the category.</param>
/// <param name="Name">Names of the category and its cases in text.</param>
/// <param name="Forms">Forms (former) of its cases, e.g. graffiti.</param>
/// <param name="Targets">Targets (objekt) of its cases, e.g. a house.</param>
/// <param name="Goods">Stolen goods (gods), e.g. fuel.</param>
/// <param name="IsRetired">Whether the category is retired (utgått): it keeps its names and incidents, but is not offered.</param>
/// <param name="RetiredOptions">Forms, targets and goods that are not offered any more, but that earlier incidents have; or null.</param>
/// <param name="EarlierNames">Its earlier names and those of its options, oldest first; null if it has none.</param>
/// <param name="Collection">When sources collect its cases, none if empty; null if it is not declared.</param>
public sealed record CategoryChanged(
    [property: MunicipalityCode] string Municipality,
    [property: Code] string Category,
    [property: Version] int Version,
    CategoryKind Kind,
    CategoryName Name,
    IReadOnlyList<CodeName> Forms,
    IReadOnlyList<CodeName> Targets,
    IReadOnlyList<GoodsName> Goods,
    bool IsRetired = false,
    RetiredOptions? RetiredOptions = null,
    IReadOnlyList<EarlierCategoryNames>? EarlierNames = null,
    IReadOnlyList<CollectedTime>? Collection = null);

/// <summary>A time in which a source collects the cases of a category (insamling).</summary>
/// <param name="Source">Code of the reporting party or of the import's source, e.g. police:nykoping or manual.</param>
/// <param name="From">First day on which cases are collected.</param>
/// <param name="Until">Last day, or null if they are still collected.</param>
public sealed record CollectedTime([property: Code] string Source, DateOnly From, [property: NotBefore("From")] DateOnly? Until = null);

/// <summary>The names of a category and its options before a change.</summary>
/// <param name="Name">Names of the category.</param>
/// <param name="Forms">Its forms, retired ones included.</param>
/// <param name="Targets">Its targets, retired ones included.</param>
/// <param name="Goods">Its stolen goods, retired ones included.</param>
/// <param name="LastDay">Last day on which the names applied.</param>
public sealed record EarlierCategoryNames(
    CategoryName Name, IReadOnlyList<CodeName> Forms, IReadOnlyList<CodeName> Targets, IReadOnlyList<GoodsName> Goods, DateOnly LastDay);

/// <summary>Options of a category that are not offered any more. They keep their names.</summary>
/// <param name="Forms">Retired forms.</param>
/// <param name="Targets">Retired targets.</param>
/// <param name="Goods">Retired goods.</param>
public sealed record RetiredOptions(IReadOnlyList<CodeName> Forms, IReadOnlyList<CodeName> Targets, IReadOnlyList<GoodsName> Goods);

/// <summary>
/// A code of results of activities was created or changed by a municipality. A standard code has version 1 without an event.
/// </summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="ResultCode">The code, unique in its municipality, e.g. fine.</param>
/// <param name="Version">Version of the code after the change.</param>
/// <param name="Swedish">Swedish singular inside a sentence, e.g. "ordningsbot".</param>
/// <param name="SwedishPlural">Swedish plural inside a sentence, e.g. "ordningsböter".</param>
/// <param name="English">English name.</param>
/// <param name="IsRetired">Whether the code is retired (utgått): it keeps its names and its results, but is not offered.</param>
public sealed record ResultCodeChanged(
    [property: MunicipalityCode] string Municipality,
    [property: Code] string ResultCode,
    [property: Version] int Version,
    string Swedish,
    string SwedishPlural,
    string English,
    bool IsRetired = false);

/// <summary>Names of a category.</summary>
/// <param name="Swedish">Swedish name, e.g. Skadegörelse.</param>
/// <param name="English">English name, e.g. Criminal damage.</param>
/// <param name="CasesSwedish">Swedish plural of its cases in text, e.g. "fall av skadegörelse" or "inbrott".</param>
/// <param name="CaseSwedish">Swedish singular of a case in text, e.g. "stöld".</param>
/// <param name="AttemptsSwedish">Swedish plural of attempts in text, e.g. "inbrottsförsök"; null if not distinguished.</param>
public sealed record CategoryName(
    string Swedish, string English, string CasesSwedish, string CaseSwedish, string? AttemptsSwedish = null);

/// <summary>A code with its names.</summary>
/// <param name="Code">The code, lower case.</param>
/// <param name="Swedish">Swedish name as written inside a sentence, e.g. "vandalisering av utrustning" or "villor".</param>
/// <param name="English">English name.</param>
public sealed record CodeName([property: Code] string Code, string Swedish, string English);

/// <summary>Stolen goods with their names and the affected group.</summary>
/// <param name="Code">The code, lower case.</param>
/// <param name="Swedish">Swedish name as written inside a sentence, e.g. "katalysatorer".</param>
/// <param name="English">English name.</param>
/// <param name="VictimGroup">Affected group, in the Swedish plural, e.g. "fordonsägare", or null.</param>
public sealed record GoodsName([property: Code] string Code, string Swedish, string English, string? VictimGroup = null);

/// <summary>How often the EST group of a municipality meets.</summary>
public enum MeetingRhythm
{
    /// <summary>Every week (varje vecka).</summary>
    Weekly,

    /// <summary>Every second week (varannan vecka).</summary>
    EverySecondWeek,

    /// <summary>Twice a month (två gånger i månaden).</summary>
    TwiceMonthly,
}

/// <summary>Kind of a category of incidents.</summary>
public enum CategoryKind
{
    /// <summary>Crime (brott).</summary>
    Crime,

    /// <summary>Disorder (ordningsstörning).</summary>
    Disorder,

    /// <summary>Traffic (trafik).</summary>
    Traffic,

    /// <summary>Perceived unsafety (upplevd otrygghet).</summary>
    PerceivedUnsafety,
}
