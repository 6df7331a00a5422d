using System.Net;
using System.Text.Json;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.StartPages;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>A municipality with several promises at a time: one per district, or a two-year one beside a yearly one.</summary>
public sealed class SeveralPromisesTests(ReportingApp app) : ReportingTests(app)
{
    private const string Tertial = "/follow-ups/2021-t1";

    private readonly Guid _centrum = Guid.CreateVersion7();
    private readonly Guid _ramdal = Guid.CreateVersion7();

    [Fact]
    public async Task Each_promise_of_a_period_has_its_own_follow_up()
    {
        await AddDistrictsAsync();

        var (status, choices) = await ReadAsync<FollowUpList>(Municipality.Client, Tertial);

        Assert.Equal(HttpStatusCode.MultipleChoices, status);
        Assert.Equal(["Centrum 2021", "Ramdal 2021"], choices.Items.Select(choice => choice.PromiseTitle));
        foreach (var (choice, promise, cases) in choices.Items.Zip([_centrum, _ramdal], [6, 8]))
        {
            var followUp = await Municipality.GetAsync<FollowUp>(choice.Links.Draft[Municipality.Root.Length..]);
            Assert.Equal((promise, promise, cases), (choice.PromiseId, followUp.Promise!.Id, followUp.Totals.Cases));
            Assert.Equal("Brott", Assert.Single(followUp.Rows).Name);
        }

        using var page = await Municipality.Client.GetAsync(
            new Uri($"/{Municipality.Code}/uppfoljning/2021-t1", UriKind.Relative), TestContext.Current.CancellationToken);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.MultipleChoices, page.StatusCode);
        Assert.All(choices.Items, choice => Assert.Contains($"href=\"{choice.Links.Page}\"", html, StringComparison.Ordinal));
        Assert.Contains("Första tertialet 2021 (januari–april): Centrum 2021", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publications_are_numbered_per_promise_and_the_short_address_works_while_one_is_public()
    {
        await AddDistrictsAsync();
        using var anyone = Municipality.ClientFor(null);

        using var ambiguous = await Municipality.SendAsync(HttpMethod.Post, Tertial + "/publications");
        var problem = JsonElement.Parse(await ambiguous.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Conflict, ambiguous.StatusCode);
        Assert.Equal(2, problem.GetProperty("items").GetArrayLength());
        Assert.Contains("Centrum 2021 eller Ramdal 2021", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        Assert.Equal(1, await PublishAsync(_ramdal));
        Assert.Equal(2, await PublishAsync(_ramdal));
        var (single, shown) = await ReadAsync<FollowUp>(anyone, Tertial);
        Assert.Equal((HttpStatusCode.OK, _ramdal), (single, shown.Promise!.Id));
        var (hidden, _) = await ReadAsync<object>(anyone, $"{Tertial}?promise={_centrum}");
        Assert.Equal(HttpStatusCode.NotFound, hidden);

        Assert.Equal(1, await PublishAsync(_centrum));
        var (several, listed) = await ReadAsync<FollowUpList>(anyone, Tertial);
        Assert.Equal((HttpStatusCode.MultipleChoices, 2), (several, listed.Items.Count));
        var (_, all) = await ReadAsync<FollowUpList>(anyone, "/follow-ups");
        Assert.Equal(
            [("2021-t1", _centrum, FollowUpState.Published), ("2021-t1", _ramdal, FollowUpState.Published)],
            all.Items.Select(item => (item.Code, item.PromiseId, item.State)));
        Assert.Equal(1, (await Municipality.GetAsync<FollowUp>($"{Tertial}?promise={_centrum}")).Publication!.Number);
        Assert.Equal(2, (await Municipality.GetAsync<FollowUp>($"{Tertial}?version=2")).Publication!.Number);
    }

    [Fact]
    public async Task Replaced_text_belongs_to_the_promise_of_its_problem_area()
    {
        var (centrum, _) = await AddDistrictsAsync();

        using var replaced = await Municipality.SendAsync(
            HttpMethod.Put, $"{Tertial}/texts/{centrum.ProblemAreaId}", new { text = "Texten om centrum." });

        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal("Texten om centrum.", await TextAsync(_centrum));
        Assert.NotEqual("Texten om centrum.", await TextAsync(_ramdal));

        async Task<string> TextAsync(Guid promise) =>
            (await Municipality.GetAsync<FollowUp>($"{Tertial}?version=draft&promise={promise}")).Rows.Single().Problem.Text;
    }

    [Fact]
    public async Task Two_year_promise_is_listed_beside_a_yearly_one()
    {
        await Municipality.ProjectAsync(
            Some.Promise(_centrum) with { Title = "Löfte 2020–2021", FirstDay = new(2020, 1, 1) },
            Some.Promise(_ramdal) with { Title = "Löfte 2021" },
            Some.Theme(_centrum, 1, "Brott", Some.Damage));
        await Municipality.ReportAsync(Some.Incidents(5, reportedOn: "2020-02-03"));
        await Municipality.ReportAsync(Some.Incidents(5));

        var all = (await Municipality.GetAsync<FollowUpList>("/follow-ups")).Items;

        Assert.Equal(
            [("2021-t1", "Löfte 2021"), ("2021-t1", "Löfte 2020–2021"), ("2020-t1", "Löfte 2020–2021")],
            all.Select(item => (item.Code, item.PromiseTitle)));
        Assert.Equal(Municipality.Root + "/follow-ups/2020-t1", all[^1].Links.Self);
        Assert.Equal("Löfte 2020–2021", (await Municipality.GetAsync<FollowUp>("/follow-ups/2020-t1")).Promise!.Title);
        using var published = await Municipality.SendAsync(
            HttpMethod.Post, $"/follow-ups/2020-01-01--2020-12-31/publications?promise={_ramdal}");
        Assert.Equal(HttpStatusCode.NotFound, published.StatusCode);
    }

    [Fact]
    public async Task Start_page_has_all_promises_in_force_and_the_follow_up_of_each()
    {
        await AddDistrictsAsync();
        await PublishAsync(_centrum);
        await PublishAsync(_ramdal);

        await using var scope = App.Services.CreateAsyncScope();
        var start = await scope.ServiceProvider.GetRequiredService<StartPageQuery>()
            .ReadAsync(Some.Reference(), seesDrafts: false, TestContext.Current.CancellationToken);

        Assert.Equal(["Centrum 2021", "Ramdal 2021"], start.Promises.Select(promise => promise.Title));
        Assert.Equal([_centrum, _ramdal], start.LatestFollowUps.Select(followUp => followUp.Promise!.Id));
        var html = WebUtility.HtmlDecode(
            await Municipality.Client.GetStringAsync(
                new Uri("/" + Municipality.Code, UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Contains(">Centrum 2021</h2>", html, StringComparison.Ordinal);
        Assert.Contains(">Ramdal 2021</h2>", html, StringComparison.Ordinal);
        Assert.Contains($"/{Municipality.Code}/uppfoljning/2021-t1?promise={_ramdal}", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split($"/{Municipality.Code}/uppfoljning/2021-t1?promise={_ramdal}").Length);
        Assert.DoesNotContain("Alla uppföljningar", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publication_that_is_entered_afterwards_keeps_its_day()
    {
        await Municipality.ProjectAsync(Some.Promise(_centrum), Some.Theme(_centrum, 1, "Brott", Some.Damage));
        await Municipality.ReportAsync(Some.Incidents(5));

        foreach (var day in new[] { "2021-04-30", "2999-01-01" })
        {
            using var refused = await Municipality.SendAsync(HttpMethod.Post, Tertial + "/publications", new { on = day });
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var published = await Municipality.SendAsync(HttpMethod.Post, Tertial + "/publications", new { on = "2021-05-02" });
        Assert.Equal(HttpStatusCode.Created, published.StatusCode);
        using var earlier = await Municipality.SendAsync(HttpMethod.Post, Tertial + "/publications", new { on = "2021-05-01" });
        Assert.Equal(HttpStatusCode.BadRequest, earlier.StatusCode);

        Assert.Equal(new DateOnly(2021, 5, 2), (await Municipality.FollowUpAsync("")).Publication!.On);
        using var anyone = Municipality.ClientFor(null);
        var html = WebUtility.HtmlDecode(await anyone.GetStringAsync(
            new Uri($"/{Municipality.Code}/uppfoljning/2021-t1", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Matches(
            "<strong>Publicerad</strong> den <time datetime=\"2021-05-02\">2 maj 2021</time>,\\s+införd här den <time", html);
    }

    private async Task<(ProblemAreaChanged Centrum, ProblemAreaChanged Ramdal)> AddDistrictsAsync()
    {
        var centrum = Some.Place(_centrum, 1, "Brott", "centrum");
        var ramdal = Some.Place(_ramdal, 1, "Brott", "ramdal");
        await Municipality.ProjectAsync(
            Some.Promise(_centrum) with { Title = "Centrum 2021" },
            Some.Promise(_ramdal) with { Title = "Ramdal 2021" },
            centrum,
            ramdal);
        await Municipality.ReportAsync([.. Some.Incidents(6), .. Some.Incidents(8, area: "ramdal")]);
        return (centrum, ramdal);
    }

    private async Task<int> PublishAsync(Guid promise)
    {
        using var answer = await Municipality.SendAsync(HttpMethod.Post, $"{Tertial}/publications?promise={promise}");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var followUp = JsonSerializer.Deserialize<FollowUp>(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), ApiJson.Options)!;
        Assert.Equal(promise, followUp.Promise!.Id);
        return followUp.Publication!.Number;
    }

    private async Task<(HttpStatusCode Status, T Body)> ReadAsync<T>(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(
            new Uri(Municipality.Root + path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonSerializer.Deserialize<T>(text, ApiJson.Options)!);
    }
}
