using System.Text.Json;
using Medborgarlofte.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.ReferenceData;

/// <summary>A module's read copy of one municipality, area, category, party or result code: its latest event.</summary>
public sealed class ReferenceCopy
{
    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>Name of the event type.</summary>
    public required string Type { get; init; }

    /// <summary>Code of the area, category, party, result or municipality.</summary>
    public required string Code { get; init; }

    /// <summary>Version of the copy.</summary>
    public required int Version { get; set; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>The event.</summary>
    internal T Read<T>() => JsonSerializer.Deserialize<T>(Payload, EventJson.Options)!;

    /// <summary>Adds the table of the read copies to a module's model.</summary>
    public static void AddTo(ModelBuilder modelBuilder) => modelBuilder.Entity<ReferenceCopy>(copy =>
    {
        copy.ToTable("ReferenceData");
        copy.HasKey(c => new { c.Municipality, c.Type, c.Code });
        copy.Property(c => c.Municipality).HasMaxLength(4);
        copy.Property(c => c.Type).HasMaxLength(100);
        copy.Property(c => c.Code).HasMaxLength(64);
    });
}
