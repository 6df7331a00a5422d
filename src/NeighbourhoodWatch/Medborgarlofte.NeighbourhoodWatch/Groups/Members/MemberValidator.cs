using System.Text.RegularExpressions;
using Medborgarlofte.Screening;

namespace Medborgarlofte.NeighbourhoodWatch.Groups.Members;

/// <summary>Validates members: contact details are accepted only for households that take part and have consented.</summary>
internal static partial class MemberValidator
{
    /// <exception cref="InvalidRequestException">The request has errors (400).</exception>
    public static void Validate(this MemberRequest request, MunicipalityReference reference, DateOnly today)
    {
        var errors = new RequestErrors();
        var role = errors.Required("role", request.Role);
        var isHousehold = role is not (MemberRole.PoliceContact or MemberRole.MunicipalContact);
        var takesPart = request.TakesPart ?? true;
        var hasContactDetails = new[] { request.Name, request.Email, request.Phone }.Any(text => !string.IsNullOrWhiteSpace(text));
        errors.CheckText("address", request.Address, Member.AddressLength, required: isHousehold);
        errors.CheckText("name", request.Name, Member.NameLength, required: role != MemberRole.Household);

        // No message repeats what was sent.
        Reject(
            !string.IsNullOrWhiteSpace(request.Email) && !IsEmail(request.Email),
            "email",
            "email ska vara en e-postadress, t.ex. fornamn@example.se, utan personnummer.");
        Reject(
            !string.IsNullOrWhiteSpace(request.Phone) && !IsPhone(request.Phone),
            "phone",
            "phone ska vara ett telefonnummer som börjar med 0 eller +, t.ex. 0155-123 45.");
        errors.CheckCategories("warningCategories", request.WarningCategories, reference);
        Reject(
            request.WarningChannel == WarningChannel.Mail && string.IsNullOrWhiteSpace(request.Email),
            "email",
            "email saknas: den behövs för att varna med e-post.");
        Reject(
            request.MonthlyStatistics == true && string.IsNullOrWhiteSpace(request.Email),
            "monthlyStatistics",
            "monthlyStatistics kräver email: statistiken skickas med e-post.");
        errors.NotInFuture("consentOn", request.ConsentOn, today);
        Reject(!isHousehold && !string.IsNullOrWhiteSpace(request.Address), "address", "address anges bara för hushåll.");
        Reject(
            !takesPart && role != MemberRole.Household,
            "takesPart",
            "takesPart kan bara vara false för ett hushåll som inte är kontaktombud.");
        Reject(
            !takesPart && hasContactDetails,
            "takesPart",
            "För ett hushåll som inte är med sparas inga kontaktuppgifter: ta bort name, email och phone.");
        Reject(
            isHousehold && takesPart && hasContactDetails && request.ConsentOn is null,
            "consentOn",
            "consentOn saknas: ange vilken dag hushållet gick med på att kontaktuppgifterna sparas.");
        errors.ThrowIfAny();

        void Reject(bool isWrong, string field, string message)
        {
            if (isWrong)
            {
                errors.Add(field, message);
            }
        }
    }

    /// <summary>Whether a text is an e-mail address without a personal number.</summary>
    public static bool IsEmail(string email) =>
        EmailAddress.TryParse(email, out _) && FreeTextScreening.FindInIdentifier(email.Split('@')[0]) is [];

    /// <summary>An e-mail address in lower case, so that spelling variants are equal.</summary>
    public static string? NormalizedEmail(string? email) =>
        EmailAddress.TryParse(email, out var address) ? address.ToLowerInvariant() : Trimmed(email);

    /// <summary>Whether a text is a phone number as people write it.</summary>
    public static bool IsPhone(string phone) => phone.Length <= Member.PhoneLength && Phone().IsMatch(phone.Trim());

    /// <summary>The text without surrounding blanks; null if nothing remains.</summary>
    public static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(
        @"^(?:\+|0)[0-9](?:[ -]?[0-9]){5,13}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Phone();
}
