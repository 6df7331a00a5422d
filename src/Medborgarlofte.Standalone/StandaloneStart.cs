using Medborgarlofte.Demo;
using Medborgarlofte.Reporting.Replay;
using Microsoft.AspNetCore.Connections;

namespace Medborgarlofte.Standalone;

/// <summary>Default settings and console output of Standalone.</summary>
internal static class StandaloneStart
{
    private const string DemoSwitch = "--demo";
    private static readonly string[] Modules = ["incident-intake", "measures", "neighbourhood-watch", "reporting"];

    /// <summary>
    /// The options of the host, without the demo switch, which would otherwise take the next argument as its value. The demo runs in
    /// Development, where its personas can sign in, unless an environment is set.
    /// </summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = [.. args.Where(arg => arg != DemoSwitch)],
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = args.Contains(DemoSwitch) && Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null
            ? Environments.Development
            : null,
    };

    /// <summary>
    /// Sets the SQLite file of each module in the data directory and the default port 5080. The demo has a separate directory, so that it
    /// never mixes with real data.
    /// </summary>
    public static void AddStandaloneDefaults(this ConfigurationManager configuration, string[] args)
    {
        var directory = Path.GetFullPath(configuration["DataDirectory"] ?? "data");
        if (args.Contains(DemoSwitch))
        {
            directory = Path.Combine(directory, "demo");
        }

        configuration["DataDirectory"] = directory;
        configuration["urls"] ??= "http://localhost:5080";
        foreach (var module in Modules)
        {
            configuration[$"ConnectionStrings:{module}"] = $"Data Source={Path.Combine(directory, module + ".db")}";
        }
    }

    /// <summary>Prints the address when the server listens, and loads the demo if requested.</summary>
    public static void GreetWhenStarted(this WebApplication app, string[] args) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Urls.First();
        Console.WriteLine($"Medborgarlofte svarar på {address} (data i {app.Configuration["DataDirectory"]}). Avsluta med Ctrl+C.");
        if (args.Contains(DemoSwitch))
        {
            _ = LoadDemoAsync(app, address);
        }
    });

    /// <summary>Runs the process. If the port is in use, prints an explanation and exits with code 1.</summary>
    public static async Task RunOrExplainAsync(this WebApplication app, string[] args)
    {
        // Read before the start: after a failed start the configuration is disposed.
        var address = app.Configuration["urls"];
        try
        {
            await app.RunOrReplayAsync([.. args.Where(arg => arg != DemoSwitch)]);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"Adressen {address} är upptagen. Avsluta det som använder den, eller ange en annan med --urls.");
            Environment.ExitCode = 1;
        }
    }

    private static async Task LoadDemoAsync(WebApplication app, string address)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            await DemoLoader.SignInAsync(client, app.Lifetime.ApplicationStopping);
            var loaded = await DemoLoader.LoadAsync(client, app.Lifetime.ApplicationStopping);
            Console.WriteLine(loaded
                ? $"Exemplet Oxelösund, första tertialet 2021, är inläst: {address}/0481"
                : $"Exemplet Oxelösund fanns redan: {address}/0481");
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(
                $"Exemplet gick inte att läsa in: {exception.Message} Data ligger i {app.Configuration["DataDirectory"]}.");
        }
        catch (OperationCanceledException)
        {
            // Stopped while loading; the next start with an empty directory loads the demo again.
        }
    }
}
