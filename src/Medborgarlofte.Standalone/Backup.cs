using System.IO.Compression;
using Medborgarlofte.ApiContract;
using Medborgarlofte.Http;

namespace Medborgarlofte.Standalone;

/// <summary>What a backup says of itself.</summary>
/// <param name="Version">Version of the program that wrote it.</param>
/// <param name="CreatedAt">When it was written.</param>
internal sealed record BackupDescription(string Version, DateTimeOffset CreatedAt);

/// <summary>A backup: one zip file with a copy of each module's database and a description.</summary>
internal static class Backup
{
    public const string Description = "backup.json";

    /// <summary>Writes a backup, also while the service runs. The file exists only when it is complete.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="target">The file, or the directory of a file that is named after the time.</param>
    /// <param name="now">The time.</param>
    /// <returns>The file.</returns>
    /// <exception cref="CommandException">The file exists already, or a database is missing.</exception>
    public static string Create(string directory, string target, DateTimeOffset now)
    {
        var file = Path.GetFullPath(Directory.Exists(target)
            ? Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"medborgarlofte-{now:yyyyMMdd'T'HHmmss'Z'}.zip"))
            : target);
        if (File.Exists(file))
        {
            throw new CommandException($"{file} finns redan. Ange en annan fil.");
        }

        if (DataDirectory.Files(directory).FirstOrDefault(database => !File.Exists(database)) is { } missing)
        {
            throw new CommandException($"{missing} saknas; det finns inget att kopiera.");
        }

        // The copies contain personal data: in the target's directory, readable by the owner only.
        var staging = file + ".part";
        try
        {
            DataDirectory.CreatePrivate(staging);
            var archive = Path.Combine(staging, "archive.zip");
            Write(directory, staging, archive, new BackupDescription(ApiInfo.Version, now));
            File.Move(archive, file);
            return file;
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private static void Write(string directory, string staging, string file, BackupDescription description)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var database in DataDirectory.Files(directory))
            {
                // One snapshot, without erased content: writers continue, and nothing that they write later is in the copy.
                var name = Path.GetFileName(database);
                var copy = Path.Combine(staging, name);
                using (var connection = DataDirectory.Open(database))
                {
                    DataDirectory.Read(connection, "VACUUM INTO $file", ("$file", copy));
                }

                archive.CreateEntryFromFile(copy, name, CompressionLevel.Fastest);
                File.Delete(copy);
            }

            using var entry = archive.CreateEntry(Description).Open();
            JsonSerializer.Serialize(entry, description, ApiJson.Options);
        }

        stream.Flush(flushToDisk: true);
    }
}
