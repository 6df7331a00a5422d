using System.Net;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class MemberTests(NeighbourhoodWatchApp app)
{
    private static readonly object Household = new
    {
        role = "household", address = "Planterad väg 7", name = "Planterad Granne",
        email = "planterad@example.se", phone = "070-123 45 67", consentOn = "2021-05-02",
    };

    [Fact]
    public async Task Contact_details_are_visible_in_one_endpoint_and_only_to_the_registrar()
    {
        var group = await app.FormAsync();
        var added = await app.PostAsync(group + "/members", Household);
        var member = $"{group}/members/{added.GetProperty("id").GetString()}";
        using var coordinator = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("municipality:0481", ["coordinator"])));

        var list = await app.GetAsync(group + "/members");
        foreach (var answer in new[] { added, await app.GetAsync(member), list, await app.GetAsync(group) })
        {
            Assert.DoesNotContain("lanterad", answer.GetRawText(), StringComparison.Ordinal);
        }

        await app.SendAsync(HttpMethod.Get, member + "/contact-details", null, HttpStatusCode.Forbidden, coordinator);
        Assert.Equal("planterad@example.se", (await app.GetAsync(member + "/contact-details")).GetProperty("email").GetString());
        Assert.All(await app.EventsOfAsync(group), entry => Assert.DoesNotContain("lanterad", entry.Payload, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Registrar_of_one_group_cannot_read_another_group()
    {
        var group = await app.FormAsync();
        var member = $"{group}/members/{(await app.PostAsync(group + "/members", Household)).GetProperty("id").GetString()}";
        using var other = app.ClientFor(
            TestIssuer.Bearer(TestIssuer.Shared.Token("watch:annan-grupp", ["watch-contact", "watch-registrar"])));

        await app.SendAsync(HttpMethod.Get, member + "/contact-details", null, HttpStatusCode.NotFound, other);
        await app.SendAsync(HttpMethod.Get, group + "/members", null, HttpStatusCode.NotFound, other);
    }

    [Fact]
    public async Task Withdrawn_consent_erases_contact_details_and_keeps_the_household_listed()
    {
        var group = await app.FormAsync();
        var member = $"{group}/members/{(await app.PostAsync(group + "/members", Household)).GetProperty("id").GetString()}";
        Assert.Equal(2, (await app.GetAsync(group)).GetProperty("households").GetInt32());

        var withdrawn = await app.PostAsync(member + "/consent-withdrawals", null, HttpStatusCode.OK);

        Assert.Equal("2021-05-03", withdrawn.GetProperty("withdrawnOn").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await app.GetAsync(member + "/contact-details")).GetProperty("email").ValueKind);
        var counted = await app.GetAsync(group);
        Assert.Equal((1, 2), (counted.GetProperty("households").GetInt32(), counted.GetProperty("householdsInReach").GetInt32()));
    }

    [Fact]
    public async Task Erasure_keeps_only_the_count()
    {
        var group = await app.FormAsync();
        var id = Guid.Parse((await app.PostAsync(group + "/members", Household)).GetProperty("id").GetString()!);

        await app.SendAsync(HttpMethod.Delete, $"{group}/members/{id}", null, HttpStatusCode.NoContent);

        await app.SendAsync(HttpMethod.Get, $"{group}/members/{id}/contact-details", null, HttpStatusCode.NotFound);
        Assert.False(await app.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Members.AnyAsync(member => member.PublicId == id)));
        Assert.Contains("\"households\":1", (await app.EventsOfAsync(group))[^1].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_member_is_rejected_by_field_without_repeating_values()
    {
        var group = await app.FormAsync();

        Assert.Equal("takesPart", await FieldAsync(new { role = "household", address = "A", takesPart = false, email = "a@example.se" }));
        Assert.Equal("consentOn", await FieldAsync(new { role = "household", address = "A", email = "a@example.se" }));
        Assert.Equal(
            "consentOn", await FieldAsync(new { role = "household", address = "A", email = "a@example.se", consentOn = "2021-05-04" }));
        Assert.Equal("address", await FieldAsync(new { role = "household" }));
        Assert.Equal("name", await FieldAsync(new { role = "policeContact" }));
        Assert.Equal("email", await FieldAsync(new { role = "household", address = "A", email = "kim", consentOn = "2021-05-01" }));
        Assert.Equal("phone", await FieldAsync(new { role = "household", address = "A", phone = "850709-9805", consentOn = "2021-05-01" }));

        async Task<string> FieldAsync(object member)
        {
            var problem = await app.PostAsync(group + "/members", member, HttpStatusCode.BadRequest);
            Assert.DoesNotContain("9805", problem.GetRawText(), StringComparison.Ordinal);
            return Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name;
        }
    }
}
