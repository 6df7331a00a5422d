using Medborgarlofte.Contracts.Retention;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>One run of the erasure: what it erased, in numbers only.</summary>
internal sealed class RetentionRun
{
    public const string Nightly = "nightly";

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>The day whose nightly run it is, so that one replica does it; null where somebody asked for it.</summary>
    public DateOnly? Night { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }

    public int IncidentTexts { get; set; }

    public int IncidentNotes { get; set; }

    public int CitizenViewTexts { get; set; }

    public int ImportRefusals { get; set; }

    public int Incidents { get; set; }

    public int ServiceRequestUpdates { get; set; }

    public int MeasureNotes { get; private set; }

    public int FollowUpTexts { get; private set; }

    public int Publications { get; private set; }

    public int WatchMembers { get; private set; }

    public int WatchNotices { get; private set; }

    public int MeasureNotices { get; private set; }

    /// <summary>Notes what another module has erased. Each type is held by one module, so hearing it twice changes nothing.</summary>
    public void Note(DocumentType type, int count)
    {
        switch (type)
        {
            case DocumentType.MeasureNote:
                MeasureNotes = count;
                break;
            case DocumentType.FollowUpText:
                FollowUpTexts = count;
                break;
            case DocumentType.Publication:
                Publications = count;
                break;
            case DocumentType.WatchMember:
                WatchMembers = count;
                break;
            case DocumentType.WatchNotice:
                WatchNotices = count;
                break;
            case DocumentType.MeasureNotice:
                MeasureNotices = count;
                break;
        }
    }
}
