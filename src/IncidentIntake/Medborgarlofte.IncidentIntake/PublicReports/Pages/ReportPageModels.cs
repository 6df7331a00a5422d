namespace Medborgarlofte.IncidentIntake.PublicReports.Pages;

/// <summary>Model of the page with the form.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="IsOpen">Whether it accepts reports.</param>
/// <param name="Values">The entered values.</param>
/// <param name="Errors">The errors, in the order of the fields.</param>
/// <param name="Today">Today, the latest valid date.</param>
/// <param name="Categories">The categories by Swedish name.</param>
/// <param name="Areas">The areas by name.</param>
public sealed record ReportFormModel(
    string Municipality,
    string MunicipalityName,
    bool IsOpen,
    ReportForm Values,
    IReadOnlyList<FieldError> Errors,
    string Today,
    IReadOnlyList<(string Code, string Name)> Categories,
    IReadOnlyList<(string Code, string Name)> Areas)
{
    internal static ReportFormModel Of(MunicipalityRules rules, ReportForm values, IReadOnlyList<FieldError> errors, DateOnly today) => new(
        rules.Code,
        rules.Name,
        rules.TakesPublicReports,
        values,
        errors,
        today.ToString("O", CultureInfo.InvariantCulture),
        [
            .. rules.OfferedCategories.Select(category => (category.Key, category.Value.Name))
                .OrderBy(category => category.Name, SwedishText.Alphabet)
        ],
        [.. rules.OfferedAreas.Select(area => (area.Key, area.Value)).OrderBy(area => area.Value, SwedishText.Alphabet)]);

    /// <summary>The error of a field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>Model of the page with the receipt.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Token">The token of the receipt.</param>
public sealed record ReceiptModel(string Municipality, string MunicipalityName, string Token);

/// <summary>Model of the page that asks for a receipt, or shows the status of its report.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="Status">The status of the report, or null without a receipt.</param>
/// <param name="Errors">The errors.</param>
public sealed record StatusModel(
    string Municipality,
    string MunicipalityName,
    TimeZoneInfo TimeZone,
    PublicReportStatusResponse? Status,
    IReadOnlyList<FieldError> Errors)
{
    internal static StatusModel Of(MunicipalityRules rules, PublicReportStatusResponse? status, params FieldError[] errors) =>
        new(rules.Code, rules.Name, rules.TimeZone, status, errors);

    /// <summary>A time in machine-readable form.</summary>
    public string Machine(DateTimeOffset time) => Local(time).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>A time as Swedish text, e.g. "3 maj 2021 kl. 11.00".</summary>
    public string Words(DateTimeOffset time) => SwedishText.Time(Local(time));

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, TimeZone);
}
