namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class Open311TimeTests : IAsyncLifetime
{
    private readonly IntakeApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_is_filtered_and_sorted_newest_first()
    {
        var stranger = await Open311Caller.WithKeyAsync(_app);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, code) in new[] { ("A", "littering"), ("B", "lighting"), ("C", "littering"), ("D", "theft") })
        {
            names[await stranger.SendAsync(("service_code", code))] = name;
            _app.Clock.Advance(TimeSpan.FromDays(30));
        }

        var rejected = names.Single(entry => entry.Value == "C").Key;
        (await _app.MoveAsync(Guid.Parse(rejected), "rejected")).Is(HttpStatusCode.OK);

        // A is from 3 May, B from 2 June, C from 2 July, D from 1 August; it is 31 August.
        foreach (var (query, expected) in new[]
        {
            ("", "D C B"),
            ("service_code=littering", "C"),
            ("service_code=littering,theft", "D C"),
            ("service_code=piracy", ""),
            ("status=closed", "C"),
            ("status=open", "D B"),
            ("status=open,closed", "D C B"),
            ("start_date=2021-05-03T09:00:00Z&end_date=2021-06-02T11:00:00%2B02:00", "B A"),
            ("start_date=2021-05-03T09:00:00Z&end_date=2021-06-02T11:00:00+02:00", "B A"),
            ("start_date=2021-05-03T09:00:01Z&end_date=2021-06-02T08:59:59Z", ""),
            ("start_date=2021-05-01T00:00:00Z", "C B A"),
            ("end_date=2021-05-31", "A"),
            ($"service_request_id={rejected}&service_code=theft&end_date=2021-05-31", "C"),
            ($"service_request_id={string.Join(',', names.Keys)},lost", "D C B A"),
        })
        {
            var list = (await stranger.GetAsync("requests.xml?" + query)).IsXml();
            Assert.Equal((query, expected), (query, string.Join(' ', list.All("request", "service_request_id").Select(id => names[id]))));
        }

        Assert.Equal(["closed"], (await stranger.GetAsync("servicerequestupdates.xml?start_date=2021-08-31T00:00:00Z")).IsXml()
            .All("request_update", "status"));
        Assert.Empty((await stranger.GetAsync("servicerequestupdates.xml?end_date=2021-08-30T00:00:00Z")).IsXml().Elements);
    }

    [Fact]
    public async Task Rate_limit_of_a_client_applies_per_hour()
    {
        var stranger = await Open311Caller.WithKeyAsync(_app);
        var other = await Open311Caller.WithKeyAsync(_app, rateClass: "high");
        var id = await stranger.SendAsync();
        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", id), ("description", "x"))).IsCreated();
        for (var sent = 2; sent < 60; sent++)
        {
            await stranger.SendAsync();
        }

        var refused = await stranger.PostAsync("requests.xml", ("service_code", "littering"), ("address_id", "ramdal"));
        Assert.Contains("60", refused.IsError(HttpStatusCode.TooManyRequests));
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", id), ("description", "y")))
            .IsError(HttpStatusCode.TooManyRequests);
        for (var sent = 0; sent <= 60; sent++)
        {
            await other.SendAsync();
        }

        _app.Clock.Advance(TimeSpan.FromHours(1));
        await stranger.SendAsync();
    }

    [Fact]
    public async Task Identical_request_after_the_repeat_window_is_a_new_report()
    {
        var stranger = await Open311Caller.WithKeyAsync(_app);
        var first = await stranger.SendAsync(("description", "Igen"));
        _app.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(first, await stranger.SendAsync(("description", "Igen")));
        _app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.NotEqual(first, await stranger.SendAsync(("description", "Igen")));
    }
}
