using System.Net.Http.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>Creates an active watch group through the steps that its coordinator takes.</summary>
internal static class ActiveGroup
{
    private const string Oxelosund = ApiClient.Root + "/0481";

    /// <summary>
    /// Registers a group whose contact person receives warnings by mail, and on request the monthly statistics, and makes it active.
    /// </summary>
    public static async Task StartAsync(
        HttpClient client, string area, string email, string municipality = Oxelosund, bool monthlyStatistics = false)
    {
        var group = municipality + "/watch-groups/" + (await client.PostWhenKnownAsync(
            municipality + "/watch-groups", new { name = "Varnas", area, variant = "neighbourhood", households = 12 })).Text("id");
        await MoveAsync(client, group, "forming");
        await client.PostJsonAsync(group + "/members", new
        {
            role = "contactPerson",
            address = "Vägen 1",
            name = "Kim Exempel",
            email,
            consentOn = "2021-05-03",
            warningChannel = "mail",
            monthlyStatistics,
        });
        var training = municipality + "/trainings/" + (await client.PostJsonAsync(
            municipality + "/trainings", new
            {
                kind = "basic", form = "digital", startsAt = "2021-05-04T18:00:00+02:00", seats = 10,
            })).Text("id");
        await client.PostJsonAsync(training + "/bookings", new { groupId = group[^36..], seats = 2 });
        await MoveAsync(client, training, "held");
        await MoveAsync(client, group, "trained");
        await client.PostJsonAsync(group + "/members", new { role = "policeContact", name = "Områdespolisen" });
        await client.PostJsonAsync(group + "/activities", new { kind = "neighbourMeeting" });
        await MoveAsync(client, group, "active");
    }

    /// <summary>Replaces the municipality's warning settings.</summary>
    public static Task WarnAsync(HttpClient client, object settings, string municipality = Oxelosund) =>
        SendAsync(client, HttpMethod.Put, municipality + "/warnings/settings", settings);

    private static Task MoveAsync(HttpClient client, string thing, string to) =>
        SendAsync(client, HttpMethod.Post, thing + "/status-changes", new { to });

    private static async Task SendAsync(HttpClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
