using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Medborgarlofte.TestSupport;

/// <summary>One of the product's programs in its own process, on a free port of the loopback.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const int LastLines = 200;
    private static readonly TimeSpan RequestLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<HostProcess, Process> Running = new();
    private static readonly ConcurrentDictionary<HostProcess, int> Ended = new();

    private readonly string _program;
    private readonly Dictionary<string, string> _environment;
    private readonly string[] _arguments;
    private readonly string _workingDirectory;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <summary>Describes the process; <see cref="StartAsync"/> starts it. An empty variable is removed.</summary>
    public HostProcess(string program, string workingDirectory, Dictionary<string, string>? environment = null, params string[] arguments)
    {
        _program = program;
        _workingDirectory = workingDirectory;
        _environment = environment ?? [];
        _arguments = arguments;
        Address = new Uri($"http://127.0.0.1:{LocalPorts.Next()}");
        Client = new HttpClient
        {
            BaseAddress = Address,
            Timeout = RequestLimit,
            DefaultRequestHeaders = { Authorization = TestIssuer.Everything() },
        };
    }

    /// <summary>The base address; unchanged by a restart.</summary>
    public Uri Address { get; }

    /// <summary>A client with all roles.</summary>
    public HttpClient Client { get; }

    /// <summary>The operating system's process id.</summary>
    public int Id => _process!.Id;

    /// <summary>The process's output.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Throws if a process has ended unexpectedly.</summary>
    public static void ThrowIfAnyHasEnded()
    {
        foreach (var (host, exitCode) in Ended)
        {
            throw new InvalidOperationException($"{host._program} ended with {exitCode}.{host.LastOutput()}");
        }
    }

    /// <summary>The last output of all running processes.</summary>
    public static string Outputs() => string.Concat(Running.Keys.Select(host => host.LastOutput()));

    /// <summary>The peak memory use (VmHWM), in megabytes.</summary>
    public int PeakMegabytes()
    {
        var line = File.ReadLines($"/proc/{Id}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Starts the process and waits until it reports itself ready.</summary>
    public Task StartAsync() => LaunchAsync("/health");

    /// <summary>Starts the process and waits until an address answers; ends the process on failure.</summary>
    public async Task LaunchAsync(string address)
    {
        Launch(_arguments);
        Watch(_process!);
        try
        {
            await ReadyAsync(address);
        }
        catch
        {
            await KillAsync();
            throw;
        }
    }

    /// <summary>Waits until an address answers.</summary>
    public Task ReadyAsync(string address) => Eventually.TrueAsync(
        async () =>
        {
            using var response = await Client.GetAsync(new Uri(address, UriKind.Relative));
            return response.IsSuccessStatusCode;
        },
        $"{_program} to answer at {address}");

    /// <summary>Runs the program to its end with other arguments and returns its exit code.</summary>
    public Task<int> RunToEndAsync(params string[] arguments)
    {
        Launch(arguments);
        return EndsAsync();
    }

    /// <summary>Waits until the process ends by itself and returns its exit code.</summary>
    public async Task<int> EndsAsync()
    {
        Running.TryRemove(this, out _);
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Kills the process (SIGKILL), like a crash or power failure.</summary>
    public async Task KillAsync()
    {
        Running.TryRemove(this, out _);
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops the process gracefully (SIGTERM).</summary>
    public async Task StopAsync()
    {
        if (_process is null or { HasExited: true })
        {
            return;
        }

        Running.TryRemove(this, out _);
        using (var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync();
        }

        var patience = new Patience(StopLimit);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!_process.HasExited && !patience.IsOver())
        {
            await pause.WaitForNextTickAsync();
        }

        await KillAsync();
    }

    /// <summary>Kills the process; its data is discarded.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        Running.TryRemove(this, out _);
        Ended.TryRemove(this, out _);
        _process?.Dispose();
        Client.Dispose();
    }

    // A running process that no test stops is expected to keep running.
    private void Watch(Process process)
    {
        Running[this] = process;
        Ended.TryRemove(this, out _);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
        {
            if (Running.TryRemove(new(this, process)))
            {
                Ended[this] = process.ExitCode;
            }
        };
    }

    private string LastOutput() =>
        $"{Environment.NewLine}== {_program} at {Address} printed "
            + $"last:{Environment.NewLine}{string.Join(Environment.NewLine, _output.TakeLast(LastLines))}";

    private void Launch(string[] arguments)
    {
        // artifacts/bin/<this test project>/<configuration> → artifacts/bin/<program>/<configuration>
        var bin = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var assembly = Path.Combine(bin.Parent!.Parent!.FullName, _program, bin.Name, _program + ".dll");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            WorkingDirectory = _workingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        if (_program == "Medborgarlofte.Standalone")
        {
            start.Environment["DataDirectory"] = Path.Combine(_workingDirectory, "data");
            start.Environment["PublicAddress"] = Address.ToString();
        }

        foreach (var (name, value) in TestIssuer.Shared.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        // All test requests have one client address, so the rate limits are raised.
        foreach (var limited in new[] { "Address", "Client", "Party" })
        {
            start.Environment[$"Edge__RateLimits__{limited}__Permits"] = "1000000000";
        }

        // Only the upgrade tests need time for the gateway to notice that a replica stops.
        start.Environment["Shutdown__DrainSeconds"] = "0";
        start.Environment["Edge__RequestTimeout"] = RequestLimit.ToString();
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        foreach (var (name, _) in _environment.Where(variable => variable.Value.Length == 0))
        {
            start.Environment.Remove(name);
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
