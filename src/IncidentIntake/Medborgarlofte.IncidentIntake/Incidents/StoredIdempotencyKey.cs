using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>A used idempotency key with its response.</summary>
internal sealed class StoredIdempotencyKey
{
    /// <summary>How long a key is stored. The response contains free text, so no longer than a caller may retry.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public const int MaxKeyLength = 100;

    public required string Municipality { get; init; }

    public required string Party { get; init; }

    public required string UsedKey { get; init; }

    public required string ContentHash { get; init; }

    public required Guid IncidentId { get; init; }

    public required string Response { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class StoredIdempotencyKeyConfiguration : IEntityTypeConfiguration<StoredIdempotencyKey>
{
    public void Configure(EntityTypeBuilder<StoredIdempotencyKey> builder)
    {
        builder.ToTable("IdempotencyKeys");
        builder.HasKey(key => new { key.Municipality, key.Party, key.UsedKey });
        builder.Property(key => key.Municipality).HasMaxLength(4);
        builder.Property(key => key.Party).HasMaxLength(100);
        builder.Property(key => key.UsedKey).HasMaxLength(StoredIdempotencyKey.MaxKeyLength);
        builder.Property(key => key.ContentHash).HasMaxLength(64);
        builder.HasIndex(key => key.At);
    }
}
