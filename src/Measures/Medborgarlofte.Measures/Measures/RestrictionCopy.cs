using MassTransit;
using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.Measures.Measures;

/// <summary>The module's read copy of a period without training, which hinders measures.</summary>
internal sealed class RestrictionCopy
{
    public required Guid RestrictionId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; set; }

    /// <summary>The latest event.</summary>
    public required RestrictionDeclared Declared { get; set; }
}

internal sealed class RestrictionCopyConfiguration : IEntityTypeConfiguration<RestrictionCopy>
{
    public void Configure(EntityTypeBuilder<RestrictionCopy> builder)
    {
        builder.HasKey(copy => copy.RestrictionId);
        builder.Property(copy => copy.RestrictionId).ValueGeneratedNever();
        builder.Property(copy => copy.Municipality).HasMaxLength(4);
        builder.Property(copy => copy.Declared).HasJsonConversion();
        builder.HasIndex(copy => copy.Municipality);
    }
}

/// <summary>Maintains the read copies of restrictions.</summary>
internal sealed class RestrictionProjector(MeasuresDbContext db) : IConsumer<RestrictionDeclared>
{
    public async Task Consume(ConsumeContext<RestrictionDeclared> context)
    {
        var declared = context.Message;
        var copy = await db.Restrictions.FindAsync([declared.RestrictionId], context.CancellationToken)
            ?? db.Add(new RestrictionCopy
            {
                RestrictionId = declared.RestrictionId, Municipality = declared.Municipality, Declared = declared,
            }).Entity;
        if (copy.Version < declared.Version)
        {
            copy.Version = declared.Version;
            copy.Declared = declared;
        }

        await db.SaveChangesAsync(context.CancellationToken);
    }
}
