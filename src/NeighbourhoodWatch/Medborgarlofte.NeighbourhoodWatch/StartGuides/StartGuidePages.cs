using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.NeighbourhoodWatch.StartGuides;

/// <summary>Model of the page about how to start grannsamverkan.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Steps">The steps from interest to signs.</param>
public sealed record StartGuideModel(string Municipality, string MunicipalityName, IReadOnlyList<StartGuideStep> Steps);

/// <summary>A step on the page.</summary>
/// <param name="Heading">What to do.</param>
/// <param name="Who">Who is responsible.</param>
/// <param name="Text">How to do it.</param>
public sealed record StartGuideStep(string Heading, string Who, string Text);

/// <summary>The page that shows residents the steps from interest to an active group.</summary>
internal static class StartGuidePages
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPage(@"/{municipality:regex(^\d{{4}}$)}/grannsamverkan", GetAsync).AllowEveryone();

    private static async Task<IResult> GetAsync(string municipality, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var settings = await WatchSettings.FindAsync(db, municipality, cancellationToken);
        var steps = Enum.GetValues<GuideStep>().Select(step => ToStep(step, settings));
        return new Page<StartGuidePage>(new StartGuideModel(municipality, reference.Municipality.Name, [First, .. steps, Last]));
    }

    private static StartGuideStep First { get; } = new(
        "Berätta att ni är intresserade",
        "Ni grannar",
        "Prata med varandra och anmäl sedan intresset här på sidan, eller ring polisen på 114 14. "
            + "Kommunens trygghetssamordnare hör av sig och berättar hur det går till.");

    private static StartGuideStep Last { get; } = new(
        "Sätt upp skyltarna",
        "Kontaktombuden",
        "När allt ovan är klart är gruppen aktiv. Först då får skyltarna sättas upp.");

    private static StartGuideStep ToStep(GuideStep step, WatchSettings settings)
    {
        var (heading, text) = step switch
        {
            GuideStep.ContactPersons => (
                "Välj kontaktombud",
                settings.HouseholdsPerContactPerson is { } most
                    ? $"Välj ett kontaktombud för högst {most} hushåll. I ett stort område behövs också ett huvudkontaktombud."
                    : "Välj minst ett kontaktombud. I ett stort område behövs flera, och ett huvudkontaktombud."),
            GuideStep.Households => (
                "Samla hushållen",
                settings.MinimumSharePercent is { } least
                    ? $"Minst {least} procent av hushållen där ni bor ska vara med. "
                        + "Den som inte vill vara med behöver inte lämna några uppgifter."
                    : "Kommunen har inte satt någon gräns för hur många hushåll som ska vara med. "
                        + "Den som inte vill vara med behöver inte lämna några uppgifter."),
            GuideStep.BasicTraining => (
                "Gå grundutbildningen",
                settings.RetrainingMonths is { } months
                    ? $"Polisen håller grundutbildningen. Den görs om efter {months} månader."
                    : "Polisen håller grundutbildningen."),
            GuideStep.PoliceContact => ("Få en kontaktperson hos polisen", "Polisen utser den som gruppen vänder sig till."),
            _ => (
                "Kom igång",
                "Håll ett grannmöte. Håll utkik, berätta för grannarna när ni är borta, märk och skydda det ni äger "
                    + "och lär er hur brott förebyggs. Ingripa ska ni aldrig: ring 112 vid akut fara, annars 114 14."),
        };
        var who = StartGuide.ActorOf(step) switch
        {
            GuideActor.Residents => "Ni grannar",
            GuideActor.ContactPersons => "Kontaktombuden",
            _ => "Polisen",
        };
        return new StartGuideStep(heading, who, text);
    }
}
