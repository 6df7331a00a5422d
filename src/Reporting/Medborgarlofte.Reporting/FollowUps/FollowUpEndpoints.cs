using System.Security.Claims;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The follow-ups of a municipality.</summary>
/// <param name="Items">The follow-ups, the latest first.</param>
public sealed record FollowUpList(IReadOnlyList<FollowUpListItem> Items);

/// <summary>A follow-up in the list.</summary>
/// <param name="Code">Code of the period.</param>
/// <param name="Name">Swedish name of the period.</param>
/// <param name="State">Published, or still a draft.</param>
/// <param name="Links">Where to read it.</param>
public sealed record FollowUpListItem(string Code, string Name, FollowUpState State, FollowUpLinks Links);

/// <summary>Where a follow-up is read.</summary>
/// <param name="Self">The follow-up as it is shown.</param>
/// <param name="Draft">The follow-up as it would be published now.</param>
/// <param name="Page">The page for people.</param>
public sealed record FollowUpLinks(string Self, string Draft, string Page);

/// <summary>A coordinator's text for a row.</summary>
/// <param name="Text">The text, at most 2000 characters.</param>
public sealed record ReplaceText(string? Text);

internal static class FollowUpEndpoints
{
    public static void MapFollowUps(this IEndpointRouteBuilder app)
    {
        var group = app.MapMunicipality().MapGroup("/follow-ups");
        group.MapGet("", ListAsync).WithName("listFollowUps").AllowEveryone();
        group.MapGet("/{period}", ReadAsync).WithName("getFollowUp").AllowEveryone().WithPage().Produces<FollowUp>();
        group.MapPost("/{period}/publications", PublishAsync).WithName("publishFollowUp").RequireRoles(Roles.Coordinator).WithProblems(StatusCodes.Status409Conflict);
        group.MapPut("/{period}/texts/{problemAreaId:guid}", ReplaceTextAsync).WithName("replaceFollowUpText").RequireRoles(Roles.Coordinator).WithIfMatch();
        group.MapDelete("/{period}/texts/{problemAreaId:guid}", RestoreTextAsync).WithName("restoreFollowUpText").RequireRoles(Roles.Coordinator).WithIfMatch();
    }

    /// <summary>List the follow-ups.</summary>
    /// <remarks>The periods that are published, and the tertials that have both a promise and cases; the latest first, with links.</remarks>
    private static async Task<Ok<FollowUpList>> ListAsync(
        string municipality, FollowUpQuery followUps, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        await followUps.MunicipalityAsync(municipality, cancellationToken);
        var all = await followUps.ListAsync(municipality, caller.WorksWithPromise(municipality), cancellationToken);
        return TypedResults.Ok(new FollowUpList([.. all.Select(followUp =>
        {
            var self = PathOf(municipality, followUp.Code);
            var links = new FollowUpLinks(self, self + "?version=draft", PublicPages.FollowUpPath(municipality, followUp.Code));
            return new FollowUpListItem(followUp.Code, followUp.Name, followUp.State, links);
        })]));
    }

    /// <summary>Read a follow-up.</summary>
    /// <remarks>
    /// Problem area, measure and effect, row by row. The latest publication, or the draft where nothing is published. Each generated
    /// sentence carries the query behind its figures. A browser that prefers HTML gets the page.
    /// </remarks>
    private static async Task<IResult> ReadAsync(
        string municipality, string period, string? version, FollowUpQuery followUps, HttpContext context, CancellationToken cancellationToken)
    {
        var reference = await followUps.MunicipalityAsync(municipality, cancellationToken);
        var followUp = await followUps.ReadAsync(reference, context.User.OpenPeriod(municipality, period), version, context.User.WorksWithPromise(municipality), cancellationToken);
        return context.PrefersHtml()
            ? ReportingPages.FollowUp(followUp)
            : TypedResults.Ok(context.User.WorksWithPromise(municipality) ? followUp : OpenData.Of(followUp));
    }

