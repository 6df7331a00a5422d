using System.Net;
using System.Text.Json;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class RegisterExtractTests(NeighbourhoodWatchApp app)
{
    private const string Extracts = NeighbourhoodWatchApp.Groups + "/register-extracts";

    [Fact]
    public async Task Extract_finds_every_spelling_of_a_person_and_nobody_else()
    {
        var first = await AddAsync(new
        {
            role = "household", address = "Utdragsvägen 1", name = "Åsa Utdrag", email = "Asa.Utdrag@example.se", phone = "070-765 43 21",
            consentOn = "2021-05-02",
        });
        var second = await AddAsync(new { role = "policeContact", name = "Utdrag,  ÅSA Maria", phone = "+46 70 765 43 21" });
        await AddAsync(new
        {
            role = "household", address = "Utdragsvägen 2", name = "Åsa Annan", email = "annan.utdrag@example.se", phone = "070-765 43 22",
            consentOn = "2021-05-02",
        });

        Assert.Equal([first], await IdsAsync(new { email = "asa.utdrag@EXAMPLE.se" }));
        Assert.Equal([first, second], await IdsAsync(new { phone = "0046707654321" }));
        Assert.Equal([first, second], await IdsAsync(new { name = "åsa utdrag" }));
        Assert.Equal([first], await IdsAsync(new { address = "utdragsvägen  1" }));
        Assert.Equal([first, second], await IdsAsync(new { email = "asa.utdrag@example.se", name = "Åsa Utdrag" }));
        Assert.Empty(
            await IdsAsync(new { email = "ingen@example.se", phone = "070-000 00 00", name = "Ingen Alls", address = "Utdragsvägen" }));

        var entry = (await ExtractAsync(new { email = "asa.utdrag@example.se" })).GetProperty("entries")[0];
        var data = entry.GetProperty("data").EnumerateArray().ToDictionary(
            datum => datum.GetProperty("label").GetString()!, datum => datum.GetProperty("value").GetString());
        Assert.Equal(
            ("Utdragsvägen 1", "Åsa Utdrag", "asa.utdrag@example.se", "070-765 43 21"),
            (data["Adress"], data["Namn"], data["E-post"], data["Telefon"]));
        Assert.Equal(
            ("hushåll", "ja", "2021-05-02", "2021-05-03"), (data["Roll"], data["Är med"], data["Samtycke lämnat"], data["Infört"]));
        Assert.All(
            new[] { "register", "purpose", "recipients", "keptUntil" }, name => Assert.NotEqual("", entry.GetProperty(name).GetString()));
    }

    [Fact]
    public async Task Extract_contains_the_warning_preferences()
    {
        await app.PublishCategoriesAsync();
        await AddAsync(new
        {
            role = "household", address = "Varningsvägen 1", email = "valt@example.se", consentOn = "2021-05-02", warningChannel = "mail",
            warningCategories = new[] { "burglary" }, warningSender = "police",
        });
        await AddAsync(new
        {
            role = "household", address = "Varningsvägen 2", email = "allt@example.se", consentOn = "2021-05-02", warningChannel = "mail",
        });
        await AddAsync(new { role = "household", address = "Varningsvägen 3", email = "inget@example.se", consentOn = "2021-05-02" });

        Assert.Equal(
            ["Vill bli varnad: med e-post", "Varnas om: burglary", "Varnas av: bara polisen"], await WarningsAsync("valt@example.se"));
        Assert.Equal(
            ["Vill bli varnad: med e-post", "Varnas om: alla kategorier", "Varnas av: polis och kommun"],
            await WarningsAsync("allt@example.se"));
        Assert.Equal(["Vill bli varnad: nej"], await WarningsAsync("inget@example.se"));

        async Task<string[]> WarningsAsync(string email)
        {
            var entry = Assert.Single((await ExtractAsync(new { email })).GetProperty("entries").EnumerateArray());
            return [.. entry.GetProperty("data").EnumerateArray()
                .Select(datum => $"{datum.GetProperty("label").GetString()}: {datum.GetProperty("value").GetString()}")
                .Where(datum => datum.Contains("arna", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public async Task Only_data_protection_officers_of_the_municipality_may_make_extracts()
    {
        foreach (var role in new[] { "coordinator", "police", "operator", "watch-registrar", "watch-contact" })
        {
            using var caller = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("municipality:0481", [role])));
            await app.SendAsync(HttpMethod.Post, Extracts, new { name = "Kim Exempel" }, HttpStatusCode.Forbidden, caller);
        }

        using var elsewhere = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("municipality:0480", ["data-protection"], ["0480"])));
        await app.SendAsync(HttpMethod.Post, Extracts, new { name = "Kim Exempel" }, HttpStatusCode.Forbidden, elsewhere);
        using var officer = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("municipality:0481", ["data-protection"])));
        using var answer = await officer.PostAsync(
            new Uri(Extracts, UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { name = "Kim Exempel" }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Search_without_identifying_values_is_rejected_without_repeating_them()
    {
        Assert.Equal("email", await FieldAsync(new { }));
        Assert.Equal("email", await FieldAsync(new { email = " ", name = " " }));
        Assert.Equal("email", await FieldAsync(new { email = "850709-9805@example.se" }));
        Assert.Equal("email", await FieldAsync(new { email = "9805" }));
        Assert.Equal("phone", await FieldAsync(new { phone = "850709-9805" }));
        Assert.Equal("phone", await FieldAsync(new { phone = "070 9805 kim" }));
        Assert.Equal("name", await FieldAsync(new { name = "Exempel9805" }));
        Assert.Equal("name", await FieldAsync(new { name = "Kim Exempel 850709-9805" }));
        Assert.Equal("address", await FieldAsync(new { address = new string('9', 201) }));
        await app.PostAsync(
            "/api/v1/municipalities/9999/watch-groups/register-extracts", new { name = "Kim Exempel" }, HttpStatusCode.NotFound);

        async Task<string> FieldAsync(object sought)
        {
            var problem = await app.PostAsync(Extracts, sought, HttpStatusCode.BadRequest);
            var errors = problem.GetProperty("errors");
            Assert.DoesNotContain("9805", errors.GetRawText() + problem.GetProperty("detail").GetRawText(), StringComparison.Ordinal);
            return Assert.Single(errors.EnumerateObject()).Name;
        }
    }

    private async Task<string> AddAsync(object member)
    {
        var group = await app.FormAsync();
        return (await app.PostAsync(group + "/members", member)).GetProperty("id").GetString()!;
    }

    private Task<JsonElement> ExtractAsync(object sought) => app.PostAsync(Extracts, sought, HttpStatusCode.OK);

    private async Task<string[]> IdsAsync(object sought) =>
        [.. (await ExtractAsync(sought)).GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!)];
}
