using Medborgarlofte.DevelopmentIdentity;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>The personas of the development issuer work with the demo as the parties that the demo names.</summary>
public sealed class DemoPersonaTests(WholeApp app)
{
    private const string Municipality = ApiClient.Root + "/0481";

    [Theory]
    [InlineData("samordnare", "Oxelösunds kommun")]
    [InlineData("kommunpolis", "polisen")]
    [InlineData("bevakningsbolag", "vaktbolaget")]
    [InlineData("bostadsbolag", "Kustbostäder")]
    [InlineData("styrgrupp", "Oxelösunds kommun")]
    public async Task Persona_is_a_party_of_the_register(string id, string name)
    {
        var persona = DemoPersona.All.Single(persona => persona.Id == id);

        Assert.Equal(name, (await app.Client.GetJsonAsync($"{Municipality}/parties/{persona.Party}")).Text("name"));
    }

    [Fact]
    public async Task Guard_company_owns_its_measure_of_the_demo()
    {
        var persona = DemoPersona.All.Single(persona => persona.Id == "bevakningsbolag");
        using var guards = app.ClientFor(
            TestIssuer.Bearer(TestIssuer.Shared.Token(persona.Party, [.. persona.Roles], [.. persona.Municipalities])));

        var measures = (await guards.GetJsonAsync(Municipality + "/measures")).Items("items");

        Assert.Contains(
            measures, measure => measure.Text("title") == "Tätare bevakning och rondering" && measure.Text("ownerParty") == persona.Party);
    }
}
