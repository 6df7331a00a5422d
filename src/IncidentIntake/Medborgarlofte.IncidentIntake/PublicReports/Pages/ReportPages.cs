using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Http.Forms;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.IncidentIntake.PublicReports.Pages;

/// <summary>
/// The pages on which anyone reports, without scripts. They use no cookies, so there is nothing that a forged post could
/// borrow, and no antiforgery token is needed. A receipt is shown once, as a link and as a code to write in.
/// </summary>
internal static class ReportPages
{
    private const string Root = @"/{municipality:regex(^\d{{4}}$)}/rapportera";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Root).AllowEveryone().ExcludeFromDescription();
        pages.MapPage("", FormAsync);
        pages.MapPost("", ReportAsync);
        pages.MapPage("/status", AskAsync);
        pages.MapPost("/status", StatusAsync);
    }

    private static async Task<IResult> FormAsync(string municipality, MunicipalityRulesCache cache, TimeProvider time) =>
        Form(await cache.RequireAsync(municipality), new ReportForm(), [], time);

    private static async Task<IResult> ReportAsync(
        string municipality, HttpContext http, MunicipalityRulesCache cache, QuarantineDoor door, TimeProvider time, CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        rules.RequireOpen();
        var form = ReportForm.From(await SubmittedForm.ReadAsync(http.Request, cancellationToken));
        var errors = new RequestErrors();
        var told = form.Told(rules, time.GetUtcNow(), errors);
        var token = Secret.Create();
        try
        {
            await door.LetInAsync(told, PublicSender.Anyone, rules, errors, token, cancellationToken);
        }
        catch (InvalidRequestException)
        {
            return Form(rules, form, ReportForm.Tell(errors), time, StatusCodes.Status400BadRequest);
        }

        http.Response.Headers.CacheControl = "no-store";
        return new Page<ReceiptPage>(new ReceiptModel(rules.Code, rules.Name, token), StatusCodes.Status201Created);
    }

    // The receipt's link carries the code; without it the page asks for the code.
    private static async Task<IResult> AskAsync(
        string municipality, string? kod, HttpResponse response, MunicipalityRulesCache cache, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        return kod is null
            ? new Page<StatusPage>(new StatusModel(rules, null, []))
            : await ShowAsync(kod, rules, response, db, cancellationToken);
    }

    private static async Task<IResult> StatusAsync(
        string municipality, HttpContext http, MunicipalityRulesCache cache, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var form = await SubmittedForm.ReadAsync(http.Request, cancellationToken);
        return await ShowAsync(form["token"], rules, http.Response, db, cancellationToken);
    }

    private static async Task<Page<StatusPage>> ShowAsync(
        string? token, MunicipalityRules rules, HttpResponse response, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        var status = await PublicReportStatus.FindAsync(token, rules, db, cancellationToken);
        response.Headers.CacheControl = "no-store";

        // The address may hold the receipt's code: it goes to no other page and into no log of theirs.
        response.Headers["Referrer-Policy"] = "no-referrer";
        return status is not null
            ? new Page<StatusPage>(new StatusModel(rules, status, []))
            : new Page<StatusPage>(
                new StatusModel(rules, null, [new FieldError("token", "Ingen rapport har den koden. Kontrollera att du har skrivit hela koden rätt.")]),
                StatusCodes.Status404NotFound);
    }

    private static Page<ReportFormPage> Form(
        MunicipalityRules rules, ReportForm values, IReadOnlyList<FieldError> errors, TimeProvider time, int status = StatusCodes.Status200OK)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), rules.TimeZone).DateTime);
        return new Page<ReportFormPage>(new ReportFormModel(rules, values, errors, today), status);
    }
}
