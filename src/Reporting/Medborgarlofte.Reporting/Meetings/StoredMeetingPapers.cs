namespace Medborgarlofte.Reporting.Meetings;

/// <summary>The frozen papers of a meeting, with the names and figures of that time. A replay does not change them.</summary>
internal sealed class StoredMeetingPapers
{
    public required Guid MeetingId { get; init; }
    public required string Municipality { get; init; }

    /// <summary>The agenda as JSON. It never changes.</summary>
    public required string Agenda { get; init; }

    /// <summary>The minutes as JSON; null until the meeting is closed. They never change.</summary>
    public string? Minutes { get; set; }
}

internal sealed class StoredMeetingPapersConfiguration : IEntityTypeConfiguration<StoredMeetingPapers>
{
    public void Configure(EntityTypeBuilder<StoredMeetingPapers> builder)
    {
        builder.HasKey(papers => papers.MeetingId);
        builder.Property(papers => papers.MeetingId).ValueGeneratedNever();
        builder.Property(papers => papers.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
    }
}
