using System.Collections.Immutable;
using System.Diagnostics;

namespace Medborgarlofte.Events;

/// <summary>Wakes the relay of a module after a commit, and delays it during a burst of writes.</summary>
public sealed class RelaySignal<TContext> : WakeSignal
    where TContext : ModuleDbContext
{
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestYield = TimeSpan.FromMilliseconds(250);

    private long _burstAt;
    private ImmutableArray<WakeSignal> _others = [];

    /// <summary>Also wakes another worker after a commit.</summary>
    public void AlsoWake(WakeSignal other) => ImmutableInterlocked.Update(ref _others, (others, added) => others.Add(added), other);

    /// <inheritdoc/>
    public override void Raise()
    {
        base.Raise();
        foreach (var other in _others)
        {
            other.Raise();
        }
    }

    /// <summary>Reports that many writes are queued.</summary>
    public void NoteBurst() => Volatile.Write(ref _burstAt, Stopwatch.GetTimestamp());

    /// <summary>
    /// Waits until the burst is over, at most a quarter of a second, so that requests have priority over the relay. Measures machine
    /// time, not the time of <see cref="TimeProvider"/>.
    /// </summary>
    internal async Task YieldToBurstAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _burstAt) is not 0 and var burstAt
            && Stopwatch.GetElapsedTime(burstAt) < Burst
            && Stopwatch.GetElapsedTime(start) < LongestYield)
        {
            await Task.Delay(Step, cancellationToken);
        }
    }
}
