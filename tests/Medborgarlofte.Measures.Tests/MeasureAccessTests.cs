using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

/// <summary>Permissions that depend on the measure.</summary>
public sealed class MeasureAccessTests(MeasuresApp app)
{
    private static readonly (string Party, string Role)[] Callers =
    [
        ("municipality:0481", "coordinator"),
        ("police:nykoping", "police"),
        ("municipality:0481-ledning", "steering"),
        ("security:owner", "reporter"),
        ("security:guards", "reporter"),
        ("housing:other", "reporter"),
    ];

    [Theory]
    [InlineData("estGroup", "decided", "coordinator police")]
    [InlineData("estGroup", "declined", "coordinator police")]
    [InlineData("lineOrganisation", "decided", "coordinator steering")]
    [InlineData("lineOrganisation", "declined", "coordinator steering")]
    public async Task Decision_requires_a_role_of_its_decider(string decider, string to, string allowed)
    {
        foreach (var (party, role) in Callers)
        {
            var id = await ProposalAsync(decider);
            var expected = party == "housing:other" ? HttpStatusCode.NotFound
                : allowed.Split(' ').Contains(role) ? HttpStatusCode.OK
                : HttpStatusCode.Forbidden;

            Assert.Equal((party, expected), (party, await MoveAsync(party, role, id, to)));
        }
    }

    [Theory]
    [InlineData("started")]
    [InlineData("hindered")]
    [InlineData("cancelled")]
    public async Task Other_status_changes_are_allowed_for_owner_coordinator_and_police(string to)
    {
        foreach (var (party, role) in Callers)
        {
            var id = await ProposalAsync("estGroup", "planned");
            var expected = party == "housing:other" ? HttpStatusCode.NotFound
                : party is "security:owner" || role is "coordinator" or "police" ? HttpStatusCode.OK
                : HttpStatusCode.Forbidden;

            Assert.Equal((party, expected), (party, await MoveAsync(party, role, id, to)));
        }
    }

    [Fact]
    public async Task Owner_changes_only_its_own_measures()
    {
        var id = await ProposalAsync("estGroup", "planned");
        var body = Body([await app.ProblemAreaAsync()], "estGroup", null);

        Assert.Equal(HttpStatusCode.OK, await PutAsync("security:owner", id, body));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync("security:guards", id, body));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync("housing:other", id, body));
        body["ownerParty"] = "housing:other";
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync("security:owner", id, body));
    }

    [Fact]
    public async Task Reporting_party_manages_its_own_proposal_but_enters_no_decision()
    {
        var area = await app.ProblemAreaAsync();
        using var proposer = Client("housing:proposer", "reporter");
        var body = Body([area], null, null);
        body["ownerParty"] = null;
        body["performers"] = Array.Empty<string>();

        var proposal = await (await proposer.PostAsJsonAsync(MeasuresApp.Root + "measures", body)).ReadAsync(HttpStatusCode.Created);
        body["status"] = "planned";
        await (await proposer.PostAsJsonAsync(MeasuresApp.Root + "measures", body)).ReadAsync(HttpStatusCode.Forbidden);
        body.Remove("status");

        Assert.Equal(("proposed", "housing:proposer"), (proposal.Text("status"), proposal.Text("registeredBy")));
        Assert.Equal(JsonValueKind.Null, proposal.GetProperty("ownerParty").ValueKind);
        var id = proposal.GetProperty("id").GetGuid();
        body["ownerParty"] = "municipality:0481";
        Assert.Equal(HttpStatusCode.OK, await PutAsync("housing:proposer", id, body));
        Assert.Equal(HttpStatusCode.OK, await MoveAsync("housing:proposer", "reporter", id, "cancelled"));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync("housing:proposer", id, body));
    }

    [Fact]
    public async Task Only_the_coordinator_moves_a_decision_from_the_line_organisation()
    {
        var id = await ProposalAsync("lineOrganisation");
        var body = Body([await app.ProblemAreaAsync()], "estGroup", null);

        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync("security:owner", id, body));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync("police:nykoping", id, body, "police"));
        Assert.Equal(HttpStatusCode.OK, await PutAsync("municipality:0481", id, body, "coordinator"));
        await MoveAsync("municipality:0481", "coordinator", id, "decided");
        body["decider"] = "lineOrganisation";
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync("municipality:0481", id, body, "coordinator"));
    }

    private static Dictionary<string, object?> Body(Guid[] areas, string? decider, string? status) => new()
    {
        ["problemAreaIds"] = areas,
        ["title"] = "Ny belysning",
        ["ownerParty"] = "security:owner",
        ["performers"] = new[] { "security:guards" },
        ["horizon"] = "longTerm",
        ["indicator"] = "Antal anmälda fall",
        ["decider"] = decider,
        ["status"] = status,
    };

    private HttpClient Client(string party, string role) => app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token(party, [role])));

    private async Task<Guid> ProposalAsync(string decider, string status = "proposed") =>
        await app.CreateAsync("measures", Body([await app.ProblemAreaAsync()], decider, status));

    private async Task<HttpStatusCode> MoveAsync(string party, string role, Guid id, string to)
    {
        using var client = Client(party, role);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{MeasuresApp.Root}measures/{id}/status-changes")
        {
            Content = JsonContent.Create(new
            {
                to, on = "2021-04-01", note = "Enligt mötet.", hindrance = to == "hindered"
                    ? new { reason = "funding", from = "2021-04-01" } : null,
            }),
        };
        return await SendAsync(client, request);
    }

    private async Task<HttpStatusCode> PutAsync(string party, Guid id, object body, string role = "reporter")
    {
        using var client = Client(party, role);
        using var request = new HttpRequestMessage(
            HttpMethod.Put, $"{MeasuresApp.Root}measures/{id}") { Content = JsonContent.Create(body) };
        return await SendAsync(client, request);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
