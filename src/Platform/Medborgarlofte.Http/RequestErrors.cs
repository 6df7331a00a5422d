using Medborgarlofte.Screening;

namespace Medborgarlofte.Http;

/// <summary>Collects what is wrong with a request, field by field, so that the caller hears of everything at once.</summary>
public sealed class RequestErrors
{
    private const int MaxFindings = 10;
    private const int LongestWord = 64;
    private const int LongestMessage = 4_000;

    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _messages.Count > 0;

    /// <summary>Every error as (field, message), in the order found.</summary>
    public IEnumerable<(string Field, string Message)> All =>
        _messages.SelectMany(entry => entry.Value.Select(message => (entry.Key, message)));

    /// <summary>
    /// Notes an error. What it repeats of the request is kept so that it can be found, but for personal data, of which only an
    /// ellipsis stays, and for what is longer than any code.
    /// </summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="message">A Swedish sentence that helps.</param>
    public void Add(string field, string message)
    {
        message = Shorten(FreeTextScreening.Mask(message));
        if (!_messages.TryGetValue(field, out var messages))
        {
            _messages[field] = messages = [];
        }

        messages.Add(message);
    }

    /// <summary>A message in which no word is longer than a code, and which is no longer than a message.</summary>
    internal static string Shorten(string message)
    {
        var cut = message.Length > LongestMessage ? message[..LongestMessage] + "…" : message;
        return cut.Length <= LongestWord
            ? cut
            : string.Join(' ', cut.Split(' ').Select(word => word.Length <= LongestWord ? word : word[..LongestWord] + "…"));
    }

    /// <summary>Notes an error where free text is missing, too long or holds personal data; returns whether it is usable.</summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Greatest number of characters.</param>
    /// <param name="required">Whether it must be there.</param>
    public bool CheckText(string field, string? text, int maxLength, bool required = true) =>
        CheckLength(field, text, maxLength, required) && Screen(field, text, FreeTextScreening.Find);

    /// <summary>
    /// Notes an error where a code or an identifier of another system is missing, too long or holds a personal number or
    /// an e-mail address; returns whether it is usable.
    /// </summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="identifier">The identifier.</param>
    /// <param name="maxLength">Greatest number of characters.</param>
    /// <param name="required">Whether it must be there.</param>
    public bool CheckIdentifier(string field, string? identifier, int maxLength, bool required = true) =>
        CheckLength(field, identifier, maxLength, required) && Screen(field, identifier, FreeTextScreening.FindInIdentifier);

    /// <summary>Notes an error where a value is missing; returns what to go on with.</summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="value">The value.</param>
    public T Required<T>(string field, T? value)
        where T : struct
    {
        if (value is null)
        {
            Add(field, $"{field} saknas.");
        }

        return value.GetValueOrDefault();
    }

    /// <summary>Notes an error where a number that may be left out is out of range.</summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="number">The number.</param>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    public void InRange(string field, int? number, int least, int most)
    {
        if (number < least || number > most)
        {
            Add(field, $"{field} ska vara mellan {least} och {most}.");
        }
    }

    /// <summary>Notes an error where a day has not come yet.</summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="day">The day.</param>
    /// <param name="today">Today, where the day is.</param>
    public void NotInFuture(string field, DateOnly? day, DateOnly today)
    {
        if (day > today)
        {
            Add(field, $"{field} får inte ligga i framtiden; i dag är det {today:yyyy-MM-dd}.");
        }
    }

    /// <summary>Throws when anything is wrong.</summary>
    /// <exception cref="InvalidRequestException">At least one error was noted.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new InvalidRequestException(_messages.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal));
        }
    }

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
