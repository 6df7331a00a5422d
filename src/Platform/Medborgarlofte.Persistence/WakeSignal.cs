using System.Threading.Channels;

namespace Medborgarlofte.Persistence;

/// <summary>Wakes a background worker when there is something to do, so that nothing waits for a poll.</summary>
public class WakeSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Tells that there is something to do.</summary>
    public virtual void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>
    /// Waits for the signal, but no longer than told: another replica may have died between leaving work and doing it.
    /// </summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _channel.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The longest wait is over.
        }
    }
}
