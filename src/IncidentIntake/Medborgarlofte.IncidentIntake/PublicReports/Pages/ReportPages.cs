namespace Medborgarlofte.IncidentIntake.PublicReports.Pages;

/// <summary>
/// The pages for reports without an account, without scripts. They use no cookies, so a forged request gains nothing and an
/// antiforgery token is unnecessary. A receipt is shown once, as a link and as a code.
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
        string municipality, PublicReportIntake intake, [AsParameters] IntakeServices services)
    {
        var (_, cache, time, http, cancellationToken) = services;
        var rules = await cache.RequireAsync(municipality);
        rules.RequireOpen();
        var form = ReportForm.From(await SubmittedForm.ReadAsync(http.Request, cancellationToken));
        var errors = new RequestErrors();
        var report = form.ToFacts(rules, time.GetUtcNow(), errors);
        var token = Secret.Create();
        try
        {
            await intake.SubmitAsync(report, PublicSender.Anyone, rules, errors, token, cancellationToken);
        }
        catch (InvalidRequestException)
        {
            return Form(rules, form, ReportForm.ToFieldErrors(errors), time, StatusCodes.Status400BadRequest);
        }

        http.Response.Headers.CacheControl = "no-store";
        return new Page<ReceiptPage>(new ReceiptModel(rules.Code, rules.Name, token), StatusCodes.Status201Created);
    }

    // The receipt's link contains the code; without the code the page asks for it.
    private static async Task<IResult> AskAsync(
        string municipality, string? kod, [AsParameters] IntakeServices services)
    {
        var rules = await services.Rules.RequireAsync(municipality);
        return kod is null ? new Page<StatusPage>(StatusModel.Of(rules, null)) : await StatusPageAsync(kod, rules, services);
    }

    private static async Task<IResult> StatusAsync(
        string municipality, [AsParameters] IntakeServices services)
    {
        var rules = await services.Rules.RequireAsync(municipality);
        var form = await SubmittedForm.ReadAsync(services.Http.Request, services.Cancellation);
        return await StatusPageAsync(form["token"], rules, services);
    }

    private static async Task<Page<StatusPage>> StatusPageAsync(string? token, MunicipalityRules rules, IntakeServices services)
    {
        var status = await PublicReportStatus.FindAsync(token, rules, services.Db, services.Cancellation);
        var response = services.Http.Response;
        response.Headers.CacheControl = "no-store";

        // The address may contain the receipt's code, which no other site may receive.
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (status is not null)
        {
            return new Page<StatusPage>(StatusModel.Of(rules, status));
        }

        var unknown = new FieldError("token", "Ingen rapport har den koden. Kontrollera att du har skrivit hela koden rätt.");
        return new Page<StatusPage>(StatusModel.Of(rules, null, unknown), StatusCodes.Status404NotFound);
    }

    private static Page<ReportFormPage> Form(
        MunicipalityRules rules,
        ReportForm values,
        IReadOnlyList<FieldError> errors,
        TimeProvider time,
        int status = StatusCodes.Status200OK)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), rules.TimeZone).DateTime);
        return new Page<ReportFormPage>(ReportFormModel.Of(rules, values, errors, today), status);
    }
}
