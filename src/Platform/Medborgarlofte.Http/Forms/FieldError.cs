namespace Medborgarlofte.Http.Forms;

/// <summary>An error of a field in a form.</summary>
/// <param name="Field">Id of the field.</param>
/// <param name="Message">Swedish message.</param>
public sealed record FieldError(string Field, string Message);
