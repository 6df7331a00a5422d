using System.Net;
using System.Text.Json;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Tests;

/// <summary>Every named party is in the register of the municipality.</summary>
public sealed class PartyReferenceTests(MeasuresApp app)
{
    [Fact]
    public async Task Unknown_parties_are_rejected_wherever_they_are_named()
    {
        var (promise, row) = (await app.PromiseAsync(), await app.ProblemAreaAsync());
        var owners = Samples.Promise(
            owners: ["komun:0486", "municipality:0481"], signatures: new[] { Samples.Signature("security:okand") });
        Assert.Equal(["owners[0]", "signatures[0].party"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", owners));
        Assert.Equal(
            ["ownerParty", "performers[0]"],
            await app.ErrorsOfAsync(HttpMethod.Post, "measures", new
            {
                problemAreaIds = new[] { row }, title = "Rondering", ownerParty = "security:okand",
                performers = new[] { "security:okand", "security:guards" }, horizon = "shortTerm", status = "planned",
            }));
        Assert.Equal(
            ["parties[0]"],
            await app.ErrorsOfAsync(HttpMethod.Post, "meetings", new { on = "2021-05-10", parties = new[] { "school:okand" } }));
        Assert.Equal(
            ["parties[0]"],
            await app.ErrorsOfAsync(HttpMethod.Post, "commitments", new
            {
                promiseId = promise, title = "Kontroller", parties = new[] { "school:okand" }, measureIds = Array.Empty<Guid>(),
            }));
        Assert.Equal(
            ["party"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, $"measures/{await app.MeasureAsync(row, "started")}/activities",
                new { kind = "round", party = "security:okand", startedAt = "2021-03-01T22:00:00+01:00", occasions = 2 }));
        Assert.Equal(
            ["party"],
            await app.ErrorsOfAsync(HttpMethod.Put, "party-contacts/school:okand", new { email = "skolan@kommunen.example" }, "*"));
        var problem = await (await app.SendAsync(HttpMethod.Post, "promises", owners)).ReadAsync(HttpStatusCode.BadRequest);
        Assert.Equal(
            "owners[0]: komun:0486 finns inte i kommunens register över parter.",
            problem.GetProperty("errors").GetProperty("owners[0]")[0].GetString());
    }

    [Fact]
    public async Task Retired_party_remains_where_it_is_named_but_cannot_be_named_anew()
    {
        await RegisterAsync(1, isRetired: false);
        string[] parties = ["school:tidigare", "municipality:0481"];
        var promise = await app.AdoptedAsync(Samples.Promise(owners: parties, signatures: Array.Empty<object>()));
        var meeting = await app.CreateAsync("meetings", new { on = "2021-05-11", parties });
        await RegisterAsync(2, isRetired: true);
        var signed = Samples.Promise(owners: parties, signatures: new[] { Samples.Signature("school:tidigare") });
        var unsigned = Samples.Promise(owners: parties, signatures: Array.Empty<object>());

        Assert.Equal(["owners[0]"], await app.ErrorsOfAsync(HttpMethod.Post, "promises", unsigned));
        await (await app.SendAsync(HttpMethod.Put, $"promises/{promise}", signed, "*")).ReadAsync(HttpStatusCode.OK);
        await (await app.SendAsync(
            HttpMethod.Put, $"meetings/{meeting}", new { on = "2021-05-12", parties = new[] { "school:tidigare" } }, "*"))
            .ReadAsync(HttpStatusCode.OK);
        var next = await (await app.SendAsync(HttpMethod.Post, "meetings", new { on = "2021-05-12" })).ReadAsync(HttpStatusCode.BadRequest);
        Assert.Equal("parties", Assert.Single(next.GetProperty("errors").EnumerateObject()).Name);
        await (await app.SendAsync(HttpMethod.Post, $"meetings/{meeting}/status-changes", new { to = "cancelled" }, "*"))
            .ReadAsync(HttpStatusCode.OK);
    }

    private async Task RegisterAsync(int version, bool isRetired)
    {
        await app.PublishAsync(new PartyChanged("0481", "school:tidigare", version, PartyKind.School, "skolan", isRetired));
        await Eventually.TrueAsync(
            () => app.InDatabaseAsync((MeasuresDbContext db) => db.Set<ReferenceCopy>().AnyAsync(copy =>
                copy.Code == "school:tidigare" && copy.Municipality == "0481" && copy.Version == version)),
            "the party");
    }
}
