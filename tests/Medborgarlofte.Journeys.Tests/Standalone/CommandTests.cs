using System.Collections.Concurrent;
using System.IO.Compression;
using Medborgarlofte.TestSupport;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Journeys.Tests.Standalone;

/// <summary>The commands of the program, with real processes and files.</summary>
[Collection(nameof(StandaloneSite))]
public sealed class CommandTests(StandaloneSite site)
{
    private const string Incidents = ApiClient.Root + "/0481/incidents";
    private const string LaterMigration = "INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Later', '99.0.0')";

    [Fact]
    public async Task Backup_during_reports_restores_every_report_that_was_acknowledged_before_it()
    {
        var acknowledged = new ConcurrentQueue<string>();
        using var ended = new CancellationTokenSource();
        var reports = ReportUntilAsync(acknowledged, ended.Token);
        await Eventually.TrueAsync(() => Task.FromResult(acknowledged.Count >= 20), "20 reports");
        string[] before = [.. acknowledged];

        var (backedUp, _) = await site.RunAsync(site.DataDirectory, "backup", site.In(""));
        Assert.True(acknowledged.Count > before.Length, "Reports continue during a backup.");
        await ended.CancelAsync();
        await reports;
        Assert.Equal(0, backedUp);
        var file = Assert.Single(Directory.GetFiles(site.In(""), "medborgarlofte-*.zip"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        var restored = site.In("restored");
        var (exitCode, output) = await site.RunAsync(restored, "restore", file);
        Assert.True(exitCode == 0, output);
        var stored = Query(restored, "incident-intake", "SELECT lower(PublicId) FROM Incidents");
        Assert.Empty(before.Except(stored, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(stored.Count, Query(restored, "reporting", "SELECT IncidentId FROM IncidentFact").Count);
        Assert.False(Directory.Exists(Path.Combine(restored, "restore")));
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("migrate")]
    [InlineData("replay")]
    [InlineData("")]
    public async Task Command_that_writes_and_a_second_service_are_refused_while_the_service_runs(string command)
    {
        var (exitCode, output) = await site.RunAsync(site.DataDirectory, command switch
        {
            "" => [],
            "restore" => [command, site.In("any.zip")],
            _ => [command],
        });

        Assert.Equal(1, exitCode);
        Assert.Contains($"{site.DataDirectory} används av en annan process", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_of_a_damaged_and_newer_backup_leaves_the_old_data()
    {
        var backup = await site.ExtractBackupAsync("newer");
        Damage(Path.Combine(backup, "reporting.db"));
        Execute(backup, "measures", LaterMigration);

        await RestoreFailsAsync(backup, @"measures\.db är gjord av en nyare version[\s\S]+reporting\.db är skadad");
    }

    [Fact]
    public async Task Restore_of_an_incomplete_backup_leaves_the_old_data()
    {
        var backup = await site.ExtractBackupAsync("incomplete");
        File.Delete(Path.Combine(backup, "incident-intake.db"));

        await RestoreFailsAsync(backup, "ingen hel säkerhetskopia");
    }

    [Fact]
    public async Task Confirmed_restore_is_completed_by_the_next_process()
    {
        var backup = await site.ExtractBackupAsync("interrupted");
        var directory = Directory.CreateDirectory(site.In("interrupted-data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "reporting.db"), "old", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "reporting.db-wal"), "old", TestContext.Current.CancellationToken);
        Directory.Move(backup, Path.Combine(directory, "restore"));
        await File.WriteAllTextAsync(Path.Combine(directory, "restore", "confirmed"), "", TestContext.Current.CancellationToken);

        var (exitCode, output) = await site.RunAsync(directory, "migrate");

        Assert.True(exitCode == 0, output);
        Assert.Contains("Databaserna är uppdaterade.", output, StringComparison.Ordinal);
        Assert.Single(Query(directory, "reporting", "SELECT count(*) FROM IncidentFact"));
    }

    [Fact]
    public async Task Running_installation_is_in_order_and_stores_nothing_but_its_databases()
    {
        var (exitCode, output) = await site.RunAsync(site.DataDirectory, "check");

        Assert.True(exitCode == 0, output);
        Assert.Contains("Allt är i ordning", output, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFileSystemEntries(site.DataDirectory),
            entry => Assert.Matches(@"(\.db|\.db-shm|\.db-wal|medborgarlofte\.lock)$", entry));
    }

    [Fact]
    public async Task Check_names_damaged_outdated_newer_and_missing_databases_and_an_unreachable_issuer()
    {
        var directory = await site.ExtractBackupAsync("checked");
        Damage(Path.Combine(directory, "reporting.db"));
        Execute(
            directory,
            "measures",
            "DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT max(MigrationId) FROM __EFMigrationsHistory)");
        Execute(directory, "neighbourhood-watch", LaterMigration);
        File.Delete(Path.Combine(directory, "incident-intake.db"));
        await using var program = site.Program(directory, ("Identity__Issuers__0__Authority", "http://127.0.0.1:1"));

        Assert.Equal(1, await program.RunToEndAsync("check"));

        Assert.Matches(@"reporting\.db är skadad", program.Output);
        Assert.Matches(@"measures\.db saknar uppdateringar: 1", program.Output);
        Assert.Matches(@"neighbourhood-watch\.db är gjord av en nyare version", program.Output);
        Assert.Matches(@"incident-intake\.db finns inte", program.Output);
        Assert.Contains("Identity:Issuers:0:Authority: http://127.0.0.1:1/.well-known", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kommandot bakup finns inte.", "bakup")]
    [InlineData("Ange en fil: backup <fil>.", "backup")]
    [InlineData("check tar inte allt.", "check", "allt")]
    [InlineData("--urls saknar värde.", "--urls")]
    public async Task Wrong_arguments_end_with_exit_code_2_a_message_and_the_usage(string message, params string[] arguments)
    {
        var (exitCode, output) = await site.RunAsync(site.In("unused"), arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Contains("restore <fil>", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.In("unused")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("check")]
    public async Task Start_without_required_settings_names_each_of_them(string command)
    {
        await using var program = new HostProcess("Medborgarlofte.Standalone", site.In(""), new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "",
            ["ASPNETCORE_URLS"] = site.UsedAddress,
            ["DataDirectory"] = "",
            ["PublicAddress"] = "",
            ["Identity__Issuers__0__Authority"] = "",
        });

        Assert.Equal(1, await program.RunToEndAsync(command.Length == 0 ? [] : [command]));

        Assert.All(
            ["DataDirectory: ", "PublicAddress: ", "Identity:Issuers:0:Authority: "],
            setting => Assert.Contains(setting, program.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }

    // The old data is a text that nothing can read.
    private async Task RestoreFailsAsync(string backup, string message)
    {
        var file = backup + "-changed.zip";
        await ZipFile.CreateFromDirectoryAsync(backup, file);
        var directory = Directory.CreateDirectory(backup + "-data").FullName;
        var database = Path.Combine(directory, "reporting.db");
        await File.WriteAllTextAsync(database, "old", TestContext.Current.CancellationToken);

        var (exitCode, output) = await site.RunAsync(directory, "restore", file);

        Assert.Equal(1, exitCode);
        Assert.Matches(message, output);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(database, TestContext.Current.CancellationToken));
        Assert.Equal(["medborgarlofte.lock", "reporting.db"], Directory.GetFileSystemEntries(directory).Select(Path.GetFileName).Order());
    }

    private async Task ReportUntilAsync(ConcurrentQueue<string> acknowledged, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            var created = await site.Client.PostJsonAsync(Incidents, new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z" });
            acknowledged.Enqueue(created.Text("id"));
        }
    }

    private static List<string> Query(string directory, string module, string sql)
    {
        using var connection = Open(directory, module);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private static void Execute(string directory, string module, string sql)
    {
        using var connection = Open(directory, module);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static SqliteConnection Open(string directory, string module)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(directory, module + ".db")};Mode=ReadWrite;Pooling=False");
        connection.Open();
        return connection;
    }

    // Zeroes the second half of the file.
    private static void Damage(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.Position = stream.Length / 2;
        stream.Write(new byte[stream.Length - stream.Position]);
    }
}
