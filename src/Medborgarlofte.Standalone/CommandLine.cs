namespace Medborgarlofte.Standalone;

/// <summary>A command, the file that it reads or writes, and the settings.</summary>
/// <param name="Command">The command, or empty to serve.</param>
/// <param name="File">The file of backup and restore, otherwise empty.</param>
/// <param name="Settings">The arguments that are settings, and the switch of the demo.</param>
internal sealed record CommandLine(string Command, string File, string[] Settings)
{
    public const string Usage =
        """
        Medborgarlofte.Standalone [kommando] [--Inställning värde ...]

          (inget kommando)        kör tjänsten tills den stoppas
          check                   kontrollerar inställningar, databasernas innehåll och deras version
          backup <fil|katalog>    skriver en säkerhetskopia, även medan tjänsten körs
          restore <fil>           återställer en säkerhetskopia och bygger om lägesbilden; tjänsten ska vara stoppad
          migrate                 uppdaterar databaserna; tjänsten ska vara stoppad
          replay                  bygger om lägesbilden; tjänsten ska vara stoppad
          help                    visar den här texten

        Slutkoder: 0 det gick, 1 det gick inte, 2 fel i kommandot.
        """;

    private const string Option = "--";
    private static readonly string[] Alone = ["check", "migrate", "replay", "help"];
    private static readonly string[] WithFile = ["backup", "restore"];

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="CommandLineException">The command is unknown, or a file or a value is missing.</exception>
    public static CommandLine Parse(string[] args)
    {
        List<string> words = [];
        List<string> settings = [];
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith(Option, StringComparison.Ordinal) || argument == "--help")
            {
                words.Add(argument.TrimStart('-'));
                continue;
            }

            settings.Add(argument);
            if (argument != StandaloneStart.DemoSwitch && !argument.Contains('='))
            {
                settings.Add(++i < args.Length ? args[i] : throw new CommandLineException($"{argument} saknar värde."));
            }
        }

        return words switch
        {
            [] => new CommandLine("", "", [.. settings]),
            [var command] when Alone.Contains(command) => new CommandLine(command, "", [.. settings]),
            [var command, var file] when WithFile.Contains(command) => new CommandLine(command, file, [.. settings]),
            [var command] when WithFile.Contains(command) => throw new CommandLineException($"Ange en fil: {command} <fil>."),
            [var command, var extra, ..] when Alone.Contains(command) => throw new CommandLineException($"{command} tar inte {extra}."),
            [var command, _, var extra, ..] when WithFile.Contains(command) =>
                throw new CommandLineException($"{command} tar bara en fil, inte också {extra}."),
            [var command, ..] => throw new CommandLineException($"Kommandot {command} finns inte."),
        };
    }
}

/// <summary>The arguments are not understood; the message explains why.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
