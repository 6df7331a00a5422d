using Medborgarlofte.Http.Forms;

namespace Medborgarlofte.Measures.Subscriptions.Pages;

/// <summary>The page with the form.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Areas">Its areas, by name.</param>
/// <param name="Chosen">Codes of the selected areas.</param>
/// <param name="Email">The address as entered.</param>
/// <param name="Errors">Errors, in the order of the fields.</param>
public sealed record SubscribeModel(
    string Municipality,
    string MunicipalityName,
    IReadOnlyList<(string Code, string Name)> Areas,
    IReadOnlyCollection<string> Chosen,
    string? Email,
    IReadOnlyList<FieldError> Errors)
{
    /// <summary>The error of a field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;

    internal static SubscribeModel Of(MunicipalityReference reference, SubmittedForm? form, IReadOnlyList<FieldError> errors) => new(
        reference.Municipality.Municipality,
        reference.Municipality.Name,
        [.. reference.OfferedAreas.Values.Select(area => (area.Area, area.Name)).OrderBy(area => area.Name, SwedishText.Alphabet)],
        form?.All("areas") ?? [],
        form?["email"],
        errors);
}

/// <summary>A page that asks for one click or confirms it.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Heading">Heading of the page.</param>
/// <param name="Text">Text of the page.</param>
/// <param name="Button">Text of the button, or null if nothing remains to be done.</param>
/// <param name="Action">Address of the form.</param>
public sealed record SubscriptionStepModel(
    string Municipality, string MunicipalityName, string Heading, string Text, string? Button = null, string? Action = null);
