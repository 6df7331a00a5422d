namespace Medborgarlofte.Measures.Activities;

/// <summary>
/// The columns of a file of activities, under their English or Swedish names. Kinds, results and areas may be written by
/// code or by Swedish name; results as fine=2|faultReport=1. A row has a start time, or the days of a total. A time without offset is the
/// municipality's own.
/// </summary>
internal sealed class ActivityColumns(MunicipalityReference reference)
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["external_id"] = "externalId", ["id"] = "externalId", ["ärende"] = "externalId",
        ["kind"] = "kind", ["typ"] = "kind",
        ["started_at"] = "startedAt", ["start"] = "startedAt", ["början"] = "startedAt",
        ["ended_at"] = "endedAt", ["slut"] = "endedAt",
        ["from"] = "from", ["från"] = "from",
        ["to"] = "to", ["till"] = "to",
        ["area"] = "area", ["område"] = "area",
        ["occasions"] = "occasions", ["antal"] = "occasions",
        ["results"] = "results", ["resultat"] = "results",
    };

    private static readonly Dictionary<string, ActivityKind> Kinds = CodesAnd<ActivityKind>(new(StringComparer.OrdinalIgnoreCase)
    {
        ["rondering"] = ActivityKind.Round,
        ["patrullering"] = ActivityKind.Patrol,
        ["fältarbete"] = ActivityKind.OutreachWalk,
        ["tillsyn"] = ActivityKind.Inspection,
        ["hastighetskontroll"] = ActivityKind.SpeedCheck,
        ["trafikkontroll"] = ActivityKind.TrafficCheck,
        ["nykterhetskontroll"] = ActivityKind.SobrietyCheck,
        ["alkoholtillsyn"] = ActivityKind.AlcoholInspection,
        ["narkotikainsats"] = ActivityKind.DrugEffort,
        ["trygghetsvandring"] = ActivityKind.SafetyWalk,
        ["medborgardialog"] = ActivityKind.Dialogue,
        ["information"] = ActivityKind.Information,
    });

    // Names of standard codes that are shorter than those in sentences.
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["avvisad"] = "turnedAway",
        ["rattfylleri"] = "drunkDriving",
        ["uthälld alkohol"] = "alcoholPouredOut",
    };

    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _headings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _resultsByName = ResultsByName(reference);
    private readonly Dictionary<string, string> _areasByName = reference.Areas.Values
        .GroupBy(area => area.Name.Normalize(), area => area.Area, StringComparer.OrdinalIgnoreCase)
        .Where(areas => areas.Count() == 1)
        .ToDictionary(areas => areas.Key, areas => areas.Single(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Maps the columns of the header; false, with errors, if the header is invalid.</summary>
    public bool ReadHeader(IReadOnlyList<string> header, RequestErrors errors)
    {
        foreach (var (index, name) in header.Index())
        {
            if (!Fields.TryGetValue(name, out var field))
            {
                errors.Add("body", $"Rad 1: kolumnen {index + 1} är okänd. Kända kolumner: {string.Join(", ", Fields.Keys)}.");
            }
            else if (!_indexes.TryAdd(field, index))
            {
                errors.Add("body", $"Rad 1: kolumnen {name} finns två gånger.");
            }
            else
            {
                _headings[field] = name;
            }
        }

        string[] needed = _indexes.ContainsKey("from") || _indexes.ContainsKey("to") ? ["kind", "from", "to"] : ["kind", "startedAt"];
        foreach (var missing in needed.Where(field => !_indexes.ContainsKey(field)))
        {
            errors.Add("body", $"Rad 1: kolumnen {Fields.First(known => known.Value == missing).Key} saknas.");
        }

        return !errors.Any;
    }

    /// <summary>The heading of a field in the file, or the name of the field.</summary>
    public string HeadingOf(string field) =>
        _headings.FirstOrDefault(heading => field.StartsWith(heading.Key, StringComparison.Ordinal)).Value ?? field;

    /// <summary>Reads a row. Invalid values are reported as errors and left out.</summary>
    public ActivityRequest Read(IReadOnlyList<string> row, RequestErrors errors)
    {
        var area = Text(row, "area");
        return new ActivityRequest(
            Code(row, "kind", Kinds, errors),
            Party: null,
            Text(row, "externalId"),
            Time(row, "startedAt", errors),
            Time(row, "endedAt", errors),
            area is not null && _areasByName.TryGetValue(area, out var code) ? code : area,
            Number(Text(row, "occasions"), "occasions", errors),
            ResultsOf(row, errors),
            Day(row, "from", errors),
            Day(row, "to", errors));
    }

    // Codes, and names that a single code has. A retired code is read here and refused with its row.
    private static Dictionary<string, string> ResultsByName(MunicipalityReference reference)
    {
        var codes = reference.ResultCodes.Values;
        var names = codes.SelectMany(code => new[] { (Name: code.Swedish, code.ResultCode), (Name: code.SwedishPlural, code.ResultCode) })
            .Concat(ShortNames.Select(name => (Name: name.Key, ResultCode: name.Value)))
            .Distinct()
            .GroupBy(name => name.Name.Normalize(), name => name.ResultCode, StringComparer.OrdinalIgnoreCase)
            .Where(named => named.Count() == 1)
            .ToDictionary(named => named.Key, named => named.Single(), StringComparer.OrdinalIgnoreCase);
        foreach (var code in codes)
        {
            names[code.ResultCode] = code.ResultCode;
        }

        return names;
    }

    private static Dictionary<string, TCode> CodesAnd<TCode>(Dictionary<string, TCode> names)
        where TCode : struct, Enum
    {
        foreach (var code in Enum.GetValues<TCode>())
        {
            names.TryAdd(ApiJson.CodeOf(code), code);
        }

        return names;
    }

    private string? Text(IReadOnlyList<string> row, string field) =>
        _indexes.TryGetValue(field, out var index) && index < row.Count && !string.IsNullOrWhiteSpace(row[index]) ? row[index] : null;

    private TCode? Code<TCode>(IReadOnlyList<string> row, string field, Dictionary<string, TCode> known, RequestErrors errors)
        where TCode : struct
    {
        if (Text(row, field) is not { } text)
        {
            return null;
        }

        if (known.TryGetValue(text, out var code))
        {
            return code;
        }

        errors.Add(field, $"är okänd. Välj bland {string.Join(", ", known.Keys)}.");
        return null;
    }

    private DateTimeOffset? Time(IReadOnlyList<string> row, string field, RequestErrors errors)
    {
        if (Text(row, field) is not { } text)
        {
            return null;
        }

        if (DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local) && !reference.TimeZone.IsInvalidTime(local))
        {
            return new DateTimeOffset(local, reference.TimeZone.GetUtcOffset(local));
        }

        if (DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && text.Length > 19)
        {
            return time;
        }

        errors.Add(field, "ska vara en tid, t.ex. 2021-03-02 22:15.");
        return null;
    }

    private DateOnly? Day(IReadOnlyList<string> row, string field, RequestErrors errors)
    {
        if (Text(row, field) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        errors.Add(field, "ska vara en dag, t.ex. 2021-03-02.");
        return null;
    }

    private static int? Number(string? text, string field, RequestErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        errors.Add(field, "ska vara ett heltal.");
        return null;
    }

    private List<ActivityResultRequest> ResultsOf(IReadOnlyList<string> row, RequestErrors errors)
    {
        var results = new List<ActivityResultRequest>();
        foreach (var part in (Text(row, "results") ?? "")
            .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0
                && _resultsByName.TryGetValue(part[..equals].Trim().Normalize(), out var code)
                && Number(part[(equals + 1)..].Trim(), "results", errors) is { } count)
            {
                results.Add(new ActivityResultRequest(code, count));
            }
            else
            {
                var codes = string.Join(", ", reference.ResultCodes.Keys.Where(known => !reference.ResultCodes[known].IsRetired));
                errors.Add("results", $"ska skrivas som fine=2|faultReport=1. Koderna är {codes}.");
            }
        }

        return results;
    }
}
