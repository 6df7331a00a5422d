using System.IO.Compression;
using Medborgarlofte.ApiContract;
using Medborgarlofte.Http;
using Medborgarlofte.Persistence;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Standalone;

/// <summary>
/// Replaces the databases by those of a backup, which are extracted, checked and rebuilt in a directory beside them first. Once that is
/// confirmed, the next process that uses the data directory completes an interrupted restore; before that it removes it.
/// </summary>
internal static class Restore
{
    private const string ConfirmedFile = "confirmed";

    /// <summary>The directory in which a backup is prepared.</summary>
    public static string StagingOf(string directory) => Path.Combine(directory, "restore");

    /// <summary>Extracts a backup.</summary>
    /// <param name="directory">The data directory, locked.</param>
    /// <param name="file">The backup.</param>
    /// <exception cref="CommandException">The file does not exist or is no backup.</exception>
    public static BackupDescription Extract(string directory, string file)
    {
        if (!File.Exists(file))
        {
            throw new CommandException($"{file} finns inte.");
        }

        var staging = StagingOf(directory);
        DataDirectory.CreatePrivate(staging);
        try
        {
            using var archive = ZipFile.OpenRead(file);
            foreach (var database in DataDirectory.Files(staging))
            {
                var entry = archive.GetEntry(Path.GetFileName(database)) ?? throw new InvalidDataException();
                entry.ExtractToFile(database);
            }

            using var description = (archive.GetEntry(Backup.Description) ?? throw new InvalidDataException()).Open();
            return JsonSerializer.Deserialize<BackupDescription>(description, ApiJson.Options) ?? throw new InvalidDataException();
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            Complete(directory);
            throw new CommandException($"{file} är ingen hel säkerhetskopia. Inget har ändrats.");
        }
    }

    /// <summary>Checks an extracted backup. Older schemas are migrated afterwards.</summary>
    /// <exception cref="CommandException">A database is damaged or from a newer version.</exception>
    public static void Check(string directory, BackupDescription description, IEnumerable<IModuleDatabase> databases)
    {
        string[] problems =
        [
            .. databases.SelectMany(database => DataDirectory.Problems(
                DataDirectory.FileOf(StagingOf(directory), database.Module), database.Migrations, mayBeOlder: true)),
        ];
        if (problems.Length > 0)
        {
            throw new CommandException(string.Join(
                Environment.NewLine,
                [
                    $"Säkerhetskopian är gjord av version {description.Version} och går inte att återställa med version {ApiInfo.Version}. "
                        + "Inget har ändrats.",
                    .. problems,
                ]));
        }
    }

    /// <summary>Confirms that the prepared databases are complete.</summary>
    public static void Confirm(string directory)
    {
        SqliteConnection.ClearAllPools();
        foreach (var database in DataDirectory.Files(StagingOf(directory)))
        {
            // A single file, without the files of the write-ahead log.
            using (var connection = DataDirectory.Open(database))
            {
                DataDirectory.Read(connection, "PRAGMA journal_mode=DELETE");
            }

            using var stream = File.Open(database, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }

        using var marker = File.Create(Path.Combine(StagingOf(directory), ConfirmedFile));
        marker.Flush(flushToDisk: true);
    }

    /// <summary>Moves confirmed databases into place, and removes what remains of a restore.</summary>
    public static void Complete(string directory)
    {
        var staging = StagingOf(directory);
        if (!Directory.Exists(staging))
        {
            return;
        }

        if (File.Exists(Path.Combine(staging, ConfirmedFile)))
        {
            foreach (var prepared in DataDirectory.Files(staging).Where(File.Exists))
            {
                // A write-ahead log belongs to the old file and would damage the restored one.
                var database = Path.Combine(directory, Path.GetFileName(prepared));
                File.Delete(database + "-wal");
                File.Delete(database + "-shm");
                File.Move(prepared, database, overwrite: true);
            }
        }

        Directory.Delete(staging, recursive: true);
    }
}
