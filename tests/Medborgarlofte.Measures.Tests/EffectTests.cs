using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class EffectTests(MeasuresApp app)
{
    private static readonly object Hindered = new { reason = "pandemicRestrictions", activity = "basicTraining", from = "2021-01-01" };

    [Fact]
    public async Task Each_kind_of_effect_is_stored_with_its_ground()
    {
        var area = await app.ProblemAreaAsync();
        foreach (var effect in new[]
        {
            Requests.Effect("observed", observed: Requests.Observed()),
            Requests.Effect("judged", judged: Requests.Judged()),
            Requests.Effect("notStarted"),
            Requests.Effect("hindered", hindrance: Hindered),
        })
        {
            await app.CreateAsync($"problem-areas/{area}/effects", effect);
        }

        var effects = (await app.GetAsync($"problem-areas/{area}/effects")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["observed", "judged", "notStarted", "hindered"], effects.Select(effect => effect.GetProperty("kind").GetString()));
        Assert.Equal("2021-04-12", effects[0].GetProperty("observed").GetProperty("after").GetString());
        Assert.Equal("preventive", effects[1].GetProperty("judged").GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, effects[2].GetProperty("judged").ValueKind);
        Assert.Equal("basicTraining", effects[3].GetProperty("hindrance").GetProperty("activity").GetString());
    }

    [Fact]
    public async Task Effect_requires_exactly_the_ground_of_its_kind()
    {
        var path = $"problem-areas/{await app.ProblemAreaAsync()}/effects";

        Assert.Equal(["observed"], await app.ErrorsOfAsync(HttpMethod.Post, path, Requests.Effect("observed")));
        Assert.Equal(["judged"], await app.ErrorsOfAsync(HttpMethod.Post, path, Requests.Effect("notStarted", judged: Requests.Judged())));
        Assert.Equal(
            ["hindrance"],
            await app.ErrorsOfAsync(HttpMethod.Post, path, Requests.Effect("judged", judged: Requests.Judged(), hindrance: Hindered)));
        Assert.Equal(
            ["judged.grounds", "judged.office", "judged.outcome"],
            await app.ErrorsOfAsync(HttpMethod.Post, path, Requests.Effect("judged", judged: new { grounds = new string('x', 501) })));
    }

    [Fact]
    public async Task Unknown_codes_in_an_observation_are_reported_by_field()
    {
        var path = $"problem-areas/{await app.ProblemAreaAsync()}/effects";

        Assert.Equal(
            ["observed.areas[0]", "observed.categories[1]"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, path, Requests.Effect(
                    "observed", observed: Requests.Observed(categories: ["burglary", "okänd"], area: "borta"))));

        // Houses are a target of burglary, not of vandalism.
        Assert.Equal(
            ["observed.target"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, path, Requests.Effect("observed", observed: Requests.Observed(categories: ["vandalism"]))));
    }

    [Theory]
    [InlineData("2021-05-04", "2021-08-31")]
    [InlineData("2021-04-30", "2021-04-30")]
    public async Task Observation_in_the_future_or_after_its_period_is_rejected(string after, string lastDay)
    {
        var path = $"problem-areas/{await app.ProblemAreaAsync()}/effects";

        Assert.Equal(
            ["observed.after"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, path, Requests.Effect("observed", observed: Requests.Observed(after), lastDay: lastDay)));
    }

    [Fact]
    public async Task Effect_accepts_only_measures_of_its_own_problem_area()
    {
        var area = await app.ProblemAreaAsync();
        var (own, other) = (await app.MeasureAsync(area), await app.MeasureAsync(await app.ProblemAreaAsync()));

        await app.CreateAsync($"problem-areas/{area}/effects", Requests.Effect("notStarted", measureIds: [own]));
        Assert.Equal(
            ["measureIds[1]"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, $"problem-areas/{area}/effects", Requests.Effect("notStarted", measureIds: [own, other])));
    }

    [Fact]
    public async Task Effect_is_found_only_under_its_own_problem_area()
    {
        var (area, other) = (await app.ProblemAreaAsync(), await app.ProblemAreaAsync());
        var id = await app.CreateAsync($"problem-areas/{area}/effects", Requests.Effect("notStarted"));

        await app.GetAsync($"problem-areas/{area}/effects/{id}");
        await (await app.SendAsync(HttpMethod.Get, $"problem-areas/{other}/effects/{id}")).ReadAsync(HttpStatusCode.NotFound);
        await (await app.SendAsync(HttpMethod.Get, $"problem-areas/{Guid.CreateVersion7()}/effects")).ReadAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Change_replaces_the_ground_and_records_one_event()
    {
        var area = await app.ProblemAreaAsync();
        var id = await app.CreateAsync($"problem-areas/{area}/effects", Requests.Effect("notStarted"));
        var judged = Requests.Effect("judged", judged: Requests.Judged("Färre anmälningar."));

        await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{area}/effects/{id}", judged, "\"7\""))
            .ReadAsync(HttpStatusCode.PreconditionFailed);
        await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{area}/effects/{id}", judged, "\"1\"")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("judged", (await app.GetAsync($"problem-areas/{area}/effects/{id}")).GetProperty("kind").GetString());
        var last = JsonDocument.Parse((await app.EventsAboutAsync(id))[1]).RootElement;
        Assert.Equal(
            (2, "Färre anmälningar."),
            (last.GetProperty("version").GetInt32(), last.GetProperty("judged").GetProperty("grounds").GetString()!));
    }
}
