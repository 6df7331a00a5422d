using System.Net;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Medborgarlofte.Http.Forms;

/// <summary>The fields of a posted form, validated as text. Files are ignored.</summary>
public sealed class SubmittedForm
{
    private const int MaxFields = 1_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly IFormCollection _fields;

    private SubmittedForm(IFormCollection fields) => _fields = fields;

    /// <summary>A field, or null if it is absent or blank.</summary>
    public string? this[string name] =>
        _fields.TryGetValue(name, out var values) && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;

    /// <exception cref="ProblemException">The body is not a form (415), is unreadable (400) or contains non-text (400).</exception>
    public static async Task<SubmittedForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                "not-a-form",
                "Fel innehållstyp",
                "Skicka fälten med Content-Type: application/x-www-form-urlencoded i UTF-8.");
        }

        IFormCollection fields;
        try
        {
            fields = request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
                ? await request.ReadFormAsync(cancellationToken)
                : await ReadStrictlyAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or DecoderFallbackException
            || (exception is IOException and not BadHttpRequestException))
        {
            throw Unreadable();
        }

        return fields.All(field => PlainText.IsReadable(field.Key) && field.Value.All(value => PlainText.IsReadable(value ?? "")))
            ? new SubmittedForm(fields)
            : throw Unreadable();
    }

    /// <summary>All values of a field, under its name or as a list: name or name[].</summary>
    public IReadOnlyList<string> All(string name) =>
    [
        .. Values(name).Concat(Values(name + "[]")).Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!.Trim()),
    ];

    // The framework's reader keeps invalid UTF-8 encoded: an å from an old client would be stored as %E5.
    private static async Task<FormCollection> ReadStrictlyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        await using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var fields = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in Encoding.Latin1.GetString(body.ToArray()).Split('&', MaxFields + 1, StringSplitOptions.RemoveEmptyEntries))
        {
            if (fields.Count == MaxFields)
            {
                throw new InvalidDataException("Too many fields.");
            }

            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }

        return new FormCollection(fields);
    }

    private static string Decode(string encoded)
    {
        var bytes = Encoding.Latin1.GetBytes(encoded);
        return Utf8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }

    private static ProblemException Unreadable() => new(
        StatusCodes.Status400BadRequest,
        "unreadable-form",
        "Formuläret går inte att läsa",
        "Formuläret går inte att läsa: det är trasigt, har för många fält eller innehåller tecken som inte är text i UTF-8.");

    private StringValues Values(string name) => _fields.TryGetValue(name, out var values) ? values : StringValues.Empty;
}
