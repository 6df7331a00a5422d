namespace Medborgarlofte.IncidentIntake.PublicReports.Pages;

/// <summary>Model of the page with the form.</summary>
public sealed class ReportFormModel
{
    internal ReportFormModel(MunicipalityRules rules, ReportForm values, IReadOnlyList<FieldError> errors, DateOnly today)
    {
        Municipality = rules.Code;
        MunicipalityName = rules.Name;
        IsOpen = rules.TakesPublicReports;
        Values = values;
        Errors = errors;
        Today = today.ToString("O", CultureInfo.InvariantCulture);
        Categories = [.. rules.Categories
            .Select(category => (category.Key, category.Value.Name))
            .OrderBy(category => category.Name, SwedishText.Alphabet)];
        Areas = [.. rules.Areas.Select(area => (area.Key, area.Value)).OrderBy(area => area.Value, SwedishText.Alphabet)];
    }

    /// <summary>Code of the municipality.</summary>
    public string Municipality { get; }

    /// <summary>Its name.</summary>
    public string MunicipalityName { get; }

    /// <summary>Whether it accepts reports.</summary>
    public bool IsOpen { get; }

    /// <summary>The entered values.</summary>
    public ReportForm Values { get; }

    /// <summary>The errors, in the order of the fields.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>Today, the latest valid date.</summary>
    public string Today { get; }

    /// <summary>The categories by Swedish name.</summary>
    public IReadOnlyList<(string Code, string Name)> Categories { get; }

    /// <summary>The areas by name.</summary>
    public IReadOnlyList<(string Code, string Name)> Areas { get; }

    /// <summary>The error of a field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>Model of the page with the receipt.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Token">The token of the receipt.</param>
public sealed record ReceiptModel(string Municipality, string MunicipalityName, string Token);

/// <summary>Model of the page that asks for a receipt, or shows the status of its report.</summary>
public sealed class StatusModel
{
    private readonly TimeZoneInfo _timeZone;

    internal StatusModel(MunicipalityRules rules, PublicReportStatusResponse? status, IReadOnlyList<FieldError> errors)
    {
        Municipality = rules.Code;
        MunicipalityName = rules.Name;
        Status = status;
        Errors = errors;
        _timeZone = rules.TimeZone;
    }

    /// <summary>Code of the municipality.</summary>
    public string Municipality { get; }

    /// <summary>Its name.</summary>
    public string MunicipalityName { get; }

    /// <summary>The status of the report, or null without a receipt.</summary>
    public PublicReportStatusResponse? Status { get; }

    /// <summary>The errors.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>A time in machine-readable form.</summary>
    public string Machine(DateTimeOffset time) => Local(time).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>A time as Swedish text, e.g. "3 maj 2021 kl. 11.00".</summary>
    public string Words(DateTimeOffset time) => SwedishText.Time(Local(time));

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _timeZone);
}
