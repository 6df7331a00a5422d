using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>Generates, freezes and reads the agenda and the minutes of meetings.</summary>
internal sealed class MeetingPapers(ReportingDbContext db, ReadModelWriter writer, AgendaQuery agendas)
{
    private const Roles ReadAll = Roles.Coordinator | Roles.Police | Roles.Steering;

    /// <summary>A meeting that the caller may read about.</summary>
    /// <exception cref="NotFoundException">There is no such meeting, or the caller's party is not part of it (404).</exception>
    public async Task<MeetingChanged> RequireAsync(
        string municipality, Guid id, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var meeting = await db.FindProjectedAsync<MeetingChanged>(municipality, id, cancellationToken);
        var party = caller.OnlyParty(ReadAll);
        return meeting is not null && (party is null || meeting.Parties.Contains(party) || meeting.Attended.Contains(party))
            ? meeting
            : throw new NotFoundException("Mötet");
    }

    /// <summary>The agenda, frozen when the meeting was opened; before then it follows the data.</summary>
    public async Task<MeetingAgenda> AgendaAsync(
        MunicipalityReference reference, MeetingChanged meeting, CancellationToken cancellationToken) =>
        await FrozenAsync(meeting, cancellationToken) is { } papers
            ? SnapshotJson.Read<MeetingAgenda>(papers.Agenda)
            : await agendas.GenerateAsync(reference, meeting, cancellationToken);

    /// <summary>The minutes of a closed meeting.</summary>
    /// <exception cref="NotFoundException">The meeting is not closed (404).</exception>
    public async Task<MeetingMinutes> MinutesAsync(MeetingChanged meeting, CancellationToken cancellationToken) =>
        (await FrozenAsync(meeting, cancellationToken))?.Minutes is { } minutes
            ? SnapshotJson.Read<MeetingMinutes>(minutes)
            : throw new NotFoundException("Mötet är inte avslutat, så protokollet");

    /// <summary>
    /// Freezes the papers that the status of the meeting requires, once, inside the caller's transaction. Does nothing until the names of
    /// the municipality have arrived.
    /// </summary>
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
            var agenda = await agendas.GenerateAsync(reference, meeting, cancellationToken) with { IsFrozen = true };
            papers = new StoredMeetingPapers
            {
                MeetingId = meeting.MeetingId,
                Municipality = meeting.Municipality,
                Agenda = SnapshotJson.Write(agenda),
            };
            db.MeetingPapers.Add(papers);
        }

        if (meeting.Status == MeetingStatus.Closed && papers.Minutes is null)
        {
            var parties = await db.ReadPartyNamesAsync(reference.AsOf(meeting.On), cancellationToken);
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
