using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>Services that have never run when the first events are published.</summary>
public sealed class LateStartTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";

    private static readonly Dictionary<string, string> Late = new()
    {
        ["measures"] = "/promises",
        ["neighbourhood-watch"] = "/watch-groups",
        ["reporting"] = "/follow-ups",
    };

    [Fact]
    public async Task Services_that_start_last_learn_what_happened_before()
    {
        await using var installation = await DistributedInstallation.StartAsync(rabbit, without: [.. Late.Keys]);
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await Eventually.TrueAsync(
            async () => (await installation.Processes["incident-intake"].Client.GetJsonAsync(Municipality + "/categories")).Number("total") > 0, "the categories");

        foreach (var (service, path) in Late)
        {
            await installation.Processes[service].StartAsync();
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await client.GetAsync(new Uri(Municipality + path, UriKind.Relative));
                    return answer.IsSuccessStatusCode;
                },
                $"{service} to know the municipality");
        }
    }
}
