using Medborgarlofte.ApiContract;
using Medborgarlofte.Persistence;
using Medborgarlofte.Reporting.Replay;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Standalone;

/// <summary>The commands of the program. Exit code 0 is success, 1 failure and 2 an error in the arguments.</summary>
internal static class Commands
{
    // A command serves nobody, and mails nobody about what it reads again.
    private static readonly string[] CommandSettings = ["--urls", "http://127.0.0.1:0", "--Notices:Switch", "Hold"];

    /// <summary>Runs a command, or serves until the process is stopped. Returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await RunAsync(CommandLine.Parse(args));
            return Environment.ExitCode;
        }
        catch (CommandLineException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}{Environment.NewLine}{Environment.NewLine}{CommandLine.Usage}");
            return 2;
        }
        catch (Exception exception) when (
            exception is CommandException or SqliteException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static Task RunAsync(CommandLine line) => line.Command switch
    {
        "check" => CheckAsync(line),
        "backup" => BackUpAsync(line),
        "restore" => RestoreAsync(line),
        "migrate" or "replay" => RunModulesAsync(line),
        "help" => Console.Out.WriteLineAsync(CommandLine.Usage),
        _ => ServeAsync(line),
    };

    private static async Task ServeAsync(CommandLine line)
    {
        var builder = Prepare(line, RequiredSettings.Missing);
        var address = builder.Configuration["urls"];
        using var locked = DataDirectory.Lock(DataDirectory.Of(builder.Configuration));
        var app = Build(builder);
        app.GreetWhenStarted(line.Settings);
        try
        {
            await app.RunOrReplayAsync([]);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new CommandException($"Adressen {address} är upptagen. Avsluta det som använder den, eller ange en annan med --urls.");
        }
    }

    private static async Task RunModulesAsync(CommandLine line)
    {
        var builder = Prepare(line with { Settings = [.. line.Settings, .. CommandSettings] }, RequiredSettings.MissingDirectory);
        using var locked = DataDirectory.Lock(DataDirectory.Of(builder.Configuration));
        await Build(builder).RunOrReplayAsync([line.Command]);
    }

    private static async Task BackUpAsync(CommandLine line)
    {
        var directory = DataDirectory.Of(Prepare(line, RequiredSettings.MissingDirectory).Configuration);
        var file = Backup.Create(directory, line.File, TimeProvider.System.GetUtcNow());
        await Console.Out.WriteLineAsync($"Säkerhetskopian är skriven: {file}");
    }

    private static async Task RestoreAsync(CommandLine line)
    {
        var directory = DataDirectory.Of(Prepare(line, RequiredSettings.MissingDirectory).Configuration);
        using var locked = DataDirectory.Lock(directory);
        var description = Restore.Extract(directory, line.File);
        try
        {
            // The databases are migrated and the lägesbild rebuilt beside the old ones.
            string[] settings =
            [
                .. line.Settings.Where(setting => setting != StandaloneStart.DemoSwitch),
                "--" + RequiredSettings.DataDirectory, Restore.StagingOf(directory),
                .. CommandSettings,
            ];
            var app = Build(Prepare(line with { Settings = settings }, RequiredSettings.MissingDirectory));
            Restore.Check(directory, description, app.Services.GetServices<IModuleDatabase>());
            await app.RunOrReplayAsync(["replay"]);
            if (Environment.ExitCode == 0)
            {
                Restore.Confirm(directory);
            }
        }
        finally
        {
            Restore.Complete(directory);
        }

        await (Environment.ExitCode == 0
            ? Console.Out.WriteLineAsync($"Återställt från {line.File}, gjord {description.CreatedAt:yyyy-MM-dd HH:mm} UTC.")
            : Console.Error.WriteLineAsync("Inget har ändrats."));
    }

    private static async Task CheckAsync(CommandLine line)
    {
        var builder = Prepare(line, RequiredSettings.Missing);
        var directory = DataDirectory.Of(builder.Configuration);
        await using var app = Build(builder);
        List<string> problems = [.. await RequiredSettings.UnreachableIssuersAsync(app.Configuration)];
        var databases = app.Services.GetServices<IModuleDatabase>().ToList();
        if (databases.Exists(database => File.Exists(DataDirectory.FileOf(directory, database.Module))))
        {
            problems.AddRange(databases.SelectMany(database =>
                DataDirectory.Problems(DataDirectory.FileOf(directory, database.Module), database.Migrations, mayBeOlder: false)));
        }
        else
        {
            await Console.Out.WriteLineAsync($"Det finns inga databaser i {directory} än. Den första starten skapar dem.");
        }

        if (problems.Count > 0)
        {
            throw new CommandException(string.Join(Environment.NewLine, problems));
        }

        await Console.Out.WriteLineAsync(
            $"Allt är i ordning: inställningarna, och databaserna i {directory} för version {ApiInfo.Version}.");
    }

    private static WebApplicationBuilder Prepare(CommandLine line, Func<IConfiguration, IReadOnlyList<string>> missing)
    {
        var builder = StandaloneStart.CreateBuilder(line.Settings);
        if (!builder.Environment.IsDevelopment() && missing(builder.Configuration) is [_, ..] descriptions)
        {
            throw new CommandException(string.Join(
                Environment.NewLine,
                ["Inställningar saknas eller är fel (docs/operations/standalone.md):", .. descriptions.Select(each => "  " + each)]));
        }

        builder.Configuration.AddStandaloneDefaults(line.Settings);
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        try
        {
            return StandaloneApp.Build(builder);
        }
        catch (InvalidOperationException exception)
        {
            throw new CommandException($"Inställningarna går inte att använda: {exception.Message}");
        }
    }
}
