using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>A service that has never run when the first events are published.</summary>
public sealed class LateStartTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";

    [Theory]
    [InlineData("measures", "/promises")]
    [InlineData("neighbourhood-watch", "/watch-groups")]
    [InlineData("reporting", "/follow-ups")]
    public async Task A_service_that_starts_last_learns_what_happened_before(string late, string path)
    {
        await using var installation = await DistributedInstallation.StartAsync(rabbit, without: late);
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await Eventually.TrueAsync(
            async () => (await installation.Processes["incident-intake"].Client.GetJsonAsync(Municipality + "/categories")).Number("total") > 0, "the categories");

        await installation.Processes[late].StartAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await client.GetAsync(new Uri(Municipality + path, UriKind.Relative));
                return answer.IsSuccessStatusCode;
            },
            $"{late} to know the municipality");
    }
}
