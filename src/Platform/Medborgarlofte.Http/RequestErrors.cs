using Medborgarlofte.Screening;

namespace Medborgarlofte.Http;

/// <summary>Collects the validation errors of a request, so that the response contains all of them.</summary>
public sealed class RequestErrors
{
    private const int MaxFindings = 10;
    private const int LongestWord = 64;
    private const int LongestMessage = 4_000;

    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>Whether there are errors.</summary>
    public bool Any => _messages.Count > 0;

    /// <summary>All errors as (field, message), in the order added.</summary>
    public IEnumerable<(string Field, string Message)> All =>
        _messages.SelectMany(entry => entry.Value.Select(message => (entry.Key, message)));

    /// <summary>
    /// Adds an error with a Swedish message. It may repeat values of the request: personal data is replaced by an ellipsis, and long words
    /// are shortened.
    /// </summary>
    public void Add(string field, string message)
    {
        message = Shorten(FreeTextScreening.Mask(message));
        if (!_messages.TryGetValue(field, out var messages))
        {
            _messages[field] = messages = [];
        }

        messages.Add(message);
    }

    /// <summary>Shortens a message and its words to their maximum lengths.</summary>
    internal static string Shorten(string message)
    {
        var cut = message.Length > LongestMessage ? message[..LongestMessage] + "…" : message;
        return cut.Length <= LongestWord
            ? cut
            : string.Join(' ', cut.Split(' ').Select(word => word.Length <= LongestWord ? word : word[..LongestWord] + "…"));
    }

    /// <summary>Adds errors if a free text is missing, too long or contains personal data; returns whether it is valid.</summary>
    public bool CheckText(string field, string? text, int maxLength, bool required = true) =>
        CheckLength(field, text, maxLength, required) && Screen(field, text, FreeTextScreening.Find);

    /// <summary>
    /// Adds errors if a code or an external identifier is missing, too long or contains a personal number or an e-mail address; returns
    /// whether it is valid.
    /// </summary>
    public bool CheckIdentifier(string field, string? identifier, int maxLength, bool required = true) =>
        CheckLength(field, identifier, maxLength, required) && Screen(field, identifier, FreeTextScreening.FindInIdentifier);

    /// <summary>Adds an error if a value is missing; returns the value or its default.</summary>
    public T Required<T>(string field, T? value)
        where T : struct
    {
        if (value is null)
        {
            Add(field, $"{field} saknas.");
        }

        return value.GetValueOrDefault();
    }

    /// <summary>Adds an error if an optional number is out of range.</summary>
    public void InRange(string field, int? number, int least, int most)
    {
        if (number < least || number > most)
        {
            Add(field, $"{field} ska vara mellan {least} och {most}.");
        }
    }

    /// <summary>Adds an error if a day is in the future.</summary>
    public void NotInFuture(string field, DateOnly? day, DateOnly today)
    {
        if (day > today)
        {
            Add(field, $"{field} får inte ligga i framtiden; i dag är det {today:yyyy-MM-dd}.");
        }
    }

    /// <summary>Throws if there are errors.</summary>
    /// <exception cref="InvalidRequestException">There is at least one error.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ToException();
        }
    }

    /// <summary>The exception for a request with a single error.</summary>
    public static InvalidRequestException ExceptionFor(string field, string message)
    {
        var errors = new RequestErrors();
        errors.Add(field, message);
        return errors.ToException();
    }

    private InvalidRequestException ToException() =>
        new(_messages.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal));

    private bool CheckLength(string field, string? text, int maxLength, bool required)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required)
            {
                Add(field, $"{field} saknas.");
            }

            return !required;
        }

        if (text.Length > maxLength)
        {
            Add(field, $"{field} får ha högst {maxLength} tecken, men har {text.Length}.");
            return false;
        }

        return true;
    }

    private bool Screen(string field, string? text, Func<string, IReadOnlyList<PersonalDataFinding>> find)
    {
        if (text is null || find(text) is not { Count: > 0 } findings)
        {
            return true;
        }

        foreach (var finding in findings.Take(MaxFindings))
        {
            Add(field, FreeTextScreening.Describe(field, text, finding));
        }

        if (findings.Count > MaxFindings)
        {
            Add(field, $"{field}: ytterligare {findings.Count - MaxFindings} ställen ser ut som personuppgifter.");
        }

        return false;
    }
}
