namespace Medborgarlofte.Web;

/// <summary>Collects what is wrong with a request, field by field, so that the caller hears of everything at once.</summary>
public sealed class RequestErrors
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _messages.Count > 0;

    /// <summary>Every error as (field, message), in the order found.</summary>
    public IEnumerable<(string Field, string Message)> All =>
        _messages.SelectMany(entry => entry.Value.Select(message => (entry.Key, message)));

    /// <summary>Notes an error.</summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="message">A Swedish sentence that helps.</param>
    public void Add(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages))
        {
            _messages[field] = messages = [];
        }

        messages.Add(message);
    }

    /// <summary>Notes an error where a text is missing or too long; returns whether it is usable.</summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Greatest number of characters.</param>
    /// <param name="required">Whether it must be there.</param>
    public bool CheckText(string field, string? text, int maxLength, bool required = true)
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

    /// <summary>Throws when anything is wrong.</summary>
    /// <exception cref="InvalidRequestException">At least one error was noted.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new InvalidRequestException(_messages.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal));
        }
    }
}
