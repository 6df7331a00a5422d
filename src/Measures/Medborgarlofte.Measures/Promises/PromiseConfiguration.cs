namespace Medborgarlofte.Measures.Promises;

internal sealed class PromiseConfiguration : AggregateConfiguration<Promise>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Promise> builder)
    {
        builder.HasIndex(promise => promise.Municipality);
        builder.Property(promise => promise.Title).HasMaxLength(Promise.TitleLength);
        builder.Property(promise => promise.Goal).HasMaxLength(Promise.GoalLength);
        builder.Property(promise => promise.Sources).HasJsonConversion();
        builder.Property(promise => promise.Signatures).HasJsonConversion();
        builder.Property(promise => promise.Withdrawal).HasJsonConversion();
    }
}
