using Medborgarlofte.Reporting.FollowUps.Pages;
using Medborgarlofte.Reporting.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The follow-ups of a municipality.</summary>
/// <param name="Items">The follow-ups, latest first.</param>
public sealed record FollowUpList(IReadOnlyList<FollowUpListItem> Items);

/// <summary>A follow-up in the list.</summary>
/// <param name="Code">Code of the period.</param>
/// <param name="Name">Swedish name of the period.</param>
/// <param name="State">Published or draft.</param>
/// <param name="Links">Links to the follow-up.</param>
public sealed record FollowUpListItem(string Code, string Name, FollowUpState State, FollowUpLinks Links);

/// <summary>Links to a follow-up.</summary>
/// <param name="Self">The latest publication, or the draft if there is none.</param>
/// <param name="Draft">The follow-up from current data.</param>
/// <param name="Page">The web page.</param>
public sealed record FollowUpLinks(string Self, string Draft, string Page);

/// <summary>A coordinator's text for a row.</summary>
/// <param name="Text">The text, at most 2000 characters.</param>
public sealed record ReplaceText(string? Text);

internal static class FollowUpEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        var group = municipality.MapGroup("/follow-ups");
        group.MapGet("", ListAsync).WithName("listFollowUps").AllowEveryone();
        group.MapGet("/{period}", ReadAsync).WithName("getFollowUp").AllowEveryone().WithPage().Produces<FollowUp>();
        group.MapPost("/{period}/publications", PublishAsync).WithName("publishFollowUp").RequireRoles(Roles.Coordinator)
            .WithProblems(StatusCodes.Status409Conflict);
        group.MapPut("/{period}/texts/{problemAreaId:guid}", ReplaceTextAsync).WithName("replaceFollowUpText")
            .RequireRoles(Roles.Coordinator).WithIfMatch();
        group.MapDelete("/{period}/texts/{problemAreaId:guid}", RestoreTextAsync).WithName("restoreFollowUpText")
            .RequireRoles(Roles.Coordinator).WithIfMatch();
    }

    public static void MapPage(IEndpointRouteBuilder app) =>
        app.MapPage(PageRoutes.Municipality + "/uppfoljning/{period}", ReadPageAsync).AllowEveryone();

    /// <summary>List the follow-ups.</summary>
    /// <remarks>Returns the published periods, and the tertials that have both a promise and cases, latest first, with links.</remarks>
    private static async Task<Ok<FollowUpList>> ListAsync(string municipality, [AsParameters] FollowUpServices services)
    {
        await services.Db.RequireMunicipalityAsync(municipality, services.Cancellation);
        var all = await services.FollowUps.ListAsync(
            municipality, services.Http.User.WorksWithPromise(municipality), services.Cancellation);
        return TypedResults.Ok(new FollowUpList([.. all.Select(followUp => ToResponse(municipality, followUp))]));
    }

    /// <summary>Read a follow-up.</summary>
    /// <remarks>
    /// Returns problem area, measure and effect, row by row: the latest publication, or the draft if nothing is published. Each generated
    /// sentence includes the query for its figures. A browser that prefers HTML gets the page.
    /// </remarks>
    private static async Task<IResult> ReadAsync(
        string municipality, string period, string? version, [AsParameters] FollowUpServices services)
    {
        var followUp = await services.ReadAsync(municipality, period, version);
        if (services.Http.PrefersHtml())
        {
            return new Page<FollowUpPage>(followUp);
        }

        return TypedResults.Ok(services.Http.User.WorksWithPromise(municipality) ? followUp : services.SmallCells.Suppress(followUp));
    }

    private static async Task<IResult> ReadPageAsync(
        string municipality, string period, string? version, [AsParameters] FollowUpServices services) =>
        new Page<FollowUpPage>(await services.ReadAsync(municipality, period, version));

    /// <summary>Publish a follow-up.</summary>
    /// <remarks>
    /// Freezes the draft under the next number; the publication never changes. A period that is not over, or without a promise or problem
    /// areas, is a conflict (409), and so are rows whose text is outdated, because their figures have changed since a coordinator wrote
    /// it. The member rows names them; save each text again, or restore the generated one.
    /// </remarks>
    private static async Task<Created<FollowUp>> PublishAsync(
        string municipality, string period, FollowUpPublications publications, [AsParameters] FollowUpServices services)
    {
        var reference = await services.Db.RequireMunicipalityAsync(municipality, services.Cancellation);
        var followUp = await publications.PublishAsync(reference, Period.Parse(period), services.Cancellation);
        return TypedResults.Created($"{PathOf(municipality, followUp.Period.Code)}?version={followUp.Publication!.Number}", followUp);
    }

    /// <summary>Replace the text of a row.</summary>
    /// <remarks>
    /// Replaces the generated text with a coordinator's text, in the draft and in future publications. The generated text stays readable
    /// beside it. If the generated text changes later, the text is outdated until it is saved again. If-Match names the row's
    /// textVersion: "0" if no text is replaced yet.
    /// </remarks>
    private static async Task<Ok<ProblemText>> ReplaceTextAsync(
        string municipality,
        string period,
        Guid problemAreaId,
        ReplaceText request,
        FollowUpTextEditor editor,
        [AsParameters] FollowUpServices services)
    {
        var reference = await services.Db.RequireMunicipalityAsync(municipality, services.Cancellation);
        var parsed = Period.Parse(period);
        var errors = new RequestErrors();
        errors.CheckText("text", request.Text, FollowUpText.MaxLength);
        errors.ThrowIfAny();
        var replaced = await editor.ReadTextAsync(reference, parsed, problemAreaId, services.Cancellation);
        var key = new FollowUpTextKey(municipality, parsed.Code, problemAreaId);
        await editor.ReplaceAsync(key, request.Text!.Trim(), replaced.Generated, services.Http.Request, services.Cancellation);
        var text = await editor.ReadTextAsync(reference, parsed, problemAreaId, services.Cancellation);
        return Responses.Ok(services.Http, text.TextVersion, text);
    }

    /// <summary>Restore the generated text.</summary>
    /// <remarks>Deletes the replacing text. Has no effect if there is none.</remarks>
    private static async Task<NoContent> RestoreTextAsync(
        string municipality, string period, Guid problemAreaId, FollowUpTextEditor editor, [AsParameters] FollowUpServices services)
    {
        await services.Db.RequireMunicipalityAsync(municipality, services.Cancellation);
        var key = new FollowUpTextKey(municipality, Period.Parse(period).Code, problemAreaId);
        await editor.RestoreAsync(key, services.Http.Request, services.Cancellation);
        services.Http.Response.SetETag(0);
        return TypedResults.NoContent();
    }

    private static FollowUpListItem ToResponse(string municipality, FollowUpReference followUp)
    {
        var self = PathOf(municipality, followUp.Code);
        var links = new FollowUpLinks(self, self + "?version=draft", $"/{municipality}/uppfoljning/{followUp.Code}");
        return new FollowUpListItem(followUp.Code, followUp.Name, followUp.State, links);
    }

    private static string PathOf(string municipality, string period) => $"/api/v1/municipalities/{municipality}/follow-ups/{period}";
}

/// <summary>The services of the endpoints.</summary>
/// <remarks>FromServices is explicit, because the API document infers a request body from services in a record.</remarks>
internal sealed record FollowUpServices(
    [FromServices] ReportingDbContext Db,
    [FromServices] FollowUpQuery FollowUps,
    [FromServices] SmallCellSuppression SmallCells,
    HttpContext Http,
    CancellationToken Cancellation)
{
    public async Task<FollowUp> ReadAsync(string municipality, string period, string? version)
    {
        var reference = await Db.RequireMunicipalityAsync(municipality, Cancellation);
        return await FollowUps.ReadAsync(
            reference,
            Period.Parse(period),
            version,
            Http.User.WorksWithPromise(municipality),
            Cancellation);
    }
}
