namespace Medborgarlofte.Measures.Meetings;

internal sealed class MeetingConfiguration : AggregateConfiguration<Meeting>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Meeting> builder)
    {
        builder.HasIndex(meeting => meeting.Municipality);
        builder.Property(meeting => meeting.Decisions).HasJsonConversion();
        builder.Property(meeting => meeting.StatusChanges).HasJsonConversion();
    }
}
