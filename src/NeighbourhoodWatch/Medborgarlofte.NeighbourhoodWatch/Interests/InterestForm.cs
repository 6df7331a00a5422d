using System.Globalization;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Http.Forms;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Screening;

namespace Medborgarlofte.NeighbourhoodWatch.Interests;

/// <summary>What residents have filled in to tell of their interest, as they wrote it.</summary>
public sealed record InterestForm
{
    /// <summary>Code of the area in which they live.</summary>
    public string? Area { get; init; }

    /// <summary>Which sort of watch they want.</summary>
    public string? Variant { get; init; }

    /// <summary>About how many households are interested.</summary>
    public string? Households { get; init; }

    /// <summary>Name of the one to reach.</summary>
    public string? Name { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>Whether they agree to have the contact details kept.</summary>
    public bool Consents { get; init; }

    /// <summary>A field that nobody sees; only a program that fills in everything writes in it.</summary>
    public string? Website { get; init; }

    /// <summary>How many households, where a number is told that can be.</summary>
    internal int? HouseholdCount =>
        int.TryParse(Households, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= WatchGroup.MaxHouseholds ? count : null;

    /// <summary>The sort of watch, where one is told.</summary>
    internal WatchVariant? Sort => Enum.TryParse<WatchVariant>(Variant, out var variant) && Enum.IsDefined(variant) ? variant : null;

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

    /// <summary>What is wrong, in the order of the page. No message repeats what was written.</summary>
    internal IReadOnlyList<FieldError> Check(MunicipalityReference reference)
    {
        var errors = new List<FieldError>();
        Require("area", Area is not null && reference.Areas.ContainsKey(Area), "Välj var ni bor.");
        Require("variant", Sort is not null, "Välj vad det gäller: hus, trappuppgång eller båtar.");
        Require("households", HouseholdCount is not null, $"Ange ungefär hur många hushåll som är intresserade, med siffror: 1 till {WatchGroup.MaxHouseholds}.");
        Require("name", Name is { Length: <= Member.NameLength } && FreeTextScreening.Find(Name) is [], "Skriv ditt namn, och bara det.");
        Require("email", Email is not null && MemberChecks.IsEmail(Email), "Skriv din e-postadress, t.ex. namn@exempel.se, utan personnummer.");
        Require("phone", Phone is null || MemberChecks.IsPhone(Phone), "Skriv ett telefonnummer som börjar med 0 eller +, t.ex. 0155-123 45, eller lämna det tomt.");
        Require("consent", Consents, "Kryssa i att vi får spara dina kontaktuppgifter. Utan dem kan vi inte höra av oss.");
        Require("website", Website is null, "Fältet som ska lämnas tomt är ifyllt. Töm det och skicka igen.");
        return errors;

        void Require(string field, bool isRight, string message)
        {
            if (!isRight)
            {
                errors.Add(new FieldError(field, message));
            }
        }
    }
}
