namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>An external system that may send service requests to a municipality. Only the hash of its key is stored.</summary>
internal sealed class Open311Client
{
    public const int MaxSystemLength = 100;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>Name of the system, never of a person.</summary>
    public required string System { get; init; }

    public required string KeyHash { get; init; }

    public required Open311RateClass RateClass { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }
}

/// <summary>The rate limit of an Open311 client.</summary>
public enum Open311RateClass
{
    /// <summary>60 requests and updates per hour.</summary>
    Standard,

    /// <summary>600 requests and updates per hour, for a system that collects the reports of a whole town.</summary>
    High,
}

/// <summary>An update that a client adds to its own service request. The text never leaves this module.</summary>
internal sealed class ServiceRequestUpdate
{
    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required Guid IncidentId { get; init; }

    public required string Municipality { get; init; }

    public required Guid ClientId { get; init; }

    public required string Description { get; init; }

    /// <summary>Hash of the text, which identifies a repeated update.</summary>
    public required string ContentHash { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class Open311ClientConfiguration : IEntityTypeConfiguration<Open311Client>
{
    public void Configure(EntityTypeBuilder<Open311Client> builder)
    {
        builder.Property(client => client.Municipality).HasMaxLength(4);
        builder.Property(client => client.System).HasMaxLength(Open311Client.MaxSystemLength);
        builder.Property(client => client.KeyHash).HasMaxLength(Secret.HashLength);
        builder.Property(client => client.RateClass).HasConversion<string>().HasMaxLength(20);
        builder.Property(client => client.CreatedBy).HasMaxLength(100);
        builder.Property(client => client.RevokedBy).HasMaxLength(100);
        builder.HasIndex(client => client.PublicId).IsUnique();
        builder.HasIndex(client => client.KeyHash).IsUnique();
        builder.HasIndex(client => new { client.Municipality, client.CreatedAt });
    }
}

internal sealed class ServiceRequestUpdateConfiguration : IEntityTypeConfiguration<ServiceRequestUpdate>
{
    public void Configure(EntityTypeBuilder<ServiceRequestUpdate> builder)
    {
        builder.Property(update => update.Municipality).HasMaxLength(4);
        builder.Property(update => update.Description).HasMaxLength(IncidentFacts.MaxDescriptionLength);
        builder.Property(update => update.ContentHash).HasMaxLength(Secret.HashLength);
        builder.HasIndex(update => update.PublicId).IsUnique();
        builder.HasIndex(update => new { update.IncidentId, update.ContentHash });
        builder.HasIndex(update => new { update.ClientId, update.At });
        builder.HasIndex(update => new { update.Municipality, update.At });
    }
}
