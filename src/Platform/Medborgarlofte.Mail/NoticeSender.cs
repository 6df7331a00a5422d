using Medborgarlofte.Persistence;
using Microsoft.Extensions.Options;

namespace Medborgarlofte.Mail;

/// <summary>
/// Sends a module's notices in the background. Each notice is marked as sent before the next one on the same connection, so a kill causes
/// at most one duplicate per connection, with the same Message-ID. Several replicas may send concurrently.
/// </summary>
internal sealed class NoticeSender<TContext>(
    string module,
    NoticeQueue<TContext> queue,
    MailingFanOut<TContext> fanOut,
    NoticeSignal<TContext> signal,
    DatabaseMigration<TContext> database,
    INoticeTransport transport,
    IOptionsMonitor<NoticeSettings> settings,
    TimeProvider time,
    ILogger<NoticeSender<TContext>> logger) : BackgroundService
    where TContext : ModuleDbContext
{
    private const int BatchSize = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestBackOff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(15);

    // Sending a message takes several server responses, each of which may use the whole timeout.
    private static readonly TimeSpan LongestSending = SmtpTransport.Timeout * 6;

    private readonly Lock _down = new();
    private DateTimeOffset _downUntil;
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Ready.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                if (!await TryRunAsync(stoppingToken))
                {
                    await signal.WaitAsync(LongestWait, time, stoppingToken);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The host is stopping or failed to start.
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(cancellationToken);
        }
#pragma warning disable CA1031 // The sender survives failures; unmarked notices remain due.
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "Handling the notices of {Module} failed; trying again", module);
            return false;
        }
    }

    /// <returns>Whether there may be more work immediately.</returns>
    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var current = settings.CurrentValue;
        foreach (var (kind, count) in await queue.ExpireAsync(current.GiveUpAfter, cancellationToken))
        {
            CountFailed(kind, "too-old", count);
        }

        var held = current.KindsWith(NoticeSwitch.Hold);
        var more = current.Switch != NoticeSwitch.Hold && await fanOut.FanOutAsync(held, cancellationToken);
        var stopped = current.KindsWith(NoticeSwitch.Stop);
        if (current.Switch == NoticeSwitch.Stop || stopped.Length > 0)
        {
            await queue.StopAsync(current.Switch == NoticeSwitch.Stop ? null : stopped, cancellationToken);
        }

        if (current.Switch == NoticeSwitch.On && time.GetUtcNow() >= _downUntil)
        {
            more |= await SendBatchAsync([.. held, .. stopped], current, cancellationToken);
        }

        await MeasureAsync(cancellationToken);
        return more;
    }

    private async Task<bool> SendBatchAsync(string[] held, NoticeSettings current, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + NoticeQueue<TContext>.Lease - LongestSending;
        var claimed = await queue.ClaimAsync(BatchSize, held, cancellationToken);
        var shares = claimed.Chunk(Math.Max(1, (claimed.Count + current.Connections - 1) / current.Connections));
        await Task.WhenAll(shares.Select(share => SendShareAsync(share, until, current, cancellationToken)));
        return claimed.Count == BatchSize && time.GetUtcNow() >= _downUntil;
    }

    // Sends the share of one connection. Releases the unsent notices if the connection breaks, the host stops or the claim expires.
    private async Task SendShareAsync(Notice[] share, DateTimeOffset until, NoticeSettings current, CancellationToken stoppingToken)
    {
        var next = 0;
        var open = false;
        try
        {
            await using var channel = await transport.OpenAsync(stoppingToken);
            open = true;
            for (; next < share.Length && !stoppingToken.IsCancellationRequested && time.GetUtcNow() < until; next++)
            {
                await SendAsync(channel, share[next], current);
            }

            await ReturnAsync(share[next..], null);
        }
        catch (TransportDownException down)
        {
            await ReturnAsync(share[next..], down.Failure, NoteDown(down), blameFirst: open);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await ReturnAsync(share[next..], null);
        }
    }

    private async Task SendAsync(INoticeChannel channel, Notice notice, NoticeSettings current)
    {
        var refusal = await channel.SendAsync(NoticeMessage.Of(notice, current.Sender));
        _failures = 0;
        if (refusal is null)
        {
            await queue.MarkSentAsync(notice);
            NoticeTelemetry.Sent.Add(
                1, new KeyValuePair<string, object?>("module", module), new KeyValuePair<string, object?>("kind", notice.Kind));
        }
        else if (refusal.IsPermanent)
        {
            await queue.MarkFailedAsync(notice, refusal.Failure);
            CountFailed(notice.Kind, refusal.Failure, 1);
        }
        else
        {
            await queue.ReturnAsync(notice, refusal.Failure, notice.Attempts + 1, time.GetUtcNow() + BackOff(notice.Attempts));
        }
    }

    // The notice being sent may have caused the failure: it is retried after the others, with increasing delay.
    private async Task ReturnAsync(Notice[] unsent, string? failure, TimeSpan backOff = default, bool blameFirst = false)
    {
        var dueAt = time.GetUtcNow() + backOff;
        foreach (var (index, notice) in unsent.Index())
        {
            await (blameFirst && index == 0
                ? queue.ReturnAsync(notice, failure, notice.Attempts + 1, dueAt + BackOff(notice.Attempts))
                : queue.ReturnAsync(notice, failure ?? notice.Failure, notice.Attempts, dueAt));
        }
    }

    private TimeSpan NoteDown(TransportDownException down)
    {
        lock (_down)
        {
            // The connections of a batch usually break together; count that as one failure.
            if (time.GetUtcNow() >= _downUntil)
            {
                var backOff = BackOff(_failures++);
                _downUntil = time.GetUtcNow() + backOff;
                logger.LogWarning(
                    "Notices of {Module} cannot be sent ({Failure}); trying again in {Seconds} s",
                    module,
                    down.Failure,
                    backOff.TotalSeconds);
            }

            return _downUntil - time.GetUtcNow();
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (NoticeTelemetry.Waiting.Enabled)
        {
            var (count, oldest) = await queue.CountWaitingAsync(cancellationToken);
            var tag = new KeyValuePair<string, object?>("module", module);
            NoticeTelemetry.Waiting.Record(count, tag);
            NoticeTelemetry.Age.Record(oldest is null ? 0 : (time.GetUtcNow() - oldest.Value).TotalSeconds, tag);
        }
    }

    private void CountFailed(string kind, string failure, int count) => NoticeTelemetry.Failed.Add(
        count,
        new KeyValuePair<string, object?>("module", module),
        new KeyValuePair<string, object?>("kind", kind),
        new KeyValuePair<string, object?>("failure", failure));

    // 10, 20, 40 … seconds, at most 15 minutes.
    private static TimeSpan BackOff(int timesBefore) =>
        timesBefore > 10 ? LongestBackOff : TimeSpan.FromTicks(Math.Min(LongestBackOff.Ticks, ShortestBackOff.Ticks << timesBefore));
}

/// <summary>Wakes the sender of a module after a commit.</summary>
internal sealed class NoticeSignal<TContext> : WakeSignal
    where TContext : ModuleDbContext;
