using System.Net;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class GroupLifecycleTests(NeighbourhoodWatchApp app)
{
    [Fact]
    public async Task Activation_requires_every_step_of_the_start_guide()
    {
        var group = await app.FormAsync();
        Assert.Equal(["basicTraining"], Missing(await app.MoveAsync(group, new { to = "trained" }, HttpStatusCode.Conflict)));
        await app.TrainAsync(group);
        await app.MoveAsync(group, new { to = "trained" });

        Assert.Equal(
            ["policeContact", "runningActivity"], Missing(await app.MoveAsync(group, new { to = "active" }, HttpStatusCode.Conflict)));
        await app.PostAsync(group + "/activities", new { kind = "signsPutUp" }, HttpStatusCode.Conflict);
        Assert.False((await app.GetAsync(group + "/guide")).GetProperty("signsAllowed").GetBoolean());
        await app.PostAsync(group + "/members", new { role = "policeContact", name = "Områdespolisen" });
        await app.PostAsync(group + "/activities", new { kind = "neighbourMeeting" });
        var active = await app.MoveAsync(group, new { to = "active" });

        Assert.Equal("Aktiv sedan den 3 maj 2021.", active.GetProperty("statusText").GetString());
        Assert.True((await app.GetAsync(group + "/guide")).GetProperty("signsAllowed").GetBoolean());
        await app.PostAsync(group + "/activities", new { kind = "signsPutUp", count = 4 });
        Assert.Single(await app.EventsOfAsync(group), entry => entry.Type == "GroupBecameActive");
    }

    [Fact]
    public async Task Disallowed_status_change_reports_from_to_and_allowed()
    {
        var group = await app.FormAsync();

        var problem = await app.MoveAsync(group, new { to = "dormant", reason = "ownDecision" }, HttpStatusCode.Conflict);

        Assert.Equal(("forming", "dormant"), (problem.GetProperty("from").GetString(), problem.GetProperty("to").GetString()));
        Assert.Equal(["trained", "closed"], problem.GetProperty("allowed").EnumerateArray().Select(state => state.GetString()));
        await app.MoveAsync(group, new { to = "closed" }, HttpStatusCode.BadRequest);
        await app.MoveAsync(group, new { to = "closed", reason = "merged" });
        await app.PostAsync(group + "/activities", new { kind = "neighbourMeeting" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Only_settings_that_the_municipality_has_set_are_conditions()
    {
        await using var own = await app.AnotherAsync();
        var group = await own.ActivateAsync();
        var settings = new { householdsPerContactPerson = 1, minimumSharePercent = 70, retrainingMonths = 12 };
        await own.SendAsync(HttpMethod.Put, NeighbourhoodWatchApp.Root + "/watch-settings", settings, HttpStatusCode.OK);
        await own.PostAsync(group + "/members", new { role = "household", address = "Sjövägen 6" });
        await own.PostAsync(group + "/members", new { role = "household", address = "Sjövägen 8", takesPart = false });
        own.Clock.Advance(TimeSpan.FromDays(370));

        var steps = (await own.GetAsync(group + "/guide")).GetProperty("steps").EnumerateArray().ToList();

        Assert.Equal(
            ["contactPersons", "households", "basicTraining", "runningActivity"],
            steps.Where(step => !step.GetProperty("isDone").GetBoolean()).Select(step => step.GetProperty("step").GetString()));
        Assert.Equal("1 av 2 kontaktombud är valt. Välj fler bland grannarna.", steps[0].GetProperty("text").GetString());
        Assert.Equal("2 hushåll är med av 3. Minst 70 procent ska vara med.", steps[1].GetProperty("text").GetString());
        Assert.Equal(
            ["residents", "residents", "police", "police", "contactPersons"], steps.Select(step => step.GetProperty("who").GetString()));
    }

    [Fact]
    public async Task Group_without_activity_becomes_dormant_with_a_reason()
    {
        await using var own = await app.AnotherAsync();
        var idle = await own.ActivateAsync();
        own.Clock.Advance(TimeSpan.FromDays(200));
        var awake = await own.ActivateAsync();
        await own.SendAsync(
            HttpMethod.Put, NeighbourhoodWatchApp.Root + "/watch-settings", new { dormantAfterMonths = 6 }, HttpStatusCode.OK);

        await own.WorkAsync<NeighbourhoodWatchDbContext, DormancyJob>();

        var group = await own.GetAsync(idle);
        Assert.Equal("dormant", group.GetProperty("status").GetString());
        Assert.Equal("noActivity", group.GetProperty("stopReason").GetString());
        Assert.EndsWith("ingen verksamhet sedan den 3 maj 2021.", group.GetProperty("statusText").GetString(), StringComparison.Ordinal);
        Assert.Equal("active", (await own.GetAsync(awake)).GetProperty("status").GetString());
        Assert.Contains("\"dormant\"", (await own.EventsOfAsync(idle))[^1].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duty_is_listed_until_it_is_fulfilled()
    {
        await using var own = await app.AnotherAsync();
        var group = await own.ActivateAsync();
        Assert.Empty(await DutiesAsync(own));
        await own.PostAsync(group + "/activities", new { kind = "signDamaged", count = 2 });
        own.Clock.Advance(TimeSpan.FromDays(31));
        await own.PostAsync(group + "/members", new { role = "household", address = "Sjövägen 6" });
        Assert.Equal(["replaceSigns overdue", "greetNewcomers"], await DutiesAsync(own));
        await own.PostAsync(group + "/activities", new { kind = "signReplaced", count = 2 });
        await own.PostAsync(group + "/activities", new { kind = "newcomersGreeted" });
        own.Clock.Advance(TimeSpan.FromDays(320));

        Assert.Equal(["contactPersonGathering", "householdList", "neighbourMeeting"], (await DutiesAsync(own)).Order());
        own.Clock.Advance(TimeSpan.FromDays(30));
        await own.PostAsync(group + "/activities", new { kind = "neighbourMeeting" });
        Assert.Equal(["contactPersonGathering overdue", "householdList overdue"], (await DutiesAsync(own)).Order());
    }

    [Fact]
    public async Task Start_guide_page_shows_the_steps_from_interest_to_signs()
    {
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri("/0481/grannsamverkan", UriKind.Relative)));

        Assert.Contains("Starta grannsamverkan i Oxelösunds kommun", page, StringComparison.Ordinal);
        Assert.Equal(7, page.Split("<li>").Length - 1);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string[]> DutiesAsync(NeighbourhoodWatchApp own) =>
    [
        .. (await own.GetAsync(NeighbourhoodWatchApp.Groups + "/duties")).GetProperty("items").EnumerateArray()
            .Select(duty => duty.GetProperty("duty").GetString() + (duty.GetProperty("isOverdue").GetBoolean() ? " overdue" : ""))
    ];

    private static IEnumerable<string?> Missing(System.Text.Json.JsonElement problem) =>
        problem.GetProperty("missing").EnumerateArray().Select(step => step.GetString());
}
