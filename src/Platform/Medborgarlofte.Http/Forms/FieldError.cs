namespace Medborgarlofte.Http.Forms;

/// <summary>What is wrong with a field of a page's form.</summary>
/// <param name="Field">Id of the field.</param>
/// <param name="Message">A Swedish sentence that helps.</param>
public sealed record FieldError(string Field, string Message);
