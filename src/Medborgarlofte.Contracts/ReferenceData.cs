namespace Medborgarlofte.Contracts.ReferenceData;

/// <summary>A municipality (kommun) exists or has changed. Version 1 is its creation.</summary>
/// <param name="Municipality">SCB municipality code, four digits, e.g. 0481.</param>
/// <param name="Version">Version of the municipality after the change.</param>
/// <param name="Name">Name as written in running text, e.g. Oxelösund.</param>
/// <param name="Population">Number of inhabitants, or null where nobody has entered it.</param>
/// <param name="MeetingRhythm">How often the EST group meets.</param>
/// <param name="TimeZone">IANA time zone whose calendar days count, e.g. Europe/Stockholm.</param>
public sealed record MunicipalityChanged(
    string Municipality, int Version, string Name, int? Population, MeetingRhythm MeetingRhythm, string TimeZone);

/// <summary>An area (område) of a municipality exists or has changed. Version 1 is its creation.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Code of the area, unique in its municipality.</param>
/// <param name="Version">Version of the area after the change.</param>
/// <param name="Name">Name as written in running text, e.g. Ramdal.</param>
public sealed record AreaChanged(string Municipality, string Area, int Version, string Name);

/// <summary>A category of incidents exists or has changed. Version 1 is its creation.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Category">Code of the category, unique in its municipality.</param>
/// <param name="Version">Version of the category after the change.</param>
/// <param name="Kind">Whether it is crime, disorder, traffic or perceived unsafety.</param>
/// <param name="Name">The category's names and how its cases are counted in text.</param>
/// <param name="Forms">Forms (former) that its cases take, e.g. graffiti.</param>
/// <param name="Targets">Targets (objekt) that its cases strike, e.g. a house.</param>
/// <param name="Goods">Stolen goods (gods), e.g. fuel.</param>
public sealed record CategoryChanged(
    string Municipality,
    string Category,
    int Version,
    CategoryKind Kind,
    CategoryName Name,
    IReadOnlyList<CodeName> Forms,
    IReadOnlyList<CodeName> Targets,
    IReadOnlyList<GoodsName> Goods);

/// <summary>Names of a category.</summary>
/// <param name="Swedish">Swedish name, e.g. Skadegörelse.</param>
/// <param name="English">English name, e.g. Criminal damage.</param>
/// <param name="CasesSwedish">What many of its cases are called in Swedish text, e.g. "fall av skadegörelse" or "inbrott".</param>
/// <param name="CaseSwedish">What one case is called in Swedish text, e.g. "stöld".</param>
/// <param name="AttemptsSwedish">What attempts are called in Swedish text, e.g. "inbrottsförsök"; null where attempts are not told
/// apart.</param>
public sealed record CategoryName(
    string Swedish, string English, string CasesSwedish, string CaseSwedish, string? AttemptsSwedish = null);

/// <summary>A code with its names.</summary>
/// <param name="Code">The code, lower case.</param>
/// <param name="Swedish">Swedish name as written inside a sentence, e.g. "vandalisering av utrustning" or "villor".</param>
/// <param name="English">English name.</param>
public sealed record CodeName(string Code, string Swedish, string English);

/// <summary>Stolen goods with their names and the group that the theft strikes.</summary>
/// <param name="Code">The code, lower case.</param>
/// <param name="Swedish">Swedish name as written inside a sentence, e.g. "katalysatorer".</param>
/// <param name="English">English name.</param>
/// <param name="VictimGroup">Who is struck, in the Swedish plural, e.g. "fordonsägare"; null where no one group is.</param>
public sealed record GoodsName(string Code, string Swedish, string English, string? VictimGroup = null);

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

/// <summary>What sort of problem a category of incidents belongs to.</summary>
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
