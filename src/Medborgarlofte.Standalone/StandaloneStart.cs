using Medborgarlofte.Demo;

namespace Medborgarlofte.Standalone;

/// <summary>Default settings and console output of Standalone.</summary>
internal static class StandaloneStart
{
    public const string DemoSwitch = "--demo";

    /// <summary>
    /// Creates the builder from settings. The demo switch is left out, because the configuration would take the next argument as its value.
    /// The demo runs in Development, where its personas can sign in, unless an environment is set.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] settings) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = [.. settings.Where(setting => setting != DemoSwitch)],
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = settings.Contains(DemoSwitch) && Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null
            ? Environments.Development
            : null,
    });

    /// <summary>
    /// Sets the SQLite file of each module in the data directory and the default port 5080. The demo has a separate directory, so that it
    /// never mixes with real data.
    /// </summary>
    public static void AddStandaloneDefaults(this ConfigurationManager configuration, string[] settings)
    {
        var directory = Path.GetFullPath(configuration[RequiredSettings.DataDirectory] ?? "data");
        if (settings.Contains(DemoSwitch))
        {
            directory = Path.Combine(directory, "demo");
        }

        configuration[RequiredSettings.DataDirectory] = directory;
        configuration["urls"] ??= "http://localhost:5080";
        foreach (var module in DataDirectory.Modules)
        {
            configuration[$"ConnectionStrings:{module}"] = $"Data Source={DataDirectory.FileOf(directory, module)}";
        }
    }

    /// <summary>Prints the address when the server listens, and loads the demo if requested.</summary>
    public static void GreetWhenStarted(this WebApplication app, string[] settings) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Urls.First();
        Console.WriteLine($"Medborgarlofte svarar på {address} (data i {DataDirectory.Of(app.Configuration)}). Avsluta med Ctrl+C.");
        if (settings.Contains(DemoSwitch))
        {
            _ = LoadDemoAsync(app, address);
        }
    });

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
                $"Exemplet gick inte att läsa in: {exception.Message} Data ligger i {DataDirectory.Of(app.Configuration)}.");
        }
        catch (OperationCanceledException)
        {
            // Stopped while loading; the next start with an empty directory loads the demo again.
        }
    }
}
