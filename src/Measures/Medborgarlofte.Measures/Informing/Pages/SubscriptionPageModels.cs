using Medborgarlofte.Http.Forms;
using Medborgarlofte.ReferenceData;

namespace Medborgarlofte.Measures.Informing.Pages;

/// <summary>The page with the form.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Areas">Its areas, by name.</param>
/// <param name="Chosen">Codes of the areas that are ticked.</param>
/// <param name="Email">The address as it was written.</param>
/// <param name="Errors">What is wrong, in the order of the fields.</param>
public sealed record SubscribeModel(
    string Municipality,
    string MunicipalityName,
    IReadOnlyList<(string Code, string Name)> Areas,
    IReadOnlyCollection<string> Chosen,
    string? Email,
    IReadOnlyList<FieldError> Errors)
{
    /// <summary>What is wrong with a field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;

    internal static SubscribeModel Of(MunicipalityReference reference, SubmittedForm? form, IReadOnlyList<FieldError> errors) => new(
        reference.Municipality.Municipality,
        reference.Municipality.Name,
        [.. reference.Areas.Values.Select(area => (area.Area, area.Name)).OrderBy(area => area.Name, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: true))],
        form?.All("areas") ?? [],
        form?["email"],
        errors);
}

/// <summary>A page that asks for one click, or tells that it is done.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Heading">Heading of the page.</param>
/// <param name="Text">What it says.</param>
/// <param name="Button">What the button says; null where there is nothing more to do.</param>
/// <param name="Action">Where the click goes.</param>
public sealed record SubscriptionStepModel(string Municipality, string MunicipalityName, string Heading, string Text, string? Button = null, string? Action = null);
