using System.Net;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class InterestTests(NeighbourhoodWatchApp app)
{
    private static readonly Uri Page = new("/0481/grannsamverkan/intresse", UriKind.Relative);

    [Fact]
    public async Task Submitted_interest_becomes_a_group_in_status_interest_without_events()
    {
        using var stranger = app.ClientFor(null);
        var form = Form("intresserad@example.se");
        var (status, page) = await SendAsync(stranger, form);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Contains("Tack, vi har tagit emot intresset", page, StringComparison.Ordinal);
        form["email"] = "Intresserad@Example.SE";
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(stranger, form)).Status);

        var list = await app.GetAsync(NeighbourhoodWatchApp.Groups + "?status=interest&area=ramdal&limit=200");
        var found = Assert.Single(
            list.GetProperty("items").EnumerateArray(),
            item => item.GetProperty("name").GetString() == "Intresseanmälan för området Ramdal");
        Assert.Equal(("boat", 12), (found.GetProperty("variant").GetString(), found.GetProperty("households").GetInt32()));
        var group = $"{NeighbourhoodWatchApp.Groups}/{found.GetProperty("id").GetString()}";
        var problem = await app.SendAsync(HttpMethod.Get, NeighbourhoodWatchApp.Groups + "?status=borta", null, HttpStatusCode.BadRequest);
        Assert.Equal(
            "status ska vara interest, forming, trained, active, dormant, closed.",
            problem.GetProperty("errors").GetProperty("status")[0].GetString());
        Assert.Empty((await app.GetAsync(group + "/members?role=contactPerson")).GetProperty("items").EnumerateArray());
        var household = Assert.Single((await app.GetAsync(group + "/members?role=household")).GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("2021-05-03", "none"), (household.GetProperty("consentOn").GetString(), household.GetProperty("warningChannel").GetString()));
        Assert.DoesNotContain("intresserad", household.GetRawText(), StringComparison.Ordinal);
        var details = await app.GetAsync($"{group}/members/{household.GetProperty("id").GetString()}/contact-details");
        Assert.Equal("intresserad@example.se", details.GetProperty("email").GetString());

        // A submission records no event and affects no public figure until the coordinator changes the group's status.
        await app.SendAsync(
            HttpMethod.Post, $"{group}/members/{household.GetProperty("id").GetString()}/consent-withdrawals", null, HttpStatusCode.OK);
        Assert.Empty(await app.EventsOfAsync(group));
        await app.MoveAsync(group, new { to = "forming" });
        Assert.DoesNotContain("ntresse", Assert.Single(await app.EventsOfAsync(group)).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interests_of_different_variants_are_stored_separately()
    {
        using var stranger = app.ClientFor(null);
        var form = Form("bade@example.se");
        form["area"] = "sunda";
        await SendAsync(stranger, form);
        form["variant"] = "Neighbourhood";
        await SendAsync(stranger, form);

        Assert.Equal(
            2,
            await app.InDatabaseAsync(
                (NeighbourhoodWatchDbContext db) => db.Members.CountAsync(member => member.Email == "bade@example.se")));
    }

    [Fact]
    public async Task Invalid_form_shows_an_error_beside_each_field_and_is_not_stored()
    {
        using var stranger = app.ClientFor(null);
        var (status, page) = await SendAsync(stranger, new()
        {
            ["area"] = "borta", ["households"] = "många", ["name"] = "Robin 850709-9805", ["email"] = "8507099805@example.se",
            ["phone"] = "ring", ["website"] = "x",
        });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.All(
            ["area", "variant", "households", "name", "email", "phone", "consent"],
            field => Assert.Contains($"id=\"{field}-fel\"", page, StringComparison.Ordinal));
        Assert.Contains("8 uppgifter behöver rättas", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.False(
            await app.InDatabaseAsync(
                (NeighbourhoodWatchDbContext db) => db.Members.AnyAsync(member => member.Name == "Robin 850709-9805")));
    }

    [Fact]
    public async Task Interest_page_asks_for_consent_and_the_start_guide_links_to_it()
    {
        using var stranger = app.ClientFor(null);

        var page = WebUtility.HtmlDecode(await stranger.GetStringAsync(Page));
        Assert.Contains("Du kan ta tillbaka ditt samtycke när du vill", page, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", page, StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"{Page}\"", await stranger.GetStringAsync(new Uri("/0481/grannsamverkan", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(string email) => new()
    {
        ["area"] = "ramdal", ["variant"] = "Boat", ["households"] = "12", ["name"] = "Kim Exempel", ["email"] = email, ["consent"] = "ja",
    };

    private static async Task<(HttpStatusCode Status, string Page)> SendAsync(HttpClient client, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(Page, content);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
