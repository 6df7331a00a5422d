using Medborgarlofte.Measures.Promises;

namespace Medborgarlofte.Measures.Commitments;

internal sealed class CommitmentConfiguration : AggregateConfiguration<Commitment>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Commitment> builder)
    {
        builder.HasIndex(commitment => commitment.Municipality);
        builder.Property(commitment => commitment.Title).HasMaxLength(Commitment.TitleLength);
        builder.Property(commitment => commitment.Assessment).HasJsonConversion();
        builder.HasOne<Promise>().WithMany()
            .HasForeignKey(commitment => commitment.PromiseId).HasPrincipalKey(promise => promise.PublicId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