    /// <summary>Publish a follow-up.</summary>
    /// <remarks>
    /// Freezes the draft as it is now under the next number; it never changes after. A period without promise or problem areas is a
    /// conflict (409).
    /// </remarks>
    private static async Task<Created<FollowUp>> PublishAsync(
        string municipality, string period, FollowUpQuery followUps, FollowUpPublications publications, CancellationToken cancellationToken)
    {
        var reference = await followUps.MunicipalityAsync(municipality, cancellationToken);
        var followUp = await publications.PublishAsync(reference, Periods.Parse(period), cancellationToken);
        return TypedResults.Created($"{PathOf(municipality, followUp.Period.Code)}?version={followUp.Publication!.Number}", followUp);
    }

    /// <summary>Replace the text of a row.</summary>
    /// <remarks>
    /// Puts the words of a coordinator in place of the generated text, in the draft and in publications to come. The generated text
    /// stays readable beside it. If-Match names the row's textVersion: "0" where no text is replaced yet.
    /// </remarks>
    private static async Task<Ok<ProblemText>> ReplaceTextAsync(
        string municipality,
        string period,
        Guid problemAreaId,
        ReplaceText request,
        HttpContext http,
        FollowUpQuery followUps,
        FollowUpDraft draft,
        ReportingDbContext db,
        OneWriter writer,
        CancellationToken cancellationToken)
    {
        var reference = await followUps.MunicipalityAsync(municipality, cancellationToken);
        var parsed = Periods.Parse(period);
        var errors = new RequestErrors();
        errors.CheckText("text", request.Text, FollowUpText.MaxLength);
        errors.ThrowIfAny();
        await RowOfAsync(draft, reference, parsed, problemAreaId, cancellationToken);

        var text = request.Text!.Trim();
        await writer.WriteAsync(
            db,
            async () =>
            {
                var stored = await db.FollowUpTexts.FindAsync([municipality, parsed.Code, problemAreaId], cancellationToken);
                http.Request.RequireIfMatch(stored?.Version ?? 0);
                if (stored is null)
                {
                    db.FollowUpTexts.Add(new FollowUpText
                    {
                        Municipality = municipality,
                        Period = parsed.Code,
                        ProblemAreaId = problemAreaId,
                        Text = text,
                    });
                }
                else
                {
                    stored.Text = text;
                    stored.Version++;
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        var problem = (await RowOfAsync(draft, reference, parsed, problemAreaId, cancellationToken)).Problem;
        http.Response.SetETag(problem.TextVersion);
        return TypedResults.Ok(problem);
    }

    /// <summary>Go back to the generated text.</summary>
    /// <remarks>Takes away the replacing text. Nothing happens where there is none.</remarks>
    private static async Task<NoContent> RestoreTextAsync(
        string municipality,
        string period,
        Guid problemAreaId,
        HttpContext http,
        FollowUpQuery followUps,
        ReportingDbContext db,
        OneWriter writer,
        CancellationToken cancellationToken)
    {
        await followUps.MunicipalityAsync(municipality, cancellationToken);
        var code = Periods.Parse(period).Code;
        await writer.WriteAsync(
            db,
            async () =>
            {
                if (await db.FollowUpTexts.FindAsync([municipality, code, problemAreaId], cancellationToken) is { } stored)
                {
                    http.Request.RequireIfMatch(stored.Version);
                    db.FollowUpTexts.Remove(stored);
                    await db.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);
        http.Response.SetETag(0);
        return TypedResults.NoContent();
    }

    private static async Task<FollowUpRow> RowOfAsync(
        FollowUpDraft draft, MunicipalityReference reference, Period period, Guid problemAreaId, CancellationToken cancellationToken)
    {
        var followUp = await draft.WriteAsync(reference, period, cancellationToken);
        return followUp.Rows.FirstOrDefault(row => row.ProblemAreaId == problemAreaId)
            ?? throw new NotFoundException($"Problemområdet i uppföljningen av {period.Name}");
    }

    private static string PathOf(string municipality, string period) => $"/api/v1/municipalities/{municipality}/follow-ups/{period}";
}
