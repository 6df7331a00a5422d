using Medborgarlofte.Http.Forms;

namespace Medborgarlofte.Measures.Subscriptions.Pages;

/// <summary>
/// Public pages to request, confirm and end a subscription, without scripts or cookies. Opening a link changes nothing, because mail
/// programs open links by themselves; the button, or that of the mail program (RFC 8058), does.
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
        string municipality, SubscriptionService subscriptions, [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var form = await SubmittedForm.ReadAsync(http.Request, cancellationToken);
        var codes = form.All("areas").Distinct(StringComparer.Ordinal).Where(reference.OfferedAreas.ContainsKey);
        if (!EmailAddress.TryParse(form["email"], out var address) || form["website"] is not null)
        {
            var error = address is null
                ? new FieldError("email", "Skriv e-postadressen, t.ex. namn@exempel.se.")
                : new FieldError("website", "Fältet som ska lämnas tomt är ifyllt. Töm det och skicka igen.");
            return new Page<SubscribePage>(SubscribeModel.Of(reference, form, [error]), StatusCodes.Status400BadRequest);
        }

        await subscriptions.AskAsync(reference.Municipality, [.. codes.Select(code => reference.Areas[code])], address, cancellationToken);
        return Step(http, StatusCodes.Status202Accepted, ModelOf(
            reference,
            "Titta i din e-post",
            "Vi har skickat en fråga till adressen. Utskicken börjar när du har svarat ja. "
                + "Kommer inget brev inom en stund: titta i skräpposten."));
    }

    private static async Task<IResult> ShowConfirmationAsync(
        string municipality, string? kod, HttpContext http, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var name = SwedishText.MunicipalityInFull(reference.Municipality.Name);
        return Step(http, StatusCodes.Status200OK, ModelOf(
            reference,
            "Vill du ha utskicken?",
            $"Svara ja så skriver vi till dig om trygghetsarbetet i {name}.",
            "Ja, jag vill ha utskicken",
            Action(municipality, "bekrafta", kod)));
    }

    private static async Task<IResult> ConfirmAsync(
        string municipality, string? kod, SubscriptionService subscriptions, [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return await subscriptions.ConfirmAsync(municipality, kod ?? "", cancellationToken)
            ? Step(http, StatusCodes.Status200OK, ModelOf(
                reference,
                "Tack, utskicken är igång",
                "Vi skriver när något händer. Varje brev har en länk som avslutar utskicken."))
            : Step(http, StatusCodes.Status404NotFound, ModelOf(
                reference,
                "Länken gäller inte",
                "Länken är för gammal eller inte hel. Anmäl adressen igen så skickar vi en ny fråga."));
    }

    private static async Task<IResult> ShowEndAsync(
        string municipality, string? kod, HttpContext http, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return Step(http, StatusCodes.Status200OK, ModelOf(
            reference,
            "Vill du avsluta utskicken?",
            "Adressen tas bort och du får inga fler brev.",
            "Ja, avsluta utskicken",
            Action(municipality, "avsluta", kod)));
    }

    private static async Task<IResult> EndAsync(
        string municipality, string? kod, SubscriptionService subscriptions, [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        await subscriptions.EndAsync(municipality, kod ?? "", cancellationToken);
        return Step(http, StatusCodes.Status200OK, ModelOf(
            reference,
            "Utskicken är avslutade",
            "Adressen är borttagen och du får inga fler brev."));
    }

    private static string Action(string municipality, string step, string? token) =>
        $"/{municipality}/prenumerera/{step}?kod={Uri.EscapeDataString(token ?? "")}";

    private static SubscriptionStepModel ModelOf(
        MunicipalityReference reference, string heading, string text, string? button = null, string? action = null) =>
        new(reference.Municipality.Municipality, reference.Municipality.Name, heading, text, button, action);

    private static Page<SubscriptionStepPage> Step(HttpContext http, int status, SubscriptionStepModel model)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new Page<SubscriptionStepPage>(model, status);
    }
}
