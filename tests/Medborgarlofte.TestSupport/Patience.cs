using System.Diagnostics;
using System.Globalization;

namespace Medborgarlofte.TestSupport;

/// <summary>
/// How long a test waits: the time in which neither the test process nor a process that it started was kept waiting for a processor. On a
/// busy
/// machine the same wait therefore takes longer instead of failing. Linux reports the waiting time of each thread. The first seconds do not
/// count.
/// </summary>
internal sealed class Patience(TimeSpan limit)
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _sinceSample = Stopwatch.StartNew();
    private Dictionary<string, long>? _delays;
    private TimeSpan _used;

    /// <summary>Whether the limit is reached.</summary>
    public bool IsOver()
    {
        var elapsed = _sinceSample.Elapsed;
        if (elapsed < SampleEvery)
        {
            return false;
        }

        var before = _delays;
        _delays = ReadDelays();
        _sinceSample.Restart();
        if (before is null)
        {
            return false;
        }

        var delayed = TimeSpan.FromMicroseconds(_delays.Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key)) / 1_000);
        _used += elapsed > delayed ? elapsed - delayed : TimeSpan.Zero;
        return _used >= limit;
    }

    // Nanoseconds that each thread of this process and of its descendants has waited for a processor, by its directory.
    private static Dictionary<string, long> ReadDelays()
    {
        var delays = new Dictionary<string, long>();
        var processes = new Stack<string>(["self"]);
        while (processes.TryPop(out var process))
        {
            foreach (var thread in ThreadsOf(process))
            {
                if (Read(thread, "schedstat") is [_, var delay, _])
                {
                    delays[thread] = long.Parse(delay, CultureInfo.InvariantCulture);
                }

                foreach (var child in Read(thread, "children"))
                {
                    processes.Push(child);
                }
            }
        }

        return delays;
    }

    private static string[] ThreadsOf(string process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (IOException)
        {
            return [];
        }
    }

    // Empty when the thread has ended, or when the system does not report it.
    private static string[] Read(string thread, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, file)).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
