using System.Diagnostics;
using System.Globalization;

namespace Medborgarlofte.TestSupport;

/// <summary>
/// Limits how long a test waits. Time in which the test process or a process that it started waits for a processor does not count, so that
/// the same wait takes longer on a busy machine instead of failing. Linux reports the waiting time of each thread. The first seconds do not
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

    // Nanoseconds that each thread of this process and its descendants has waited for a processor, by the thread's directory.
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

    // The file is empty if the thread has ended or the system does not report waiting times.
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
