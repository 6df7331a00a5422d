using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>What anyone tells of, without an account and without saying who they are.</summary>
public sealed record PublicReportRequest
{
    /// <summary>Category code.</summary>
    public string? Category { get; init; }

    /// <summary>Area code; found from the position where it is left out.</summary>
    public string? Area { get; init; }

    /// <summary>Position in WGS 84, or null.</summary>
    public Position? Position { get; init; }

    /// <summary>Earliest time at which it can have happened.</summary>
    public DateTimeOffset? OccurredFrom { get; init; }

    /// <summary>Latest time at which it can have happened; the earliest where it is left out.</summary>
    public DateTimeOffset? OccurredTo { get; init; }

    /// <summary>What happened, without names of persons; at most 4,000 characters.</summary>
    public string? Description { get; init; }

    internal IncidentFactsRequest Told() => new()
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
/// <param name="ReceiptToken">Shows how the report goes; told this once and known to nobody else.</param>
/// <param name="Status">How it goes.</param>
/// <param name="Text">The same in a Swedish sentence.</param>
/// <param name="Notice">What to do where it is acute.</param>
public sealed record PublicReportResponse(string ReceiptToken, PublicReportState Status, string Text, string Notice);

/// <summary>Asks how a report goes. The token stands in the body, since addresses are written in logs and traces.</summary>
public sealed record PublicReportStatusRequest
{
    /// <summary>The token of the receipt.</summary>
    public string? ReceiptToken { get; init; }
}

/// <summary>Reports by anyone, and how they go.</summary>
internal static class PublicReportEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost("/public-reports", ReportAsync).WithName("reportPublicly").AllowEveryone().WithProblems(StatusCodes.Status403Forbidden);
        municipality.MapPost("/public-report-statuses", StatusAsync).WithName("askPublicReportStatus").AllowEveryone();
    }

    /// <exception cref="ProblemException">The municipality takes no reports without an account (403).</exception>
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
    /// Anyone may tell what happened, without saying who they are. The report waits in quarantine until a party has verified it. The
    /// token of the receipt is told this once. The same told again within ten minutes is stored once. A municipality may have
    /// closed this (403); somebody without sign-in may send 20 in ten minutes from one address.
    /// </remarks>
    private static async Task<Created<PublicReportResponse>> ReportAsync(
        string municipality,
        PublicReportRequest request,
        MunicipalityRulesCache cache,
        QuarantineDoor door,
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
        await door.LetInAsync(request.Told(), PublicSender.Anyone, rules, errors, token, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/api/v1/municipalities/{municipality}/public-report-statuses",
            new PublicReportResponse(
                token, PublicReportState.Received, PublicReportStatus.TextOf(Contracts.Incidents.IncidentStatus.Quarantined), PublicReportStatus.Notice));
    }

    /// <summary>Ask how a public report goes.</summary>
    /// <remarks>By the token of the receipt, which stands in the body since addresses are written in logs. A token that is not known is 404.</remarks>
    private static async Task<Ok<PublicReportStatusResponse>> StatusAsync(
        string municipality,
        PublicReportStatusRequest request,
        MunicipalityRulesCache cache,
        IncidentIntakeDbContext db,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var status = await PublicReportStatus.FindAsync(request.ReceiptToken, rules, db, cancellationToken) ?? throw new NotFoundException("Rapporten");
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(status);
    }
}
