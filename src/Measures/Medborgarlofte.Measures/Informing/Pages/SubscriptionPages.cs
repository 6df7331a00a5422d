using Medborgarlofte.Http.Access;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Forms;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Measures.Informing.Pages;

/// <summary>
/// The pages on which anyone subscribes to areas, confirms and ends it, without scripts or cookies. Opening a link changes nothing:
/// mail programs open links by themselves. A click, or the mail program's own button (RFC 8058), does.
/// </summary>
internal static class SubscriptionPages
{
    private const string Root = @"/{municipality:regex(^\d{{4}}$)}/prenumerera";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Root).AllowEveryone().ExcludeFromDescription();
        pages.MapPage("", FormAsync);
        pages.MapPost("", AskAsync);
        pages.MapPage("/bekrafta", ShowConfirmationAsync);
        pages.MapPost("/bekrafta", ConfirmAsync);
        pages.MapPage("/avsluta", ShowEndAsync);
        pages.MapPost("/avsluta", EndAsync);
    }

    private static async Task<IResult> FormAsync(string municipality, MeasuresDbContext db, CancellationToken cancellationToken) =>
        new Page<SubscribePage>(SubscribeModel.Of(await db.RequireMunicipalityAsync(municipality, cancellationToken), null, []));

    private static async Task<IResult> AskAsync(
        string municipality, HttpContext http, MeasuresDbContext db, SubscriptionDesk desk, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var form = await SubmittedForm.ReadAsync(http.Request, cancellationToken);
        var areas = form.All("areas").Distinct(StringComparer.Ordinal).Where(reference.Areas.ContainsKey).Select(code => reference.Areas[code]).ToList();
        if (!EmailAddress.TryParse(form["email"], out var address) || form["website"] is not null)
        {
            var error = address is null
                ? new FieldError("email", "Skriv e-postadressen, t.ex. namn@exempel.se.")
                : new FieldError("website", "Fältet som ska lämnas tomt är ifyllt. Töm det och skicka igen.");
            return new Page<SubscribePage>(SubscribeModel.Of(reference, form, [error]), StatusCodes.Status400BadRequest);
        }

        await desk.AskAsync(reference.Municipality, areas, address, cancellationToken);
        return Step(http, reference, "Titta i din e-post", "Vi har skickat en fråga till adressen. Utskicken börjar när du har svarat ja. Kommer inget brev inom en stund: titta i skräpposten.", status: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ShowConfirmationAsync(string municipality, string? kod, HttpContext http, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return Step(http, reference, "Vill du ha utskicken?", $"Svara ja så skriver vi till dig om trygghetsarbetet i {SwedishText.MunicipalityInFull(reference.Municipality.Name)}.", "Ja, jag vill ha utskicken", Action(municipality, "bekrafta", kod));
    }

    private static async Task<IResult> ConfirmAsync(
        string municipality, string? kod, HttpContext http, MeasuresDbContext db, SubscriptionDesk desk, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return await desk.ConfirmAsync(municipality, kod ?? "", cancellationToken)
            ? Step(http, reference, "Tack, utskicken är igång", "Vi skriver när något händer. Varje brev har en länk som avslutar utskicken.")
            : Step(http, reference, "Länken gäller inte", "Länken är för gammal eller inte hel. Anmäl adressen igen så skickar vi en ny fråga.", status: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ShowEndAsync(string municipality, string? kod, HttpContext http, MeasuresDbContext db, CancellationToken cancellationToken) => Step(
        http,
        await db.RequireMunicipalityAsync(municipality, cancellationToken),
        "Vill du avsluta utskicken?",
        "Adressen tas bort och du får inga fler brev.",
        "Ja, avsluta utskicken",
        Action(municipality, "avsluta", kod));

    private static async Task<IResult> EndAsync(
        string municipality, string? kod, HttpContext http, MeasuresDbContext db, SubscriptionDesk desk, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        await desk.EndAsync(municipality, kod ?? "", cancellationToken);
        return Step(http, reference, "Utskicken är avslutade", "Adressen är borttagen och du får inga fler brev.");
    }

    private static string Action(string municipality, string step, string? token) => $"/{municipality}/prenumerera/{step}?kod={Uri.EscapeDataString(token ?? "")}";

    private static Page<SubscriptionStepPage> Step(
        HttpContext http, MunicipalityReference reference, string heading, string text, string? button = null, string? action = null, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new Page<SubscriptionStepPage>(
            new SubscriptionStepModel(reference.Municipality.Municipality, reference.Municipality.Name, heading, text, button, action), status);
    }
}
