using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Standalone;

/// <summary>The data directory: one SQLite file for each module, used by one process at a time.</summary>
internal static class DataDirectory
{
    /// <summary>
    /// The modules in the order in which they are copied. IncidentIntake is last: its copy then has all reference data that the others
    /// refer to.
    /// </summary>
    public static readonly string[] Modules = ["reporting", "measures", "neighbourhood-watch", "incident-intake"];

    /// <summary>The data directory, after the defaults are added.</summary>
    public static string Of(IConfiguration configuration) => configuration[RequiredSettings.DataDirectory]!;

    /// <summary>The file of a module's database.</summary>
    public static string FileOf(string directory, string module) => Path.Combine(directory, module + ".db");

    /// <summary>The files of all databases.</summary>
    public static IEnumerable<string> Files(string directory) => Modules.Select(module => FileOf(directory, module));

    /// <summary>Creates a directory that only the current user can read.</summary>
    public static void CreatePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Locks the directory until the stream is disposed or the process ends, and completes an interrupted restore.</summary>
    /// <exception cref="CommandException">Another process uses the directory, or the user may not write to it.</exception>
    public static FileStream Lock(string directory)
    {
        try
        {
            CreatePrivate(directory);
            var locked = new FileStream(
                Path.Combine(directory, "medborgarlofte.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Restore.Complete(directory);
            return locked;
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"{Environment.UserName} får inte skriva i datakatalogen {directory}.");
        }
        catch (IOException exception)
        {
            throw new CommandException(
                $"Datakatalogen {directory} används av en annan process, t.ex. tjänsten; stoppa den först. ({exception.Message})");
        }
    }

    /// <summary>Opens a module's file without creating it.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>The first column of the result of a statement.</summary>
    public static List<string> Read(SqliteConnection connection, string sql, params (string Name, string Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    /// <summary>Describes everything that is wrong with a module's file: damage, or another schema version than this program's.</summary>
    /// <param name="file">The file.</param>
    /// <param name="known">Ids of the migrations that this program has.</param>
    /// <param name="mayBeOlder">Whether a file that lacks migrations is in order.</param>
    public static IReadOnlyList<string> Problems(string file, IReadOnlyList<string> known, bool mayBeOlder)
    {
        if (!File.Exists(file))
        {
            return [$"{file} finns inte."];
        }

        var problems = new List<string>();
        try
        {
            using var connection = Open(file);
            problems.AddRange(Read(connection, "PRAGMA integrity_check(3)").Where(line => line != "ok").Select(Damage));
            problems.AddRange(Read(connection, "PRAGMA foreign_key_check").Distinct(StringComparer.Ordinal)
                .Select(table => Damage($"rader i {table} saknar sin förälder")));
            var applied = Read(connection, "SELECT MigrationId FROM __EFMigrationsHistory");
            if (applied.Except(known, StringComparer.Ordinal).Any())
            {
                problems.Add($"{file} är gjord av en nyare version av programmet, eller av en äldre än 0.1.0.");
            }
            else if (applied.Count < known.Count && !mayBeOlder)
            {
                problems.Add($"{file} saknar uppdateringar: {known.Count - applied.Count}. Kör migrate, eller starta tjänsten.");
            }
        }
        catch (SqliteException exception)
        {
            problems.Add(Damage(exception.Message));
        }

        return problems;

        string Damage(string description) => $"{file} är skadad: {description}";
    }
}

/// <summary>A command cannot be carried out; the message explains why.</summary>
internal sealed class CommandException(string message) : Exception(message);
