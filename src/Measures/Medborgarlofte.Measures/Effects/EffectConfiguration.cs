using Medborgarlofte.Measures.ProblemAreas;

namespace Medborgarlofte.Measures.Effects;

internal sealed class EffectConfiguration : AggregateConfiguration<Effect>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Effect> builder)
    {
        builder.HasIndex(effect => effect.Municipality);
        builder.Property(effect => effect.Observed).HasJsonConversion();
        builder.Property(effect => effect.Judged).HasJsonConversion();
        builder.Property(effect => effect.Hindrance).HasJsonConversion();
        builder.HasOne<ProblemArea>().WithMany()
            .HasForeignKey(effect => effect.ProblemAreaId).HasPrincipalKey(area => area.PublicId).OnDelete(DeleteBehavior.Restrict);
    }
}
