using Medborgarlofte.Measures.Promises;

namespace Medborgarlofte.Measures.ProblemAreas;

internal sealed class ProblemAreaConfiguration : AggregateConfiguration<ProblemArea>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<ProblemArea> builder)
    {
        builder.HasIndex(area => area.Municipality);
        builder.Property(area => area.Name).HasMaxLength(ProblemArea.NameLength);
        builder.Property(area => area.PriorityGrounds).HasMaxLength(ProblemArea.GroundsLength);
        builder.Property(area => area.EarlierPromises).HasJsonConversion();
        builder.Property(area => area.Causes).HasJsonConversion();
        builder.Property(area => area.Deepened).HasJsonConversion();
        builder.OwnsMany(area => area.StatusChanges, change =>
        {
            change.ToTable("ProblemAreaStatusChanges");
            change.HasKey(c => c.Id);
            change.Property(c => c.Party).HasMaxLength(PartyCode.MaxLength);
            change.Property(c => c.Note).HasMaxLength(ProblemAreaStatusChange.NoteLength);
        });
        builder.HasOne<Promise>().WithMany()
            .HasForeignKey(area => area.PromiseId).HasPrincipalKey(promise => promise.PublicId).OnDelete(DeleteBehavior.Restrict);
    }
}
