namespace Medborgarlofte.IncidentIntake.PublicReports.Pages;

/// <summary>The values of the report form, as entered.</summary>
public sealed record ReportForm
{
    /// <summary>Greatest length of the description.</summary>
    public const int MaxDescriptionLength = IncidentFacts.MaxDescriptionLength;

    /// <summary>The option for a place outside all areas, or an unknown place.</summary>
    public const string UnknownArea = "-";

    // In the order of the page, which the error summary follows.
    private static readonly string[] Fields = ["category", "area", "day", "time", "description", "website"];

    /// <summary>Code of the category.</summary>
    public string? Category { get; init; }

    /// <summary>Code of the area, or the option for an unknown place.</summary>
    public string? Area { get; init; }

    /// <summary>The date, as yyyy-MM-dd.</summary>
    public string? Day { get; init; }

    /// <summary>The time of day, or null.</summary>
    public string? Time { get; init; }

    /// <summary>The description.</summary>
    public string? Description { get; init; }

    /// <summary>A hidden field, which only automated programs fill in.</summary>
    public string? Website { get; init; }

    internal static ReportForm From(SubmittedForm form) => new()
    {
        Category = form["category"],
        Area = form["area"],
        Day = form["day"],
        Time = form["time"],
        Description = form["description"],
        Website = form["website"],
    };

    /// <summary>Converts the form to a report and adds the errors that are specific to the page.</summary>
    internal IncidentFactsRequest ToFacts(MunicipalityRules rules, DateTimeOffset now, RequestErrors errors)
    {
        if (Area is null)
        {
            errors.Add("area", "Välj var det hände. Vet du inte, välj det sista i listan.");
        }

        if (Website is not null)
        {
            errors.Add("website", "Fältet som ska lämnas tomt är ifyllt. Töm det och skicka igen.");
        }

        if (Description is null)
        {
            errors.Add("description", "Beskriv vad som hände.");
        }

        var (from, to) = When(rules, now, errors);
        return new IncidentFactsRequest
        {
            Category = Category,
            Area = Area == UnknownArea ? null : Area,
            OccurredFrom = from,
            OccurredTo = to,
            Description = Description,
        };
    }

    /// <summary>The errors with the messages and in the order of the page.</summary>
    internal static IReadOnlyList<FieldError> ToFieldErrors(RequestErrors errors) =>
    [
        .. from error in errors.All
           let field = error.Field is "occurredFrom" or "occurredTo" or "reportedAt" ? "day" : error.Field
           group error.Message by field into messages
           orderby Array.IndexOf(Fields, messages.Key)
           select new FieldError(messages.Key, MessageFor(messages.Key, messages.First())),
    ];

    private static string MessageFor(string field, string message) => field switch
    {
        "category" => "Välj vad det gäller.",
        "day" when message.Contains("framtiden", StringComparison.Ordinal) => "Dagen och klockslaget får inte ligga i framtiden.",
        "day" when message.Contains("1990", StringComparison.Ordinal) => "Dagen ligger för långt tillbaka.",
        _ => message.Replace("description", "Beskrivningen", StringComparison.Ordinal),
    };

    // A date without a time is the whole day, until now at most.
    private (DateTimeOffset? From, DateTimeOffset? To) When(MunicipalityRules rules, DateTimeOffset now, RequestErrors errors)
    {
        if (!DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < 1900)
        {
            errors.Add("day", "Ange dagen som år, månad och dag, t.ex. 2021-03-02.");
            return default;
        }

        if (Time is null)
        {
            var from = At(TimeOnly.MinValue);
            var end = At(new TimeOnly(23, 59, 59));
            return (from, end < now || from > now ? end : now);
        }

        if (!TimeOnly.TryParseExact(Time, ["HH:mm", "HH:mm:ss", "HH.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            errors.Add("time", "Ange klockslaget som timmar och minuter, t.ex. 21:30, eller lämna det tomt.");
            return default;
        }

        return (At(time), null);

        DateTimeOffset At(TimeOnly clock)
        {
            var local = day.ToDateTime(clock);
            return new DateTimeOffset(local, rules.TimeZone.GetUtcOffset(local)).ToUniversalTime();
        }
    }
}
