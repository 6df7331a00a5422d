using System.Globalization;
using Medborgarlofte.Http.Forms;
using Medborgarlofte.IncidentIntake.Municipalities;

namespace Medborgarlofte.IncidentIntake.PublicReports.Pages;

/// <summary>The page with the form.</summary>
public sealed class ReportFormModel
{
    private static readonly StringComparer Swedish = StringComparer.Create(CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: true);

    internal ReportFormModel(MunicipalityRules rules, ReportForm values, IReadOnlyList<FieldError> errors, DateOnly today)
    {
        Municipality = rules.Code;
        MunicipalityName = rules.Name;
        IsOpen = rules.TakesPublicReports;
        Values = values;
        Errors = errors;
        Today = today.ToString("O", CultureInfo.InvariantCulture);
        Categories = [.. rules.Categories.Select(category => (category.Key, category.Value.Name)).OrderBy(category => category.Name, Swedish)];
        Areas = [.. rules.Areas.Select(area => (area.Key, area.Value)).OrderBy(area => area.Value, Swedish)];
    }

    /// <summary>Code of the municipality.</summary>
    public string Municipality { get; }

    /// <summary>Its name.</summary>
    public string MunicipalityName { get; }

    /// <summary>Whether it takes reports.</summary>
    public bool IsOpen { get; }

    /// <summary>What has been filled in.</summary>
    public ReportForm Values { get; }

    /// <summary>What is wrong with it, in the order of the fields.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>Today, the latest day that can be told of.</summary>
    public string Today { get; }

    /// <summary>The categories by Swedish name.</summary>
    public IReadOnlyList<(string Code, string Name)> Categories { get; }

    /// <summary>The areas by name.</summary>
    public IReadOnlyList<(string Code, string Name)> Areas { get; }

    /// <summary>What is wrong with a field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>The page with the receipt.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Token">The token of the receipt.</param>
public sealed record ReceiptModel(string Municipality, string MunicipalityName, string Token);

/// <summary>The page that asks for a receipt, or shows how its report goes.</summary>
public sealed class StatusModel
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
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

    /// <summary>How the report goes, or null where none is asked for.</summary>
    public PublicReportStatusResponse? Status { get; }

    /// <summary>What is wrong with what was asked.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>A time for programs.</summary>
    public string Machine(DateTimeOffset time) => Local(time).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>A time for people, e.g. "3 maj 2021 kl. 11.00".</summary>
    public string Words(DateTimeOffset time) => Local(time).ToString("d MMMM yyyy 'kl.' HH.mm", Swedish);

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _timeZone);
}
