namespace Medborgarlofte.TestSupport;

/// <summary>Polls until a condition is met. Tests use no other way of waiting.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Polls until the result is not null. Throws after the time limit, with the output of all processes.
    /// </summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask, string what)
        where T : class
    {
        var patience = new Patience(Limit);
        using var pause = new PeriodicTimer(ShortestPause);
        Exception? last = null;
        do
        {
            HostProcess.ThrowIfAnyHasEnded();
            try
            {
                if (await ask() is { } answer)
                {
                    return answer;
                }

                last = null;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
            {
                last = exception;
            }

            pause.Period = TimeSpan.FromTicks(Math.Min(pause.Period.Ticks * 5 / 4, LongestPause.Ticks));
        }
        while (!patience.IsOver() && await pause.WaitForNextTickAsync());

        throw new TimeoutException($"Timed out waiting for {what}.{HostProcess.Outputs()}", last);
    }

    /// <summary>Polls until the result is true.</summary>
    public static Task TrueAsync(Func<Task<bool>> ask, string what) =>
        GetAsync(async () => await ask() ? "" : null, what);

    /// <summary>Polls until a number is reached; the time limit starts again whenever the number changes.</summary>
    public static async Task ReachesAsync(long wanted, Func<Task<long>> read, string what)
    {
        long? seen = null;
        while (seen != wanted)
        {
            var before = seen;
            seen = await ValueAsync<long>(
                async () => await read() is var now && now != before ? now : null, $"{wanted} {what}; there were {before}");
        }
    }

    /// <summary>Polls until the request gets a response.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> ask, string what)
        where T : struct
    {
        var box = await GetAsync<object>(async () => await ask() is { } answer ? answer : null, what);
        return (T)box;
    }
}
