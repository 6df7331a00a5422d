using System.Text.RegularExpressions;
using Medborgarlofte.Http;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Screening;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.NeighbourhoodWatch.Members;

/// <summary>What a member must be: contact details only of those who take part and have agreed.</summary>
internal static partial class MemberChecks
{
    /// <summary>Applies what is told to a member.</summary>
    /// <exception cref="InvalidRequestException">Something is wrong (400).</exception>
    public static void Apply(this MemberRequest request, Member member, MunicipalityReference reference, DateOnly today)
    {
        var errors = new RequestErrors();
        var role = errors.Required("role", request.Role);
        var lives = role is not (MemberRole.PoliceContact or MemberRole.MunicipalContact);
        var takesPart = request.TakesPart ?? true;
        errors.CheckText("address", request.Address, Member.AddressLength, required: lives);
        errors.CheckText("name", request.Name, Member.NameLength, required: role != MemberRole.Household);
        CheckEmail(errors, request.Email);
        CheckPhone(errors, request.Phone);
        errors.CheckCategories("warningCategories", request.WarningCategories, reference);
        if (request.WarningChannel == WarningChannel.Mail && string.IsNullOrWhiteSpace(request.Email))
        {
            errors.Add("email", "email saknas: den behövs för att varna med e-post.");
        }

        if (request.MonthlyStatistics == true && string.IsNullOrWhiteSpace(request.Email))
        {
            errors.Add("monthlyStatistics", "monthlyStatistics kräver email: statistiken skickas med e-post.");
        }

        errors.NotInFuture("consentOn", request.ConsentOn, today);
        if (!lives && !string.IsNullOrWhiteSpace(request.Address))
        {
            errors.Add("address", "address anges bara för hushåll.");
        }

        if (!takesPart && role != MemberRole.Household)
        {
            errors.Add("takesPart", "takesPart kan bara vara false för ett hushåll som inte är kontaktombud.");
        }

        Change(request, member, role, takesPart);
        if (!takesPart && member.HasContactDetails)
        {
            errors.Add("takesPart", "För ett hushåll som inte är med sparas inga kontaktuppgifter: ta bort name, email och phone.");
        }

        if (lives && takesPart && member.HasContactDetails && request.ConsentOn is null)
        {
            errors.Add("consentOn", "consentOn saknas: ange vilken dag hushållet gick med på att kontaktuppgifterna sparas.");
        }

        errors.ThrowIfAny();
    }

    /// <summary>Whether a text is an e-mail address without a personal number in it.</summary>
    public static bool IsEmail(string email) => EmailAddress.TryParse(email, out _) && FreeTextScreening.FindInIdentifier(email.Split('@')[0]) is [];

    /// <summary>An e-mail address as it is kept: in small letters, so that it is one address however it is written.</summary>
    public static string? Kept(string? email) => EmailAddress.TryParse(email, out var address) ? address.ToLowerInvariant() : Trimmed(email);

    /// <summary>Whether a text is a phone number as people write it.</summary>
    public static bool IsPhone(string phone) => phone.Length <= Member.PhoneLength && Phone().IsMatch(phone.Trim());

    private static void Change(MemberRequest request, Member member, MemberRole role, bool takesPart)
    {
        member.Role = role;
        member.TakesPart = takesPart;
        member.Address = Trimmed(request.Address);
        member.Name = Trimmed(request.Name);
        member.Email = Kept(request.Email);
        member.Phone = Trimmed(request.Phone);
        member.WarningChannel = request.WarningChannel ?? WarningChannel.None;
        member.WarningCategories = [.. (request.WarningCategories ?? []).Distinct()];
        member.WarningSender = request.WarningSender;
        member.MonthlyStatistics = request.MonthlyStatistics ?? false;
        member.Consent(request.ConsentOn);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Neither message repeats what was sent.
    private static void CheckEmail(RequestErrors errors, string? email)
    {
        if (!string.IsNullOrWhiteSpace(email) && !IsEmail(email))
        {
            errors.Add("email", "email ska vara en e-postadress, t.ex. fornamn@example.se, utan personnummer.");
        }
    }

    private static void CheckPhone(RequestErrors errors, string? phone)
    {
        if (!string.IsNullOrWhiteSpace(phone) && !IsPhone(phone))
        {
            errors.Add("phone", "phone ska vara ett telefonnummer som börjar med 0 eller +, t.ex. 0155-123 45.");
        }
    }

    [GeneratedRegex(@"^(?:\+|0)[0-9](?:[ -]?[0-9]){5,13}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Phone();
}
