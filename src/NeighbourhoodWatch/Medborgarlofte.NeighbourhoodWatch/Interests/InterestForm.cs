using Medborgarlofte.Http.Forms;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;
using Medborgarlofte.Screening;

namespace Medborgarlofte.NeighbourhoodWatch.Interests;

/// <summary>The submitted form in which residents express their interest, as entered.</summary>
public sealed record InterestForm
{
    /// <summary>Code of the residents' area.</summary>
    public string? Area { get; init; }

    /// <summary>Kind of watch.</summary>
    public string? Variant { get; init; }

    /// <summary>Approximate number of interested households.</summary>
    public string? Households { get; init; }

    /// <summary>Name of the contact.</summary>
    public string? Name { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>Whether the contact consents to the storage of the contact details.</summary>
    public bool Consents { get; init; }

    /// <summary>A hidden field that only automated submissions fill in.</summary>
    public string? Website { get; init; }

    /// <summary>Number of households, or null if the text is not a valid number.</summary>
    internal int? HouseholdCount =>
        int.TryParse(Households, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= WatchGroup.MaxHouseholds ? count : null;

    /// <summary>Kind of watch, or null if the text is not valid.</summary>
    internal WatchVariant? KnownVariant =>
        Enum.TryParse<WatchVariant>(Variant, out var variant) && Enum.IsDefined(variant) ? variant : null;

    internal static InterestForm From(SubmittedForm form) => new()
    {
        Area = form["area"],
        Variant = form["variant"],
        Households = form["households"]?.Trim(),
        Name = form["name"]?.Trim(),
        Email = form["email"]?.Trim(),
        Phone = form["phone"]?.Trim(),
        Consents = form["consent"] is not null,
        Website = form["website"],
    };

    /// <summary>Validates the form; errors are in the order of the page. No message repeats what was entered.</summary>
    internal IReadOnlyList<FieldError> Validate(MunicipalityReference reference)
    {
        var errors = new List<FieldError>();
        Require("area", Area is not null && reference.OfferedAreas.ContainsKey(Area), "Välj var ni bor.");
        Require("variant", KnownVariant is not null, "Välj vad det gäller: hus, trappuppgång eller båtar.");
        Require(
            "households",
            HouseholdCount is not null,
            $"Ange ungefär hur många hushåll som är intresserade, med siffror: 1 till {WatchGroup.MaxHouseholds}.");
        Require("name", Name is { Length: <= Member.NameLength } && FreeTextScreening.Find(Name) is [], "Skriv ditt namn, och bara det.");
        Require(
            "email",
            Email is not null && MemberValidator.IsEmail(Email),
            "Skriv din e-postadress, t.ex. namn@exempel.se, utan personnummer.");
        Require(
            "phone",
            Phone is null || MemberValidator.IsPhone(Phone),
            "Skriv ett telefonnummer som börjar med 0 eller +, t.ex. 0155-123 45, eller lämna det tomt.");
        Require("consent", Consents, "Kryssa i att vi får spara dina kontaktuppgifter. Utan dem kan vi inte höra av oss.");
        Require("website", Website is null, "Fältet som ska lämnas tomt är ifyllt. Töm det och skicka igen.");
        return errors;

        void Require(string field, bool isValid, string message)
        {
            if (!isValid)
            {
                errors.Add(new FieldError(field, message));
            }
        }
    }
}
