namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>An anonymous report without an account.</summary>
public sealed record PublicReportRequest
{
    /// <summary>Category code.</summary>
    public string? Category { get; init; }

    /// <summary>Area code. Default: the area of the position.</summary>
    public string? Area { get; init; }

    /// <summary>Position in WGS 84, or null.</summary>
    public Position? Position { get; init; }

    /// <summary>Earliest time at which it can have happened.</summary>
    public DateTimeOffset? OccurredFrom { get; init; }

    /// <summary>Latest time at which it can have happened. Default: occurredFrom.</summary>
    public DateTimeOffset? OccurredTo { get; init; }

    /// <summary>What happened, without names of persons; at most 4,000 characters.</summary>
    public string? Description { get; init; }

    internal IncidentFactsRequest ToFacts() => new()
    {
        Category = Category,
        Area = Area,
        Position = Position,
        OccurredFrom = OccurredFrom,
        OccurredTo = OccurredTo,
        Description = Description,
    };
}

/// <summary>The receipt for a public report.</summary>
/// <param name="ReceiptToken">Gives access to the status of the report. Returned only once; only its hash is stored.</param>
/// <param name="Status">Status.</param>
/// <param name="Text">The status as a Swedish sentence.</param>
/// <param name="Notice">Where to turn in an emergency.</param>
public sealed record PublicReportResponse(string ReceiptToken, PublicReportState Status, string Text, string Notice);

/// <summary>A query for the status of a report. The token is in the body, because logs and traces contain addresses.</summary>
public sealed record PublicReportStatusRequest
{
    /// <summary>The token of the receipt.</summary>
    public string? ReceiptToken { get; init; }
}

/// <summary>Reports without an account, and their status.</summary>
internal static class PublicReportEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost("/public-reports", ReportAsync).WithName("reportPublicly").AllowEveryone()
            .WithProblems(StatusCodes.Status403Forbidden);
        municipality.MapPost("/public-report-statuses", StatusAsync).WithName("askPublicReportStatus").AllowEveryone();
    }

    /// <exception cref="ProblemException">The municipality does not accept reports without an account (403).</exception>
    public static void RequireOpen(this MunicipalityRules rules)
    {
        if (!rules.TakesPublicReports)
        {
            throw new ProblemException(
                StatusCodes.Status403Forbidden,
                "public-reporting-closed",
                "Rapportering är stängd",
                $"{rules.Name} tar inte emot rapporter här. {PublicReportStatus.Notice}");
        }
    }

    /// <summary>Report without an account.</summary>
    /// <remarks>
    /// Anyone may report anonymously. The report is in quarantine until a party has verified it. The token of the receipt is returned
    /// only once. Identical reports within ten minutes are stored once. A municipality may have closed reporting (403). Limit without
    /// sign-in: 20 reports in ten minutes from one address.
    /// </remarks>
    private static async Task<Created<PublicReportResponse>> ReportAsync(
        string municipality,
        PublicReportRequest request,
        MunicipalityRulesCache cache,
        PublicReportIntake intake,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        rules.RequireOpen();
        var errors = new RequestErrors();
        if (request.OccurredFrom is null)
        {
            errors.Add("occurredFrom", "occurredFrom saknas.");
        }

        errors.CheckText("description", request.Description, IncidentFacts.MaxDescriptionLength);
        var token = Secret.Create();
        await intake.SubmitAsync(request.ToFacts(), PublicSender.Anyone, rules, errors, token, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/api/v1/municipalities/{municipality}/public-report-statuses",
            new PublicReportResponse(
                token, PublicReportState.Received, PublicReportStatus.TextOf(IncidentStatus.Quarantined), PublicReportStatus.Notice));
    }

    /// <summary>Read the status of a public report.</summary>
    /// <remarks>By the token of the receipt, which is in the body because logs contain addresses. An unknown token is 404.</remarks>
    private static async Task<Ok<PublicReportStatusResponse>> StatusAsync(
        string municipality,
        PublicReportStatusRequest request,
        MunicipalityRulesCache cache,
        IncidentIntakeDbContext db,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var status = await PublicReportStatus.FindAsync(request.ReceiptToken, rules, db, cancellationToken)
            ?? throw new NotFoundException("Rapporten");
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(status);
    }
}
