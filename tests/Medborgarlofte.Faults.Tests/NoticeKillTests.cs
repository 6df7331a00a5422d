using System.Net.Http.Json;
using Medborgarlofte.TestSupport;
using Microsoft.Data.Sqlite;
using MimeKit;

namespace Medborgarlofte.Faults.Tests;

/// <summary>A process is killed (SIGKILL) while it sends notices and started again.</summary>
public sealed class NoticeKillTests
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const int Parties = 40;
    private const int Measures = 12;
    private const int KillAfter = 50;

    // The default number of connections to the mail server: the kill may lose the answer to one mail on each of them.
    private const int Connections = 4;

    [Fact]
    public async Task Each_notice_is_written_once_to_the_pickup_directory()
    {
        await using var installation = await StandaloneInstallation.StartAsync();

        var expected = await KillInTheMiddleAsync(
            installation, () => Directory.Exists(installation.Mails) ? Directory.GetFiles(installation.Mails, "*.eml").Length : 0);

        Assert.DoesNotContain(Directory.GetFiles(installation.Mails), file => !file.EndsWith(".eml", StringComparison.Ordinal));
        var mails = Directory.GetFiles(installation.Mails).Select(file => MimeMessage.Load(file)).ToList();
        Assert.Equal(expected, mails.Count);
        Assert.Equal(expected, mails.Select(mail => (mail.To.ToString(), mail.Subject)).Distinct().Count());
    }

    [Fact]
    public async Task Each_notice_reaches_the_mail_server_and_repeats_have_the_same_message_id()
    {
        await using var peer = new SmtpPeer();
        await using var installation = await StandaloneInstallation.StartAsync(
            peer.Settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!));

        var expected = await KillInTheMiddleAsync(installation, () => peer.Mails.Count);

        Assert.Equal(expected, peer.Mails.Select(mail => (mail.Recipient, mail.Message.Subject)).Distinct().Count());
        Assert.Equal(expected, peer.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.InRange(peer.Mails.Count, expected, expected + Connections);
    }

    /// <returns>The number of notices that the stored measures cause.</returns>
    private static async Task<int> KillInTheMiddleAsync(Installation installation, Func<int> sent)
    {
        var (client, process) = (installation.Client, installation.Processes["standalone"]);
        var area = await PrepareAsync(client);
        var acknowledged = 0;
        var two = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        var posting = Parallel.ForEachAsync(Enumerable.Range(1, Measures), two, async (number, cancellationToken) =>
        {
            try
            {
                using var response = await client.PostAsJsonAsync(
                    new Uri(Municipality + "/measures", UriKind.Relative), Measure(area, number), cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref acknowledged);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // An unacknowledged measure may be stored or not, together with its notices.
            }
        });
        await Eventually.TrueAsync(() => Task.FromResult(sent() >= KillAfter), "some notices to be sent");
        await process.KillAsync();
        await posting;
        await EndLeasesAsync(Path.Combine(installation.DataDirectory, "data", "measures.db"));
        await process.StartAsync();

        var stored = (await client.GetJsonAsync(Municipality + "/measures")).Number("total");
        Assert.InRange(stored, acknowledged, Measures);
        var expected = stored * Parties;
        await Eventually.ReachesAsync(expected, async () => await CountAsync("sent"), "notices to be sent");
        Assert.Equal((0, 0, 0), (await CountAsync("waiting"), await CountAsync("failed"), await CountAsync("stopped")));
        return expected;

        async Task<int> CountAsync(string state) => (await client.GetJsonAsync($"{Municipality}/notices?state={state}&limit=1"))
            .Number("total");
    }

    // Ends the killed process's leases, which would otherwise expire after five minutes.
    private static async Task EndLeasesAsync(string database)
    {
        await using var connection = new SqliteConnection("Data Source=" + database);
        await connection.OpenAsync();
        await using var end = connection.CreateCommand();
        end.CommandText = "UPDATE Notices SET DueAt = CreatedAt WHERE State = 'Waiting' AND Lease IS NOT NULL";
        Assert.True(await end.ExecuteNonQueryAsync() > 0, "the process was killed when no notice was being sent");
    }

    private static async Task<string> PrepareAsync(HttpClient client)
    {
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.RegisterPartiesAsync(Municipality, ["police:nykoping", .. Performers()]);
        var promise = await client.PostWhenKnownAsync(
            Municipality + "/promises",
            new
            {
                title = "Löfte",
                goal = "Trygghet",
                firstDay = "2021-01-01",
                lastDay = "2021-12-31",
                owners = new[] { "police:nykoping", "municipality:0481" },
            });
        await client.AdoptAsync(Municipality, promise.Text("id"));
        foreach (var party in Performers())
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var set = new HttpRequestMessage(HttpMethod.Put, $"{Municipality}/party-contacts/{party}")
                    {
                        Content = JsonContent.Create(new { email = party.Replace(':', '-') + "@bolaget.example" }),
                    };
                    set.Headers.TryAddWithoutValidation("If-Match", "*");
                    using var response = await client.SendAsync(set);
                    return response.IsSuccessStatusCode;
                },
                $"the mailbox of {party} to be accepted");
        }

        return (await client.PostWhenKnownAsync(
            Municipality + "/problem-areas",
            new { promiseId = promise.Text("id"), kind = "theme", name = "Nedskräpning", categories = new[] { "littering" } })).Text("id");
    }

    private static object Measure(string area, int number) => new
    {
        problemAreaIds = new[] { area },
        title = $"Städning {number}",
        ownerParty = "municipality:0481",
        performers = Performers(),
        horizon = "shortTerm",
        status = "decided",
    };

    private static string[] Performers() => [.. Enumerable.Range(1, Parties).Select(number => $"housing:b{number}")];
}
