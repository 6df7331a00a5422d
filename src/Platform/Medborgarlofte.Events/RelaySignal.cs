using System.Collections.Immutable;
using System.Diagnostics;
using Medborgarlofte.Persistence;

namespace Medborgarlofte.Events;

/// <summary>Wakes the relay of a module when an event was committed, and lets a burst of writes go before it.</summary>
/// <typeparam name="TContext">The module's context.</typeparam>
public sealed class RelaySignal<TContext> : WakeSignal
    where TContext : ModuleDbContext
{
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestYield = TimeSpan.FromMilliseconds(250);

    private long _burstAt;
    private ImmutableArray<WakeSignal> _others = [];

    /// <summary>Wakes another worker too when something was committed.</summary>
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

    /// <summary>Tells that many writes wait for each other just now.</summary>
    public void NoteBurst() => Volatile.Write(ref _burstAt, Stopwatch.GetTimestamp());

    /// <summary>
    /// Ends when the burst is over, at the latest after a quarter of a second: callers are answered first, and the relay
    /// still publishes some batches a second and the rest afterwards. A burst is the machine's time, not the clock's.
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
