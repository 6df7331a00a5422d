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
/// <param name="PromiseId">The promise that is followed up.</param>
/// <param name="PromiseTitle">Current title of the promise.</param>
/// <param name="Links">Links to the follow-up.</param>
public sealed record FollowUpListItem(
    string Code, string Name, FollowUpState State, Guid PromiseId, string PromiseTitle, FollowUpLinks Links);

/// <summary>Links to a follow-up.</summary>
/// <param name="Self">The latest publication, or the draft if there is none.</param>
/// <param name="Draft">The follow-up from current data.</param>
/// <param name="Page">The web page.</param>
public sealed record FollowUpLinks(string Self, string Draft, string Page);

/// <summary>A publication of a follow-up.</summary>
/// <param name="On">
/// Day of the publication, after the end of the period; earlier than today if it was published elsewhere. Default: today.
/// </param>
public sealed record PublicationRequest(DateOnly? On = null);

/// <summary>A coordinator's text for a row.</summary>
/// <param name="Text">The text, at most 2000 characters.</param>
public sealed record ReplaceText(string? Text);

internal static class FollowUpEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        var group = municipality.MapGroup("/follow-ups");
        group.MapGet("", ListAsync).WithName("listFollowUps").AllowEveryone();
        group.MapGet("/{period}", ReadAsync).WithName("getFollowUp").AllowEveryone().WithPage()
            .Produces<FollowUp>().Produces<FollowUpList>(StatusCodes.Status300MultipleChoices);
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
    /// <remarks>
    /// Returns the published follow-ups, and those of the tertials that have both a promise and cases, latest first, with links. Each
    /// promise has its own follow-ups.
    /// </remarks>
    private static async Task<Ok<FollowUpList>> ListAsync(string municipality, [AsParameters] FollowUpServices services)
    {
        await services.Db.RequireMunicipalityAsync(municipality, services.Cancellation);
        var all = await services.FollowUps.ListAsync(
            municipality, services.Http.User.WorksWithPromise(municipality), services.Cancellation);
        return TypedResults.Ok(ToResponse(municipality, all, services.Http.Request));
    }

    /// <summary>Read a follow-up.</summary>
    /// <remarks>
    /// Returns problem area, measure and effect, row by row: the latest publication, or the draft if nothing is published. Each generated
    /// sentence includes the query for its figures. A browser that prefers HTML gets the page. If several promises have follow-ups of the
    /// period, the address names one with promise; otherwise the response is the list of them (300).
    /// </remarks>
    private static async Task<IResult> ReadAsync(
        string municipality, string period, Guid? promise, string? version, [AsParameters] FollowUpServices services)
    {
        var (followUp, choices) = await services.ReadAsync(municipality, period, promise, version);
        if (services.Http.PrefersHtml())
        {
            return PageOf(followUp, choices);
        }

        if (followUp is null)
        {
            return TypedResults.Json(
                ToResponse(municipality, choices.FollowUps, services.Http.Request), statusCode: StatusCodes.Status300MultipleChoices);
        }

        return TypedResults.Ok(followUp);
    }

    private static async Task<IResult> ReadPageAsync(
        string municipality, string period, Guid? promise, string? version, [AsParameters] FollowUpServices services)
    {
        var (followUp, choices) = await services.ReadAsync(municipality, period, promise, version);
        return PageOf(followUp, choices);
    }

    private static IResult PageOf(FollowUp? followUp, FollowUpChoices choices) => followUp is null
        ? new Page<FollowUpChoicePage>(choices, StatusCodes.Status300MultipleChoices)
        : new Page<FollowUpPage>(followUp);

    /// <summary>Publish a follow-up.</summary>
    /// <remarks>
    /// Freezes the draft under the next number; the publication never changes. A period that is not over, or without a promise or problem
    /// areas, is a conflict (409), and so are rows whose text is outdated, because their figures have changed since a coordinator wrote
    /// it. The member rows names them; save each text again, or restore the generated one. If several promises cover the period, promise
    /// names one (409 with the follow-ups to choose from).
    /// </remarks>
    private static async Task<Created<FollowUp>> PublishAsync(
        string municipality,
        string period,
        Guid? promise,
        PublicationRequest? request,
        FollowUpPublications publications,
        [AsParameters] FollowUpServices services)
    {
        var reference = await services.Db.RequireMunicipalityAsync(municipality, services.Cancellation);
        var parsed = Period.Parse(period);
        var followUp = await publications.PublishAsync(
            reference, parsed, await services.RequirePromiseAsync(municipality, parsed, promise), request?.On, services.Cancellation);
        var self = PathOf(municipality, followUp.Period.Code);
        return TypedResults.Created($"{self}?promise={followUp.Promise!.Id}&version={followUp.Publication!.Number}", followUp);
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

    internal static FollowUpList ToResponse(string municipality, IReadOnlyList<FollowUpReference> followUps, HttpRequest request) =>
        new([.. followUps.Select(followUp => ToResponse(municipality, followUp, request))]);

    private static FollowUpListItem ToResponse(string municipality, FollowUpReference followUp, HttpRequest request)
    {
        var self = request.PathBase + PathOf(municipality, followUp.Code) + followUp.Query;
        var links = new FollowUpLinks(
            self,
            self + (followUp.IsOneOfSeveral ? "&" : "?") + "version=draft",
            request.PathBase + followUp.PageIn(municipality));
        return new FollowUpListItem(followUp.Code, followUp.Name, followUp.State, followUp.PromiseId, followUp.PromiseTitle, links);
    }

    private static string PathOf(string municipality, string period) => $"/api/v1/municipalities/{municipality}/follow-ups/{period}";
}

