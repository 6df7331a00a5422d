using System.Globalization;
using Medborgarlofte.Http;
using Medborgarlofte.Screening;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Privacy;

/// <summary>Who a register extract is for: known by contact details, compared as people write them and not letter by letter.</summary>
public sealed class DataSubject
{
    private const int EmailLength = 254;
    private const int PhoneLength = 30;
    private const int TextLength = 200;
    private const int LeastDigits = 7;
    private const int MostDigits = 15;
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

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

    /// <summary>What the notices to the person call it, as far as the registers have told by <see cref="IsCalled"/>.</summary>
    public IReadOnlyCollection<string> Codes => _codes;

    /// <summary>Reads who is sought.</summary>
    /// <exception cref="InvalidRequestException">Nobody is named, or what names it is no such thing (400). No message repeats what was sent.</exception>
    public static DataSubject Of(RegisterExtractRequest request)
    {
        var errors = new RequestErrors();
        var person = new DataSubject(request);
        if (request.Email is not null
            && (request.Email.Length > EmailLength || person._email is null || FreeTextScreening.FindInIdentifier(request.Email.Split('@')[0]) is not []))
        {
            errors.Add("email", "email ska vara en e-postadress, t.ex. fornamn@example.se, utan personnummer.");
        }

        if (request.Phone is not null && (request.Phone.Length > PhoneLength || person._phone is not { Length: >= LeastDigits and <= MostDigits } || person._phone[0] != '0'))
        {
            errors.Add("phone", "phone ska vara ett telefonnummer som börjar med 0 eller +, t.ex. 0155-123 45.");
        }

        // One word would hand out everybody of that name.
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
    /// Whether something is the person's: one of the details that are sought is the same. Case and spaces do not matter, a phone number
    /// may be written with or without +46, and a name may have its words in any order and others beside them.
    /// </summary>
    /// <param name="name">Name that is kept, or null.</param>
    /// <param name="email">E-mail address that is kept, or null.</param>
    /// <param name="phone">Phone number that is kept, or null.</param>
    /// <param name="address">Address that is kept, or null.</param>
    public bool Is(string? name = null, string? email = null, string? phone = null, string? address = null) =>
        (_email is not null && EmailOf(email) == _email)
        || (_phone is not null && DigitsOf(phone) == _phone)
        || (_name is not [] && !_name.Except(WordsOf(name), StringComparer.Ordinal).Any())
        || (_address.Length > 0 && string.Join(' ', WordsOf(address)) == _address);

    /// <summary>Tells what the notices to what was found call it.</summary>
    /// <param name="code">Code of the recipient.</param>
    public void IsCalled(string code) => _codes.Add(code);

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
        if (digits.Length == 0 || trimmed.Any(character => !char.IsAsciiDigit(character) && !" -()+/".Contains(character, StringComparison.Ordinal)))
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
        (text ?? "").Normalize().ToLower(Swedish).Split([' ', '\u00a0', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
