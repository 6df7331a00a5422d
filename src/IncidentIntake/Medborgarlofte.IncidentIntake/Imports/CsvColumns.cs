using Medborgarlofte.Http.Files;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>
/// The columns of a CSV import, with English or Swedish names. A field may contain several codes joined by |; categories, areas,
/// forms, targets and goods may be codes or Swedish names. A time without offset is in the municipality's time zone; a date without
/// time is the whole day.
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

    // The names of the columns in the API.
    private static readonly (string Member, string Column)[] Members =
    [
        ("externalId", "external_id"), ("occurredFrom", "occurred_from"), ("occurredTo", "occurred_to"), ("reportedAt", "reported_at"),
        ("position.latitude", "latitude"), ("position.longitude", "longitude"),
    ];

    private static readonly string[] LocalFormats =
        ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    private static readonly string[] Required = ["category", "occurred_from"];

    private readonly Dictionary<string, int> _indexes;
    private readonly int _count;
    private readonly DateTimeOffset _now;
    private readonly TimeZoneInfo _timeZone;
    private readonly Dictionary<string, string> _categories;
    private readonly Dictionary<string, string> _areas;
    private readonly IReadOnlyDictionary<string, CategoryRules> _rules;

    public CsvColumns(IReadOnlyList<string> header, MunicipalityRules rules, DateTimeOffset now)
    {
        _now = now;
        _count = header.Count;
        _indexes = header.Index().ToDictionary(column => Names[column.Item], column => column.Index, StringComparer.Ordinal);
        _timeZone = rules.TimeZone;
        _rules = rules.Categories;
        _categories = UniqueNames.CodesByName(rules.OfferedCategories.Select(category => (category.Key, category.Value.Name)));
        _areas = UniqueNames.CodesByName(rules.OfferedAreas.Select(area => (area.Key, area.Value)));
    }

    /// <summary>Validates a header and adds its errors.</summary>
    public static void Check(IReadOnlyList<string> header, RequestErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in header)
        {
            if (!Names.TryGetValue(column, out var name))
            {
                var known = string.Join(", ", Names.Values.Distinct().Select(InBothLanguages));
                errors.Add("body", $"Rad 1: kolumnen \"{PlaceRules.Shorten(column)}\" är okänd. Kända kolumner: {known}.");
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

    /// <summary>Replaces the names of API members in a text with the names of the columns.</summary>
    public static string NamesIn(string text) =>
        Members.Aggregate(text, (result, name) => result.Replace(name.Member, name.Column, StringComparison.Ordinal));

    /// <summary>Reads a row, or the first error in it.</summary>
    public ImportRow Read(CsvRow row)
    {
        if (row.Fields.Count != _count)
        {
            return new ImportRow(row.Line, null, "rad", $"Raden har {row.Fields.Count} fält, men rubrikraden har {_count}.");
        }

        (string Column, string Reason)? error = null;
        var from = ReadTime(row, "occurred_from", endOfDay: false, ref error);
        var to = ReadTime(row, "occurred_to", endOfDay: true, ref error);
        var reportedAt = ReadTime(row, "reported_at", endOfDay: true, ref error);
        var position = ReadPosition(row, ref error);
        var attempted = ReadAttempted(row, ref error);
        if (error is { } first)
        {
            return new ImportRow(row.Line, null, first.Column, first.Reason);
        }

        if (to is null && Field(row, "occurred_from") is { } text && IsDay(text, out var day))
        {
            to = EndOf(day);
        }

        var category = Field(row, "category");
        category = category is null ? null : CodeOf(category, _categories);
        var rules = category is null ? null : _rules.GetValueOrDefault(category);
        var area = Field(row, "area");
        return new ImportRow(row.Line, new ReportIncidentRequest
        {
            ExternalId = Field(row, "external_id"),
            Category = category,
            Area = area is null ? null : CodeOf(area, _areas),
            Attempted = attempted,
            Position = position,
            OccurredFrom = from,
            OccurredTo = to,
            ReportedAt = reportedAt,
            Forms = CodesIn(row, "forms", rules?.FormsByName),
            Targets = CodesIn(row, "targets", rules?.TargetsByName),
            Goods = CodesIn(row, "goods", rules?.GoodsByName),
            Description = Field(row, "description"),
        });
    }

    private DateTimeOffset? ReadTime(CsvRow row, string column, bool endOfDay, ref (string Column, string Reason)? error)
    {
        if (Field(row, column) is not { } text)
        {
            return null;
        }

        if (IsDay(text, out var day))
        {
            return endOfDay ? EndOf(day) : At(day.ToDateTime(TimeOnly.MinValue));
        }

        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces;
        if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var withOffset))
        {
            return withOffset;
        }

        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, Styles, out var local) && IsConvertible(local.Year))
        {
            return At(local);
        }

        error ??= (column, $"{column} ska vara ett datum eller en tid, t.ex. 2021-03-02 eller 2021-03-02 14:30.");
        return null;
    }

    private Position? ReadPosition(CsvRow row, ref (string Column, string Reason)? error)
    {
        var latitude = Field(row, "latitude");
        var longitude = Field(row, "longitude");
        if (latitude is null && longitude is null)
        {
            return null;
        }

        var hasLatitude = TryReadNumber(latitude, out var north);
        if (hasLatitude && TryReadNumber(longitude, out var east))
        {
            return new Position(north, east);
        }

        error ??= (
            hasLatitude ? "longitude" : "latitude", "latitude och longitude ska båda vara tal i grader, t.ex. 58.67 och 17.10.");
        return null;
    }

    private bool ReadAttempted(CsvRow row, ref (string Column, string Reason)? error)
    {
        switch (Field(row, "attempted")?.ToUpperInvariant())
        {
            case "JA" or "TRUE" or "1" or "X" or "FÖRSÖK":
                return true;
            case null or "NEJ" or "FALSE" or "0":
                return false;
            default:
                error ??= ("attempted", "attempted ska vara ja eller nej.");
                return false;
        }
    }

    private string? Field(CsvRow row, string column) =>
        _indexes.TryGetValue(column, out var index) && row.Fields[index].Length > 0 ? row.Fields[index] : null;

    private List<string> CodesIn(CsvRow row, string column, IReadOnlyDictionary<string, string>? names)
    {
        var codes = Field(row, column)?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. codes.Select(code => CodeOf(code, names))];
    }

    // A name may be decomposed in the file; the names of the reference data are composed.
    private static string CodeOf(string text, IReadOnlyDictionary<string, string>? codesByName) =>
        codesByName?.GetValueOrDefault(UniqueNames.Clean(text)) ?? text;

    private DateTimeOffset EndOf(DateOnly day)
    {
        var end = At(day.AddDays(1).ToDateTime(TimeOnly.MinValue)).AddSeconds(-1);
        return end > _now && At(day.ToDateTime(TimeOnly.MinValue)) <= _now ? _now : end;
    }

    private DateTimeOffset At(DateTime local) => new(local, _timeZone.GetUtcOffset(local));

    private static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && IsConvertible(day.Year);

    // At the limits of the calendar a local time cannot be converted to UTC.
    private static bool IsConvertible(int year) => year is > 1 and < 9999;

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;

    private static bool TryReadNumber(string? text, out double number) =>
        double.TryParse(text?.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
