using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medborgarlofte.Mail;

/// <summary>
/// Sends a module's notices in the background. A notice is marked as soon as it has gone, before the next on the same connection: what
/// can be sent twice after a kill is one for each connection, with the same Message-ID. Several replicas may send at once.
/// </summary>
internal sealed class NoticeSender<TContext>(
    string module,
    NoticeQueue<TContext> queue,
    MailingFanOut<TContext> spreader,
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

    // A message takes several answers of the server's, each of which may be as slow as is allowed.
    private static readonly TimeSpan LongestSending = SmtpTransport.Timeout * 6;

    private readonly Lock _down = new();
    private DateTimeOffset _downUntil;
    private int _timesDown;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Ready.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                if (!await TryRoundAsync(stoppingToken))
                {
                    await signal.WaitAsync(LongestWait, time, stoppingToken);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The host stops, or could not start.
        }
    }

    private async Task<bool> TryRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RoundAsync(cancellationToken);
        }
#pragma warning disable CA1031 // The sender outlives every failure; what is not marked is due still, later.
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "Notices of {Module} could not be handled; trying again", module);
            return false;
        }
    }

    /// <returns>Whether there may be more to do at once.</returns>
    private async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        var now = settings.CurrentValue;
        foreach (var (kind, count) in await queue.ExpireAsync(now.GiveUpAfter, cancellationToken))
        {
            CountFailed(kind, "too-old", count);
        }

        var held = now.KindsWith(NoticeSwitch.Hold);
        var more = now.Switch != NoticeSwitch.Hold && await spreader.SpreadAsync(held, cancellationToken);
        var stopped = now.KindsWith(NoticeSwitch.Stop);
        if (now.Switch == NoticeSwitch.Stop || stopped.Length > 0)
        {
            await queue.StopAsync(now.Switch == NoticeSwitch.Stop ? null : stopped, cancellationToken);
        }

        if (now.Switch == NoticeSwitch.On && time.GetUtcNow() >= _downUntil)
        {
            more |= await SendBatchAsync([.. held, .. stopped], now, cancellationToken);
        }

        await MeasureAsync(cancellationToken);
        return more;
    }

    private async Task<bool> SendBatchAsync(string[] held, NoticeSettings now, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + NoticeQueue<TContext>.Lease - LongestSending;
        var claimed = await queue.ClaimAsync(BatchSize, held, cancellationToken);
        var shares = claimed.Chunk(Math.Max(1, (claimed.Count + now.Connections - 1) / now.Connections));
        await Task.WhenAll(shares.Select(share => SendShareAsync(share, until, now, cancellationToken)));
        return claimed.Count == BatchSize && time.GetUtcNow() >= _downUntil;
    }

    // One connection's share. What has not gone when the connection breaks, the host stops or the lease runs out is given back.
    private async Task SendShareAsync(Notice[] share, DateTimeOffset until, NoticeSettings now, CancellationToken stoppingToken)
    {
        var next = 0;
        var open = false;
        try
        {
            await using var channel = await transport.OpenAsync(stoppingToken);
            open = true;
            for (; next < share.Length && !stoppingToken.IsCancellationRequested && time.GetUtcNow() < until; next++)
            {
                await SendAsync(channel, share[next], now);
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

    private async Task SendAsync(INoticeChannel channel, Notice notice, NoticeSettings now)
    {
        var refusal = await channel.SendAsync(NoticeMessage.Of(notice, now.Sender));
        _timesDown = 0;
        if (refusal is null)
        {
            await queue.MarkSentAsync(notice);
            NoticeTelemetry.Sent.Add(1, new KeyValuePair<string, object?>("module", module), new KeyValuePair<string, object?>("kind", notice.Kind));
        }
        else if (refusal.ForGood)
        {
            await queue.MarkFailedAsync(notice, refusal.Failure);
            CountFailed(notice.Kind, refusal.Failure, 1);
        }
        else
        {
            await queue.ReturnAsync(notice, refusal.Failure, notice.Attempts + 1, time.GetUtcNow() + BackOff(notice.Attempts));
        }
    }

    // What was on its way when the connection broke may be why: it goes after the others the next time, and later each time.
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
            // The connections of a batch break together: that is once.
            if (time.GetUtcNow() >= _downUntil)
            {
                var backOff = BackOff(_timesDown++);
                _downUntil = time.GetUtcNow() + backOff;
                logger.LogWarning("Notices of {Module} cannot be sent ({Failure}); trying again in {Seconds} s", module, down.Failure, backOff.TotalSeconds);
            }

            return _downUntil - time.GetUtcNow();
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (NoticeTelemetry.Waiting.Enabled)
        {
            var (count, eldest) = await queue.CountWaitingAsync(cancellationToken);
            var tag = new KeyValuePair<string, object?>("module", module);
            NoticeTelemetry.Waiting.Record(count, tag);
            NoticeTelemetry.Age.Record(eldest is null ? 0 : (time.GetUtcNow() - eldest.Value).TotalSeconds, tag);
        }
    }

    private void CountFailed(string kind, string failure, int count) => NoticeTelemetry.Failed.Add(
        count,
        new KeyValuePair<string, object?>("module", module),
        new KeyValuePair<string, object?>("kind", kind),
        new KeyValuePair<string, object?>("failure", failure));

    // 10, 20, 40 … seconds, at most a quarter of an hour.
    private static TimeSpan BackOff(int timesBefore) =>
        timesBefore > 10 ? LongestBackOff : TimeSpan.FromTicks(Math.Min(LongestBackOff.Ticks, ShortestBackOff.Ticks << timesBefore));
}

/// <summary>Wakes the sender of a module when something was committed.</summary>
internal sealed class NoticeSignal<TContext> : WakeSignal
    where TContext : ModuleDbContext;
