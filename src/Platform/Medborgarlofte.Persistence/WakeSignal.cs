using System.Threading.Channels;

namespace Medborgarlofte.Persistence;

/// <summary>Wakes a background worker as soon as there is work, instead of at the next poll.</summary>
public class WakeSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Signals that there is work.</summary>
    public virtual void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for the signal, at most a given time: another replica may have stopped before it finished its work.</summary>
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
