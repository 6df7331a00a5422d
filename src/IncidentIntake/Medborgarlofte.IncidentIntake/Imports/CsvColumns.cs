using System.Globalization;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>
/// The documented columns of a CSV import, under their English or Swedish names. Several codes in one field are
/// joined by |; categories, areas, forms, targets and goods may be written by code or by Swedish name. A time without offset is the municipality's own; a day without time is the whole day.
/// </summary>
internal sealed class CsvColumns
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["external_id"] = "external_id", ["ärende"] = "external_id", ["id"] = "external_id",
        ["category"] = "category", ["kategori"] = "category",
        ["attempted"] = "attempted", ["försök"] = "attempted",
        ["area"] = "area", ["område"] = "area",
        ["latitude"] = "latitude", ["latitud"] = "latitude",
        ["longitude"] = "longitude", ["longitud"] = "longitude",
        ["occurred_from"] = "occurred_from", ["inträffade_från"] = "occurred_from",
        ["occurred_to"] = "occurred_to", ["inträffade_till"] = "occurred_to",
        ["reported_at"] = "reported_at", ["inrapporterad"] = "reported_at",
        ["forms"] = "forms", ["former"] = "forms",
        ["targets"] = "targets", ["objekt"] = "targets",
        ["goods"] = "goods", ["gods"] = "goods",
        ["description"] = "description", ["beskrivning"] = "description",
    };

    // What the API's checks call them.
    private static readonly (string Member, string Column)[] Members =
    [
        ("externalId", "external_id"), ("occurredFrom", "occurred_from"), ("occurredTo", "occurred_to"), ("reportedAt", "reported_at"),
        ("position.latitude", "latitude"), ("position.longitude", "longitude"),
    ];

    private static readonly string[] Required = ["category", "occurred_from"];

    private readonly Dictionary<string, int> _indexes;
    private readonly int _count;
    private readonly DateTimeOffset _now;
    private readonly TimeZoneInfo _timeZone;
    private readonly Dictionary<string, string> _categories;
    private readonly Dictionary<string, string> _areas;
    private readonly IReadOnlyDictionary<string, CategoryRules> _rules;

    public CsvColumns(List<string> header, MunicipalityRules rules, DateTimeOffset now)
    {
        _now = now;
        _count = header.Count;
        _indexes = header.Index().ToDictionary(column => Names[column.Item], column => column.Index, StringComparer.Ordinal);
        _timeZone = rules.TimeZone;
        _rules = rules.Categories;
        _categories = CodesByName(rules.Categories.Select(category => (category.Key, category.Value.Name)));
        _areas = CodesByName(rules.Areas.Select(area => (area.Key, area.Value)));
    }

    /// <summary>Notes what is wrong with a header.</summary>
    public static void Check(List<string> header, RequestErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in header)
        {
            if (!Names.TryGetValue(column, out var name))
            {
                errors.Add("body", $"Rad 1: kolumnen \"{PlaceRules.Shorten(column)}\" är okänd. Kända kolumner: {string.Join(", ", Names.Values.Distinct().Select(InBothLanguages))}.");
            }
            else if (!seen.Add(name))
            {
                errors.Add("body", $"Rad 1: kolumnen {InBothLanguages(name)} finns två gånger.");
            }
        }

        foreach (var missing in Required.Where(name => !seen.Contains(name)))
        {
            errors.Add("body", $"Rad 1: kolumnen {InBothLanguages(missing)} saknas.");
        }
    }

    private static string InBothLanguages(string column) =>
        $"{column} ({string.Join(", ", Names.Where(name => name.Value == column && name.Key != column).Select(name => name.Key))})";

    /// <summary>Speaks of a request's members by the names of the columns.</summary>
    public static string NamesIn(string text) =>
        Members.Aggregate(text, (told, name) => told.Replace(name.Member, name.Column, StringComparison.Ordinal));

    public ImportRow Read(CsvRow row)
    {
        if (row.Fields.Count != _count)
        {
            return Refuse(row, "rad", $"Raden har {row.Fields.Count} fält, men rubrikraden har {_count}.");
        }

        if (!TryReadTimes(row, out var times, out var refusal)
            || !TryReadPosition(row, out var position, out refusal)
            || !TryReadAttempted(row, out var attempted, out refusal))
        {
            return refusal!;
        }

        var category = Field(row, "category");
        category = category is not null && _categories.TryGetValue(category, out var categoryCode) ? categoryCode : category;
        var names = category is not null && _rules.TryGetValue(category, out var rules) ? rules.CodesByName : null;
        var area = Field(row, "area");
        return new ImportRow(row.Line, new ReportIncidentRequest
        {
            ExternalId = Field(row, "external_id"),
            Category = category,
            Area = area is not null && _areas.TryGetValue(area, out var areaCode) ? areaCode : area,
            Attempted = attempted,
            Position = position,
            OccurredFrom = times.From,
            OccurredTo = times.To,
            ReportedAt = times.ReportedAt,
            Forms = CodesIn(row, "forms", names),
            Targets = CodesIn(row, "targets", names),
            Goods = CodesIn(row, "goods", names),
            Description = Field(row, "description"),
        });
    }

    private bool TryReadTimes(
        CsvRow row, out (DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset? ReportedAt) times, out ImportRow? refusal)
    {
        times = default;
        if (!TryReadTime(row, "occurred_from", endOfDay: false, out times.From, out refusal)
            || !TryReadTime(row, "occurred_to", endOfDay: true, out times.To, out refusal)
            || !TryReadTime(row, "reported_at", endOfDay: true, out times.ReportedAt, out refusal))
        {
            return false;
        }

        if (times.To is null && Field(row, "occurred_from") is { } from && IsDay(from, out var day))
        {
            times.To = EndOf(day);
        }

        return true;
    }

    private bool TryReadTime(CsvRow row, string column, bool endOfDay, out DateTimeOffset? time, out ImportRow? refusal)
    {
        time = null;
        refusal = null;
        if (Field(row, column) is not { } text)
        {
            return true;
        }

        if (IsDay(text, out var day))
        {
            time = endOfDay ? EndOf(day) : At(day.ToDateTime(TimeOnly.MinValue));
            return true;
        }

        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces;
        if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var withOffset))
        {
            time = withOffset;
            return true;
        }

        if (DateTime.TryParseExact(
            text, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, Styles, out var local)
            && IsUsual(local.Year))
        {
            time = At(local);
            return true;
        }

        refusal = Refuse(row, column, $"{column} ska vara ett datum eller en tid, t.ex. 2021-03-02 eller 2021-03-02 14:30.");
        return false;
    }

    private bool TryReadPosition(CsvRow row, out Position? position, out ImportRow? refusal)
    {
        position = null;
        refusal = null;
        var latitude = Field(row, "latitude");
        var longitude = Field(row, "longitude");
        if (latitude is null && longitude is null)
        {
            return true;
        }

        if (TryReadNumber(latitude, out var north) && TryReadNumber(longitude, out var east))
        {
            position = new Position(north, east);
            return true;
        }

        refusal = Refuse(row, TryReadNumber(latitude, out _) ? "longitude" : "latitude", "latitude och longitude ska båda vara tal i grader, t.ex. 58.67 och 17.10.");
        return false;
    }

    private bool TryReadAttempted(CsvRow row, out bool attempted, out ImportRow? refusal)
    {
        var text = Field(row, "attempted");
        refusal = null;
        attempted = text?.ToUpperInvariant() is "JA" or "TRUE" or "1" or "X" or "FÖRSÖK";
        if (attempted || text?.ToUpperInvariant() is null or "NEJ" or "FALSE" or "0")
        {
            return true;
        }

        refusal = Refuse(row, "attempted", "attempted ska vara ja eller nej.");
        return false;
    }

    private string? Field(CsvRow row, string column) =>
        _indexes.TryGetValue(column, out var index) && row.Fields[index].Length > 0 ? row.Fields[index] : null;

    private List<string> CodesIn(CsvRow row, string column, IReadOnlyDictionary<string, string>? names)
    {
        var codes = new List<string>();
        foreach (var code in Field(row, column)?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            codes.Add(names is not null && names.TryGetValue(code, out var named) ? named : code);
        }

        return codes;
    }

    private DateTimeOffset EndOf(DateOnly day)
    {
        var end = At(day.AddDays(1).ToDateTime(TimeOnly.MinValue)).AddSeconds(-1);
        return end > _now && At(day.ToDateTime(TimeOnly.MinValue)) <= _now ? _now : end;
    }

    private DateTimeOffset At(DateTime local) => new(local, _timeZone.GetUtcOffset(local));

    private static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && IsUsual(day.Year);

    // At the ends of the calendar a local time has no UTC.
    private static bool IsUsual(int year) => year is > 1 and < 9999;

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;

    private static bool TryReadNumber(string? text, out double number) =>
        double.TryParse(text?.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static Dictionary<string, string> CodesByName(IEnumerable<(string Code, string Name)> entries)
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, name) in entries)
        {
            codes.TryAdd(name, code);
        }

        return codes;
    }

    private static ImportRow Refuse(CsvRow row, string field, string reason) => new(row.Line, null, field, reason);
}
