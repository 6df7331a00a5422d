using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>The papers of the EST group's meetings, drawn up by the system.</summary>
internal static class MeetingPaperEndpoints
{
    public static void MapMeetingPapers(this IEndpointRouteBuilder app)
    {
        var meeting = app.MapMunicipality().MapGroup("/meetings/{id:guid}");
        meeting.MapGet("/agenda", ReadAgendaAsync).WithName("getMeetingAgenda").RequireRoles(Roles.Parties | Roles.Steering).WithPage().WithAnswerAs(PaperDocument.MediaType).Produces<MeetingAgenda>();
        meeting.MapGet("/minutes", ReadMinutesAsync).WithName("getMeetingMinutes").RequireRoles(Roles.Parties | Roles.Steering).WithPage().WithAnswerAs(PaperDocument.MediaType).Produces<MeetingMinutes>();
    }

    /// <summary>Read the agenda of a meeting.</summary>
    /// <remarks>
    /// Drawn up from the lägesbild and the measures (dagordning): new incidents since the meeting before, citizens' views, proposals, and
    /// measures due, late, hindered or incomplete. From when the meeting is opened it stays as it was then. A browser that prefers HTML gets the
    /// page; format=docx or an Accept header that names Word documents first gives the document.
    /// </remarks>
    private static async Task<IResult> ReadAgendaAsync(
        string municipality, Guid id, FollowUpQuery municipalities, MeetingPapers papers, HttpContext context, CancellationToken cancellationToken)
    {
        var reference = await municipalities.MunicipalityAsync(municipality, cancellationToken);
        var meeting = await papers.RequireAsync(municipality, id, context.User, cancellationToken);
        var agenda = await papers.AgendaAsync(reference, meeting, cancellationToken);
        return Answer(context, agenda, PaperWriter.Write);
    }

    /// <summary>Read the minutes of a meeting.</summary>
    /// <remarks>
    /// The parties that took part, what was decided and the agenda (protokoll), as they were when the meeting was closed; not there before
    /// (404). A browser that prefers HTML gets the page; format=docx or an Accept header that names Word documents first gives the document.
    /// </remarks>
    private static async Task<IResult> ReadMinutesAsync(
        string municipality, Guid id, FollowUpQuery municipalities, MeetingPapers papers, HttpContext context, CancellationToken cancellationToken)
    {
        await municipalities.MunicipalityAsync(municipality, cancellationToken);
        var meeting = await papers.RequireAsync(municipality, id, context.User, cancellationToken);
        return Answer(context, await papers.MinutesAsync(meeting, cancellationToken), PaperWriter.Write);
    }

    private static IResult Answer<T>(HttpContext context, T document, Func<T, Paper> write)
    {
        // Nothing of a meeting may stay in a cache that others share.
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.PrefersHtml())
        {
            return ReportingPages.Paper(write(document));
        }

        return context.Prefers("docx", PaperDocument.MediaType) ? PaperDocument.Of(write(document)) : TypedResults.Ok(document);
    }
}
