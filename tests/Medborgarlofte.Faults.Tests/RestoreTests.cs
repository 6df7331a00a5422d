using Medborgarlofte.TestSupport;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Faults.Tests;

/// <summary>A replay makes four databases consistent that were copied at different moments.</summary>
[Trait("Category", "Soak")]
public sealed class RestoreTests(RabbitNode rabbit)
{
    private const int Busy = 5;
    private const string Municipality = ApiClient.Root + "/0481";
    private const string Picture = Municipality + "/situational-pictures/2021-t1";
    private static readonly string[] Modules = ["reporting", "measures", "neighbourhood-watch", "incident-intake"];
    private static readonly string[] Queues =
    [
        .. Modules, "reporting-incidents", "incident-intake-replay", "measures-replay", "neighbourhood-watch-replay",
    ];

    [Fact]
    public async Task Backup_taken_during_writes_is_consistent_after_a_replay()
    {
        var backup = Directory.CreateTempSubdirectory("medborgarlofte-backup-").FullName;
        try
        {
            await using (var running = await StandaloneInstallation.StartAsync())
            {
                await BackUpWhileReportsComeInAsync(
                    running.Client, module => Path.Combine(running.DatabaseDirectory, module + ".db"), backup);
            }

            await using var restored = new HostProcess("Medborgarlofte.Standalone", backup, new() { ["DataDirectory"] = backup });
            Assert.Equal(0, await restored.RunToEndAsync("replay"));
            await restored.StartAsync();

            await IsConsistentAsync(restored.Client);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(backup, recursive: true);
        }
    }

    /// <summary>Follows docs/operations/backup-and-replay.md, with a broker that contains events from after the backup.</summary>
    [Fact]
    public async Task Restored_databases_of_the_services_are_consistent_after_a_replay()
    {
        var backup = Directory.CreateTempSubdirectory("medborgarlofte-backup-").FullName;
        try
        {
            await using var installation = await DistributedInstallation.StartAsync(rabbit, onFiles: true);
            var processes = installation.Processes;
            await BackUpWhileReportsComeInAsync(installation.Client, FileOf, backup);
            await installation.Reporting.StopAsync();
            await ReportAsync(installation.Client, 5);
            await Task.WhenAll(processes.Values.Select(process => process.KillAsync()));

            SqliteConnection.ClearAllPools();
            foreach (var module in Modules)
            {
                foreach (var left in new[] { "", "-wal", "-shm" })
                {
                    File.Delete(FileOf(module) + left);
                }

                File.Copy(Path.Combine(backup, module + ".db"), FileOf(module));
            }

            foreach (var queue in Queues)
            {
                await Broker.PurgeAsync(installation.RabbitMq, queue);
            }

            await Task.WhenAll(Modules.Where(module => module != "reporting").Select(module => processes[module].StartAsync()));
            Assert.Equal(0, await installation.Reporting.RunToEndAsync("replay"));
            await installation.Reporting.StartAsync();
            await processes["gateway"].StartAsync();
            await installation.ReachableAsync();

            await IsConsistentAsync(installation.Client);

            string FileOf(string module) => new SqliteConnectionStringBuilder(installation.DatabaseOf(module)).DataSource;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(backup, recursive: true);
        }
    }

    private static async Task BackUpWhileReportsComeInAsync(HttpClient client, Func<string, string> fileOf, string backup)
    {
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await ReportAsync(client, 20);
        await CountIsAsync(client, 20);

        // Reporting is copied first, so its copy lacks the incidents that arrive before intake is copied.
        foreach (var module in Modules)
        {
            await CopyAsync(fileOf(module), Path.Combine(backup, module + ".db"));
            await ReportAsync(client, 5);
        }
    }

    private static async Task IsConsistentAsync(HttpClient client)
    {
        var stored = (await client.GetJsonAsync(Municipality + "/incidents?limit=1")).Number("total");
        Assert.Equal(35, stored);
        await CountIsAsync(client, stored);
    }

    private static async Task ReportAsync(HttpClient client, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await client.PostJsonAsync(
                Municipality + "/incidents",
                new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", reportedAt = "2021-02-02T10:00:00Z" });
        }
    }

    private static Task CountIsAsync(HttpClient client, int count) => Eventually.TrueAsync(
        async () => (await client.GetJsonAsync(Picture)).GetProperty("total").NumberOrNull("count") == count,
        $"{count} cases in the picture");

    // Like the sqlite3 tool's .backup, retries while the database is busy.
    private static Task CopyAsync(string from, string to) => Eventually.TrueAsync(
        () =>
        {
            try
            {
                Copy(from, to);
                return Task.FromResult(true);
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == Busy)
            {
                return Task.FromResult(false);
            }
        },
        $"a copy of {Path.GetFileName(from)}");

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from}");
        using var target = new SqliteConnection($"Data Source={to}");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }
}
