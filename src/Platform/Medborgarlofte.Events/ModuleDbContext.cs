using System.Diagnostics;
using System.Text.Json;
using Medborgarlofte.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.Events;

/// <summary>A module's database: its own tables, its event log and its inbox.</summary>
/// <param name="options">Options of the derived context.</param>
public abstract class ModuleDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Texts are equal and in order as in SQLite and .NET, code unit by code unit, whatever the server's own collation is.</summary>
    public const string SqlServerCollation = "Latin1_General_100_BIN2";

    /// <summary>The event log.</summary>
    public DbSet<EventLogEntry> EventLog => Set<EventLogEntry>();

    /// <summary>The inbox.</summary>
    public DbSet<InboxEntry> Inbox => Set<InboxEntry>();

    /// <summary>Writes an event in the same transaction as the state; published after the next save.</summary>
    /// <param name="subject">Id of what the event is about.</param>
    /// <param name="message">The event: the whole shareable state after the change.</param>
    /// <param name="actor">Code of the party that caused it.</param>
    /// <param name="now">The time now.</param>
    /// <returns>Id of the event.</returns>
    public Guid Record(Guid subject, object message, string actor, DateTimeOffset now) =>
        EventLog.Add(EntryFor(subject, message, actor, now)).Entity.EventId;

    /// <summary>The log entry for an event, for write paths that do without change tracking.</summary>
    public static EventLogEntry EntryFor(Guid subject, object message, string actor, DateTimeOffset now) => new()
    {
        EventId = Guid.CreateVersion7(now),
        Type = EventCatalogue.NameOf(message.GetType()),
        Subject = subject,
        Payload = JsonSerializer.Serialize(message, message.GetType(), EventJson.Options),
        Actor = actor,
        At = now,
        TraceParent = Activity.Current?.Id,
    };

    /// <summary>
    /// Notes that a consumer handles an event; false where it has done so before. Takes effect with the next save,
    /// so save the effect's own state together with it.
    /// </summary>
    public async Task<bool> TryBeginOnceAsync(Guid eventId, string consumer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await Inbox.AnyAsync(entry => entry.EventId == eventId && entry.Consumer == consumer, cancellationToken))
        {
            return false;
        }

        Inbox.Add(new InboxEntry { EventId = eventId, Consumer = consumer, At = now });
        return true;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        if (Database.IsSqlServer())
        {
            configurationBuilder.Properties<string>().UseCollation(SqlServerCollation);
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<EventLogEntry>(entry =>
        {
            entry.ToTable("EventLog");
            entry.HasKey(e => e.Sequence);
            entry.Property(e => e.Type).HasMaxLength(100);
            entry.Property(e => e.Actor).HasMaxLength(100);
            entry.Property(e => e.TraceParent).HasMaxLength(55);
            entry.HasIndex(e => e.Subject);
            entry.HasIndex(e => e.Sequence).HasFilter("[PublishedAt] IS NULL").HasDatabaseName("IX_EventLog_Unpublished");
        });
        modelBuilder.Entity<InboxEntry>(entry =>
        {
            entry.ToTable("Inbox");
            entry.HasKey(e => new { e.EventId, e.Consumer });
            entry.Property(e => e.Consumer).HasMaxLength(100);
        });
    }

    // SQLite cannot order DateTimeOffset; every time is stored as UTC.
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        time => time.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
