using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Reporting.Replay;

/// <summary>One rebuild of the read models from the event logs of the other modules.</summary>
internal sealed class ReplayRun
{
    private const char Separator = ';';

    private static readonly string[] Sources = ["incident-intake-replay", "measures-replay", "neighbourhood-watch-replay"];

    /// <summary>Public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the read models were emptied.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Number of events that the reporting modules have sent.</summary>
    public long Expected { get; private set; }

    /// <summary>Number of events that the read models have received.</summary>
    public long Received { get; private set; }

    /// <summary>The modules that have reported that they sent all events.</summary>
    public string Modules { get; private set; } = "";

    /// <summary>When the read models had received all events, or null before then.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Whether a replay is running. Only the latest run counts: it replaces earlier runs that never completed.</summary>
    public static Task<bool> IsRunningAsync(ReportingDbContext db, CancellationToken cancellationToken) =>
        db.ReplayRuns.OrderByDescending(run => run.StartedAt).Select(run => run.CompletedAt == null).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Counts received events and saves. Does nothing for events outside a replay.</summary>
    public static async Task CountAsync(
        ReportingDbContext db, Guid? replayId, int events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (replayId is { } id && await db.ReplayRuns.FindAsync([id], cancellationToken) is { } run)
        {
            run.Received += events;
            run.CompleteIfDone(now);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Adds the events that a module has sent. A repeated report has no effect.</summary>
    public void AddSent(ReplaySent sent, DateTimeOffset now)
    {
        var reported = Modules.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        if (!reported.Contains(sent.Module, StringComparer.Ordinal))
        {
            Modules = string.Join(Separator, reported.Append(sent.Module));
            Expected += sent.Events;
            CompleteIfDone(now);
        }
    }

    private void CompleteIfDone(DateTimeOffset now)
    {
        var reported = Modules.Split(Separator);
        if (CompletedAt is null && Received >= Expected && Sources.All(source => reported.Contains(source, StringComparer.Ordinal)))
        {
            CompletedAt = now;
        }
    }
}

internal sealed class ReplayRunConfiguration : IEntityTypeConfiguration<ReplayRun>
{
    public void Configure(EntityTypeBuilder<ReplayRun> builder)
    {
        builder.ToTable("ReplayRun");
        builder.HasKey(run => run.Id);
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Modules).HasMaxLength(ReportingDbContext.CodeSetLength);
    }
}
