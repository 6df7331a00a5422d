using System.Diagnostics;

namespace Medborgarlofte.TestSupport;

/// <summary>Waits for a condition; the only way in which a test waits.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    /// <summary>Asks again until the answer is not null; fails after three minutes, for a machine may be busy with many processes, with the last exception, if any.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask, string what)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        Exception? last = null;
        do
        {
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
        }
        while (clock.Elapsed < Patience && await timer.WaitForNextTickAsync());

        throw new TimeoutException($"Waited {Patience.TotalSeconds} s in vain for {what}.", last);
    }

    /// <summary>Asks again until the answer is yes.</summary>
    public static Task TrueAsync(Func<Task<bool>> ask, string what) =>
        GetAsync(async () => await ask() ? "" : null, what);

    /// <summary>Asks again until a number is reached; patience begins anew whenever the number changes, so that a slow machine only takes longer.</summary>
    public static async Task ReachesAsync(long wanted, Func<Task<long>> read, string what)
    {
        for (var seen = await read(); seen != wanted;)
        {
            var before = seen;
            seen = await ValueAsync<long>(async () => await read() is var now && now != before ? now : null, $"{wanted} {what}; there were {before}");
        }
    }

    /// <summary>Asks again until there is an answer.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> ask, string what)
        where T : struct
    {
        var box = await GetAsync<object>(async () => await ask() is { } answer ? answer : null, what);
        return (T)box;
    }
}
