using Medborgarlofte.Contracts.Replay;
using Medborgarlofte.Reporting.Data;

namespace Medborgarlofte.Reporting.Replays;

/// <summary>One time that the read models were emptied and built anew from the other modules' event logs.</summary>
internal sealed class ReplayRun
{
    private const char Separator = ';';

    private static readonly string[] Sources = ["incident-intake-replay", "measures-replay", "neighbourhood-watch-replay"];

    /// <summary>Public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the read models were emptied.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How many events the modules that have reported have sent.</summary>
    public long Expected { get; private set; }

    /// <summary>How many of them have been taken in.</summary>
    public long Received { get; private set; }

    /// <summary>The modules that have reported to have sent all.</summary>
    public string Modules { get; private set; } = "";

    /// <summary>When everything was taken in, or null while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Counts what a replay has brought; nothing where the event came live. Saves at once.</summary>
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

    /// <summary>Notes that a module has sent all; once, however often it says so.</summary>
    public void Note(ReplaySent sent, DateTimeOffset now)
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
        if (CompletedAt is null && Received >= Expected && Sources.All(source => Modules.Split(Separator).Contains(source, StringComparer.Ordinal)))
        {
            CompletedAt = now;
        }
    }
}
