using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Web;
using Medborgarlofte.Web.Forms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.IncidentIntake.PublicReports.Pages;

/// <summary>
/// The pages on which anyone reports, without scripts. They use no cookies, so there is nothing that a forged post could
/// borrow, and no antiforgery token is needed. A receipt's token is never part of an address: it is shown once and posted.
/// </summary>
internal static class ReportPages
{
    private const string Root = @"/{municipality:regex(^\d{{4}}$)}/rapportera";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Root).ExcludeFromDescription();
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

    private static async Task<IResult> AskAsync(string municipality, MunicipalityRulesCache cache) =>
        new Page<StatusPage>(new StatusModel(await cache.RequireAsync(municipality), null, []));

    private static async Task<IResult> StatusAsync(
        string municipality, HttpContext http, MunicipalityRulesCache cache, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var form = await SubmittedForm.ReadAsync(http.Request, cancellationToken);
        var status = await PublicReportStatus.FindAsync(form["token"], rules, db, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
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
