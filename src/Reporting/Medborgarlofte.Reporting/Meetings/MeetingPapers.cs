using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>Draws up a meeting's agenda and minutes, freezes them, and finds the frozen ones.</summary>
internal sealed class MeetingPapers(ReportingDbContext db, OneWriter writer, AgendaQuery agendas)
{
    private const Roles SeeAll = Roles.Coordinator | Roles.Police | Roles.Steering;

    /// <summary>Finds a meeting that the caller may see.</summary>
    /// <exception cref="NotFoundException">There is none, or the caller's party has nothing to do with it (404).</exception>
    public async Task<MeetingChanged> RequireAsync(string municipality, Guid id, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var kept = await db.Projections.AsNoTracking().SingleOrDefaultAsync(
            projection => projection.Type == nameof(MeetingChanged) && projection.Id == id && projection.Municipality == municipality, cancellationToken);
        var party = caller.OnlyParty(SeeAll);
        return kept?.Read<MeetingChanged>() is { } meeting && (party is null || meeting.Parties.Contains(party) || meeting.Attended.Contains(party))
            ? meeting
            : throw new NotFoundException("Mötet");
    }

    /// <summary>The agenda: as it was when the meeting was opened, or as it is now while the meeting is only planned.</summary>
    public async Task<MeetingAgenda> AgendaAsync(MunicipalityReference reference, MeetingChanged meeting, CancellationToken cancellationToken) =>
        await FrozenAsync(meeting, cancellationToken) is { } papers
            ? SnapshotJson.Read<MeetingAgenda>(papers.Agenda)
            : await agendas.DrawUpAsync(reference, meeting, cancellationToken);

    /// <summary>The minutes of a closed meeting.</summary>
    /// <exception cref="NotFoundException">The meeting is not closed (404).</exception>
    public async Task<MeetingMinutes> MinutesAsync(MeetingChanged meeting, CancellationToken cancellationToken) =>
        (await FrozenAsync(meeting, cancellationToken))?.Minutes is { } minutes
            ? SnapshotJson.Read<MeetingMinutes>(minutes)
            : throw new NotFoundException("Mötet är inte avslutat, så protokollet");

    /// <summary>Freezes what a meeting has come to, once; call it within a write. Waits for the municipality's names where they have not arrived.</summary>
    public async Task FreezeAsync(MeetingChanged meeting, CancellationToken cancellationToken)
    {
        if (meeting.Status is not (MeetingStatus.Opened or MeetingStatus.Closed)
            || await MunicipalityReference.FindAsync(db, meeting.Municipality, cancellationToken) is not { } reference)
        {
            return;
        }

        var papers = await db.MeetingPapers.FindAsync([meeting.MeetingId], cancellationToken);
        if (papers is null)
        {
            var agenda = await agendas.DrawUpAsync(reference, meeting, cancellationToken) with { IsFrozen = true };
            papers = new StoredMeetingPapers { MeetingId = meeting.MeetingId, Municipality = meeting.Municipality, Agenda = SnapshotJson.Write(agenda) };
            db.MeetingPapers.Add(papers);
        }

        if (meeting.Status == MeetingStatus.Closed && papers.Minutes is null)
        {
            var parties = new Parties(await MunicipalityReference.ListAsync(db, cancellationToken));
            papers.Minutes = SnapshotJson.Write(MeetingMinutes.Of(meeting, SnapshotJson.Read<MeetingAgenda>(papers.Agenda), parties));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<StoredMeetingPapers?> FrozenAsync(MeetingChanged meeting, CancellationToken cancellationToken)
    {
        var papers = await FindAsync(meeting.MeetingId, cancellationToken);
        if (meeting.Status is (MeetingStatus.Planned or MeetingStatus.Cancelled))
        {
            return papers;
        }

        if (papers is null || (meeting.Status == MeetingStatus.Closed && papers.Minutes is null))
        {
            await writer.WriteAsync(db, () => FreezeAsync(meeting, cancellationToken), cancellationToken);
            papers = await FindAsync(meeting.MeetingId, cancellationToken);
        }

        return papers;
    }

    private Task<StoredMeetingPapers?> FindAsync(Guid meetingId, CancellationToken cancellationToken) =>
        db.MeetingPapers.AsNoTracking().SingleOrDefaultAsync(papers => papers.MeetingId == meetingId, cancellationToken);
}