/// <summary>The follow-ups of a period, one for each promise, to choose from.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="FollowUps">The follow-ups.</param>
public sealed record FollowUpChoices(string Municipality, string MunicipalityName, IReadOnlyList<FollowUpReference> FollowUps);

/// <summary>The services of the endpoints.</summary>
/// <remarks>FromServices is explicit, because the API document infers a request body from services in a record.</remarks>
internal sealed record FollowUpServices(
    [FromServices] ReportingDbContext Db,
    [FromServices] FollowUpQuery FollowUps,
    HttpContext Http,
    CancellationToken Cancellation)
{
    /// <summary>The follow-up, or null and the follow-ups to choose from, if the address does not name one of several promises.</summary>
    public async Task<(FollowUp? FollowUp, FollowUpChoices Choices)> ReadAsync(
        string municipality, string period, Guid? promise, string? version)
    {
        var reference = await Db.RequireMunicipalityAsync(municipality, Cancellation);
        var parsed = Period.Parse(period);
        var selection = FollowUpSelection.Parse(promise, version, Http.User.WorksWithPromise(municipality));
        var choices = promise is null ? await FollowUps.ChoicesAsync(municipality, parsed, selection, Cancellation) : [];
        var followUp = choices.Count > 1
            ? null
            : await FollowUps.ReadAsync(
                reference, parsed, selection with { PromiseId = promise ?? (choices is [var only] ? only.PromiseId : null) }, Cancellation);
        return (
            selection.SeesDrafts ? followUp : followUp?.ForResidents(),
            new FollowUpChoices(municipality, reference.Municipality.Name, choices));
    }

    /// <summary>The promise to publish a follow-up of, or null if no promise covers the period.</summary>
    /// <exception cref="ConflictException">Several promises cover the period, and the request does not name one (409).</exception>
    public async Task<PromiseChanged?> RequirePromiseAsync(string municipality, Period period, Guid? promise)
    {
        if (promise is { } named)
        {
            return await FollowUps.RequirePromiseAsync(municipality, named, period, Cancellation);
        }

        var drafts = FollowUpSelection.Parse(promise, "draft", seesDrafts: true);
        var choices = await FollowUps.ChoicesAsync(municipality, period, drafts, Cancellation);
        if (choices.Count > 1)
        {
            var conflict = new ConflictException(
                $"Flera löften gällde under {period.Name}. Ange med promise vilket av dem uppföljningen gäller: "
                + $"{SwedishText.List([.. choices.Select(choice => choice.PromiseTitle)], "eller")}.");
            conflict.Members["items"] = FollowUpEndpoints.ToResponse(municipality, choices, Http.Request).Items;
            throw conflict;
        }

        return choices is [var only] ? await FollowUps.RequirePromiseAsync(municipality, only.PromiseId, period, Cancellation) : null;
    }
}
