using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medborgarlofte.Persistence;

/// <summary>Maps the properties that all aggregates share: keys, municipality and the version as concurrency token.</summary>
public abstract class AggregateConfiguration<T> : IEntityTypeConfiguration<T>
    where T : Aggregate
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.HasKey(aggregate => aggregate.Id);
        builder.HasAlternateKey(aggregate => aggregate.PublicId);
        builder.Property(aggregate => aggregate.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.Property(aggregate => aggregate.Version).IsConcurrencyToken();
        ConfigureAggregate(builder);
    }

    /// <summary>Maps the other properties of the aggregate.</summary>
    protected abstract void ConfigureAggregate(EntityTypeBuilder<T> builder);
}
