using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.Events;

/// <summary>A module's database: its own tables, its event log and its inbox.</summary>
public abstract class ModuleDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Compares and sorts text by code unit, as SQLite and .NET do, independent of the server's collation.</summary>
    public const string SqlServerCollation = "Latin1_General_100_BIN2";

    /// <summary>The event log.</summary>
    public DbSet<EventLogEntry> EventLog => Set<EventLogEntry>();

    /// <summary>The inbox.</summary>
    public DbSet<InboxEntry> Inbox => Set<InboxEntry>();

    /// <summary>Records an event. The next save writes it together with the state, and the relay then publishes it.</summary>
    /// <param name="subject">Id of the aggregate.</param>
    /// <param name="message">The event: the complete shareable state after the change.</param>
    /// <param name="actor">Code of the party that caused the event.</param>
    /// <param name="now">The current time.</param>
    /// <returns>Id of the event.</returns>
    public Guid Record(Guid subject, object message, string actor, DateTimeOffset now) =>
        EventLog.Add(EntryFor(subject, message, actor, now)).Entity.EventId;

    /// <summary>Creates the log entry of an event, for write paths without change tracking.</summary>
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
    /// Records that a consumer handles an event; returns false if it already did. The next save writes the record, so save the
    /// consumer's state together with it.
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

    /// <summary>
    /// Saves the changes once, however often the execution strategy retries: outside a transaction, in a transaction of its own.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null
            || !Database.CreateExecutionStrategy().RetriesOnFailure
            || !ChangeTracker.HasChanges())
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        var saved = 0;
        await CommittedTransaction.CommitOnceAsync(
            this,
            async () => saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken),
            cancellationToken);
        if (acceptAllChangesOnSuccess)
        {
            ChangeTracker.AcceptAllChanges();
        }

        return saved;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        if (Database.IsSqlServer())
        {
            configurationBuilder.Properties<string>().UseCollation(SqlServerCollation);
            configurationBuilder.Conventions.Add(_ => new SqlServerConvention());
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CommittedTransaction.AddTo(modelBuilder);
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

    // SQLite cannot order DateTimeOffset, so every time is stored as UTC.
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        time => time.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
