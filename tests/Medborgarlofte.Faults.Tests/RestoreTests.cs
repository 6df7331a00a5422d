using Medborgarlofte.TestSupport;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Faults.Tests;

/// <summary>Four databases copied at different moments are brought together again by a replay.</summary>
public sealed class RestoreTests
{
    private const int Busy = 5;
    private const string Municipality = ApiClient.Root + "/0481";
    private const string Picture = Municipality + "/situational-pictures/2021-t1";
    private static readonly string[] Modules = ["reporting", "measures", "neighbourhood-watch", "incident-intake"];

    [Fact]
    public async Task A_backup_taken_while_reports_come_in_is_consistent_after_a_replay()
    {
        var backup = Directory.CreateTempSubdirectory("medborgarlofte-backup-").FullName;
        try
        {
            await using (var running = await StandaloneInstallation.StartAsync())
            {
                await running.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
                await ReportAsync(running.Client, 20);
                await CountIsAsync(running.Client, 20);

                // Reporting is copied first: what comes in before intake is copied is missing in its copy.
                foreach (var module in Modules)
                {
                    await CopyAsync(Path.Combine(running.DatabaseDirectory, module + ".db"), Path.Combine(backup, module + ".db"));
                    await ReportAsync(running.Client, 5);
                }
            }

            await using var restored = new HostProcess("Medborgarlofte.Standalone", backup, new() { ["DataDirectory"] = backup });
            Assert.Equal(0, await restored.RunToEndAsync("replay"));
            await restored.StartAsync();

            var stored = (await restored.Client.GetJsonAsync(Municipality + "/incidents?limit=1")).Number("total");
            Assert.Equal(35, stored);
            await CountIsAsync(restored.Client, stored);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(backup, recursive: true);
        }
    }

    private static async Task ReportAsync(HttpClient client, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await client.PostJsonAsync(Municipality + "/incidents", new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", reportedAt = "2021-02-02T10:00:00Z" });
        }
    }

    private static Task CountIsAsync(HttpClient client, int count) => Eventually.TrueAsync(
        async () => (await client.GetJsonAsync(Picture)).GetProperty("total").Number("count") == count, $"{count} cases in the picture");

    // What the sqlite3 tool's .backup does: it comes back while somebody writes.
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
