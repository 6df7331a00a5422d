using Medborgarlofte.Contracts;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>
/// The latest event about a promise, problem area, measure, effect, commitment, activity, outcome event, meeting, citizen's view, watch
/// group or restriction. The event is stored whole; the columns that queries filter by are copies.
/// </summary>
internal sealed class Projection
{
    /// <summary>Name of the event.</summary>
    public required string Type { get; init; }

    public required Guid Id { get; init; }
    public required string Municipality { get; set; }
    public required int Version { get; set; }

    /// <summary>First day of the subject, or null if it has none.</summary>
    public DateOnly? FirstDay { get; set; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>Marks the subject as deleted: no event is newer, and readers do not see it.</summary>
    public void Delete() => (Version, Payload) = (DraftDeleted.DeletedVersion, "");

    /// <summary>The event.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, EventJson.Options)!;
}

internal sealed class ProjectionConfiguration : IEntityTypeConfiguration<Projection>
{
    public void Configure(EntityTypeBuilder<Projection> builder)
    {
        builder.ToTable("Projection");
        builder.HasKey(projection => new { projection.Type, projection.Id });
        builder.Property(projection => projection.Type).HasMaxLength(ReportingDbContext.CodeLength);
        builder.Property(projection => projection.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
        builder.Property(projection => projection.Version).IsConcurrencyToken();
        builder.HasIndex(projection => new { projection.Municipality, projection.Type, projection.FirstDay });
    }
}
