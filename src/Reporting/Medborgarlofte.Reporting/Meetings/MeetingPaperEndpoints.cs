using Medborgarlofte.Reporting.Meetings.Pages;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>The generated papers of EST meetings.</summary>
internal static class MeetingPaperEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        var meeting = municipality.MapGroup("/meetings/{id:guid}");
        meeting.MapGet("/agenda", ReadAgendaAsync).WithName("getMeetingAgenda").RequireRoles(Roles.Parties | Roles.Steering)
            .WithPage().WithResponseAs(PaperDocument.MediaType).Produces<MeetingAgenda>();
        meeting.MapGet("/minutes", ReadMinutesAsync).WithName("getMeetingMinutes").RequireRoles(Roles.Parties | Roles.Steering)
            .WithPage().WithResponseAs(PaperDocument.MediaType).Produces<MeetingMinutes>();
    }

    /// <summary>Read the agenda of a meeting.</summary>
    /// <remarks>
    /// Returns the agenda (dagordning), generated from the lägesbild and the measures: new incidents since the previous meeting,
    /// citizens' views, proposals, and measures that are due, late, hindered or incomplete. The agenda is frozen when the meeting is
    /// opened. A browser that prefers HTML gets the page. Use format=docx or an Accept header with Word documents first for a document.
    /// </remarks>
    private static async Task<IResult> ReadAgendaAsync(
        string municipality, Guid id, ReportingDbContext db, MeetingPapers papers, HttpContext context, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var meeting = await papers.RequireAsync(municipality, id, context.User, cancellationToken);
        var agenda = await papers.AgendaAsync(reference, meeting, cancellationToken);
        return ToResult(context, agenda, PaperWriter.Write);
    }

    /// <summary>Read the minutes of a meeting.</summary>
    /// <remarks>
    /// Returns the minutes (protokoll) of a closed meeting: participants, decisions and the agenda, frozen when the meeting was closed.
    /// Not found (404) before then. A browser that prefers HTML gets the page. Use format=docx or an Accept header with Word documents
    /// first for a document.
    /// </remarks>
    private static async Task<IResult> ReadMinutesAsync(
        string municipality, Guid id, ReportingDbContext db, MeetingPapers papers, HttpContext context, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var meeting = await papers.RequireAsync(municipality, id, context.User, cancellationToken);
        return ToResult(context, await papers.MinutesAsync(meeting, cancellationToken), PaperWriter.Write);
    }

    private static IResult ToResult<T>(HttpContext context, T document, Func<T, Paper> write)
    {
        // Shared caches must not store meeting papers.
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.PrefersHtml())
        {
            return new Page<PaperPage>(write(document));
        }

        return context.Prefers("docx", PaperDocument.MediaType) ? PaperDocument.Of(write(document)) : TypedResults.Ok(document);
    }
}
