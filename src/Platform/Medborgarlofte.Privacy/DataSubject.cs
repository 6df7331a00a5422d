using System.Globalization;
using Medborgarlofte.Http;
using Medborgarlofte.Screening;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Privacy;

/// <summary>The person of a register extract, identified by contact details. Comparisons tolerate different spellings.</summary>
public sealed class DataSubject
{
    private const int EmailLength = 254;
    private const int PhoneLength = 30;
    private const int TextLength = 200;
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private readonly string? _email;
    private readonly string? _phone;
    private readonly string[] _name;
    private readonly string _address;

    private DataSubject(RegisterExtractRequest request)
    {
        _email = EmailOf(request.Email);
        _phone = DigitsOf(request.Phone);
        _name = WordsOf(request.Name);
        _address = string.Join(' ', WordsOf(request.Address));
    }

    /// <summary>Recipient codes in notices to the person, added by <see cref="AddRecipientCode"/>.</summary>
    public IReadOnlyCollection<string> RecipientCodes => _codes;

    /// <summary>Reads the person from a request.</summary>
    /// <exception cref="InvalidRequestException">No detail is given, or one is invalid (400). No message repeats the request.</exception>
    public static DataSubject Of(RegisterExtractRequest request)
    {
        var errors = new RequestErrors();
        var person = new DataSubject(request);
        if (request.Email is not null
            && (request.Email.Length > EmailLength
                || person._email is null
                || FreeTextScreening.FindInIdentifier(request.Email.Split('@')[0]) is not []))
        {
            errors.Add("email", "email ska vara en e-postadress, t.ex. fornamn@example.se, utan personnummer.");
        }

        if (request.Phone is not null
            && (request.Phone.Length > PhoneLength
                || person._phone is not { Length: >= MinDigits and <= MaxDigits }
                || person._phone[0] != '0'))
        {
            errors.Add("phone", "phone ska vara ett telefonnummer som börjar med 0 eller +, t.ex. 0155-123 45.");
        }

        // A single word would return everybody with that name.
        if (errors.CheckText("name", request.Name, TextLength, required: false) && person._name.Length == 1)
        {
            errors.Add("name", "name ska ha både förnamn och efternamn.");
        }

        errors.CheckText("address", request.Address, TextLength, required: false);
        if (!errors.Any && person is { _email: null, _phone: null, _name: [], _address: "" })
        {
            errors.Add("email", "Ange minst ett av email, phone, name och address.");
        }

        errors.ThrowIfAny();
        return person;
    }

    /// <summary>
    /// Whether stored details match the person in at least one requested detail. Case and spaces are ignored, a phone number may have
    /// the prefix +46, and a stored name may have more words, in any order.
    /// </summary>
    public bool Matches(string? name = null, string? email = null, string? phone = null, string? address = null) =>
        (_email is not null && EmailOf(email) == _email)
        || (_phone is not null && DigitsOf(phone) == _phone)
        || (_name is not [] && !_name.Except(WordsOf(name), StringComparer.Ordinal).Any())
        || (_address.Length > 0 && string.Join(' ', WordsOf(address)) == _address);

    /// <summary>Adds the code by which notices refer to the person.</summary>
    public void AddRecipientCode(string code) => _codes.Add(code);

    private static string? EmailOf(string? email)
    {
        if (email?.Trim().Split('@') is not [{ Length: > 0 } local, { Length: > 0 } domain])
        {
            return null;
        }

        try
        {
            return $"{local}@{new IdnMapping().GetAscii(domain)}".ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? DigitsOf(string? phone)
    {
        var trimmed = phone?.Trim() ?? "";
        var digits = string.Concat(trimmed.Where(char.IsAsciiDigit));
        if (digits.Length == 0
            || trimmed.Any(character => !char.IsAsciiDigit(character) && !" -()+/".Contains(character, StringComparison.Ordinal)))
        {
            return null;
        }

        return (trimmed[0] == '+', digits) switch
        {
            (true, ['4', '6', .. var national]) => "0" + national,
            (true, _) => "00" + digits,
            (_, ['0', '0', '4', '6', .. var national]) => "0" + national,
            _ => digits,
        };
    }

    private static string[] WordsOf(string? text) =>
        (text ?? "").Normalize().ToLower(SwedishText.Culture)
            .Split([' ', '\u00a0', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
