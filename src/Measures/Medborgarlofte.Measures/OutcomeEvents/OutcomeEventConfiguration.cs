using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.OutcomeEvents;

internal sealed class OutcomeEventConfiguration : AggregateConfiguration<OutcomeEvent>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<OutcomeEvent> builder)
    {
        builder.HasIndex(outcome => outcome.Municipality);
        builder.Property(outcome => outcome.Party).HasMaxLength(PartyCode.MaxLength);
        builder.Property(outcome => outcome.Area).HasMaxLength(RequestChecks.AreaLength);
        builder.Property(outcome => outcome.Note).HasMaxLength(OutcomeEvent.NoteLength);
        builder.HasOne<Measure>().WithMany()
            .HasForeignKey(outcome => outcome.MeasureId).HasPrincipalKey(measure => measure.PublicId).OnDelete(DeleteBehavior.Restrict);
    }
}
