using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Benchmarks;

/// <summary>Measures the fan-out of a warning to one of ten areas, with 100,000 households in all, while incidents are reported.</summary>
internal static class WarningBenchmark
{
    private const string Root = ApiClient.Root + "/0481";
    private const int Areas = 10;
    private const int GroupsInArea = 1_000;
    private const int HouseholdsInGroup = 10;
    private const int Reports = 2_000;

    public static async Task RunAsync()
    {
        await using var app = await IntakeAndWatch.StartAsync();
        await ReportAsync(app.Client, count => count < Reports);
        var alone = await ReportAsync(app.Client, count => count < Reports);
        for (var number = 0; number < 5; number++)
        {
            await app.Client.PostJsonAsync(Root + "/incidents", Incident("burglary"));
        }

        var clock = Stopwatch.StartNew();
        var fanOut = Eventually.TrueAsync(
            () => app.InDatabaseAsync(
                (NeighbourhoodWatchDbContext db) => db.Set<NoticeMailing>().AnyAsync(mailing => mailing.SpreadAt != null)),
            "the fan-out");
        var beside = ReportAsync(app.Client, _ => !fanOut.IsCompleted);
        await fanOut;
        var seconds = clock.Elapsed.TotalSeconds;
        var notices = await app.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<Notice>().CountAsync());
        var ratio = await beside / alone;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Warning to {notices:N0} of {Areas * GroupsInArea * HouseholdsInGroup:N0} households: "
            + $"fanned out in {seconds:0.0} s, {notices / seconds:N0} a second; "
            + $"concurrent reports at {ratio:0.00} of their rate without a warning"));
    }

    private static object Incident(string category) => new
    {
        category,
        area = "area-0",
        occurredFrom = TimeProvider.System.GetUtcNow().AddHours(-2),
        reportedAt = TimeProvider.System.GetUtcNow().AddHours(-1),
    };

    // Returns the reports per second of eight concurrent senders; goesOn gets the number of reports sent.
    private static async Task<double> ReportAsync(HttpClient client, Func<int, bool> goesOn)
    {
        var sent = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (goesOn(Volatile.Read(ref sent)))
            {
                Interlocked.Increment(ref sent);
                using var answer = await client.PostAsJsonAsync(new Uri(Root + "/incidents", UriKind.Relative), Incident("theft"));
                answer.EnsureSuccessStatusCode();
            }
        }));
        return sent / clock.Elapsed.TotalSeconds;
    }

    private sealed class IntakeAndWatch : ModuleApp
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-warnings-").FullName;

        protected override Dictionary<string, string?> Settings =>
            new() { ["Notices:PickupDirectory"] = Path.Combine(_directory, "mails") };

        public static async Task<IntakeAndWatch> StartAsync()
        {
            var app = new IntakeAndWatch();
            app.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
            await app.StartAsync(shared: null);
            await app.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
            for (var area = 0; area < Areas; area++)
            {
                await app.Client.PostJsonAsync(Root + "/areas", new { code = $"area-{area}", name = $"Område {area}" });
            }

            await Eventually.TrueAsync(
                () => app.InDatabaseAsync(async (NeighbourhoodWatchDbContext db) =>
                    await MunicipalityReference.FindAsync(db, "0481", CancellationToken.None)
                        is { Areas.Count: Areas, Categories.Count: > 0 }),
                "the reference data");
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Root + "/warnings/settings", UriKind.Relative))
            {
                Content = JsonContent.Create(new { isOn = true, categories = new[] { "burglary" } }),
            };
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await app.Client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            await app.FillAsync();
            return app;
        }

        protected override void AddModule(IServiceCollection services, IConfiguration configuration)
        {
            foreach (var module in new[] { "incident-intake", "neighbourhood-watch" })
            {
                configuration["ConnectionStrings:" + module] = $"Data Source={Path.Combine(_directory, module + ".db")}";
            }

            services.AddIncidentIntake(configuration).AddNeighbourhoodWatch(configuration);
        }

        protected override void AddQueues(QueueCatalogue queues)
        {
            IncidentIntakeModule.AddQueues(queues);
            NeighbourhoodWatchModule.AddQueues(queues);
        }

        protected override void MapModule(WebApplication app)
        {
            app.MapIncidentIntake();
            app.MapNeighbourhoodWatch();
        }

        private async Task FillAsync()
        {
            for (var area = 0; area < Areas; area++)
            {
                await InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
                {
                    for (var number = 0; number < GroupsInArea; number++)
                    {
                        Add(db, $"area-{area}", number);
                    }

                    return db.SaveChangesAsync();
                });
            }
        }

        private void Add(NeighbourhoodWatchDbContext db, string area, int number)
        {
            var today = DateOnly.FromDateTime(Clock.GetUtcNow().Date);
            var group = new WatchGroup
            {
                PublicId = Guid.CreateVersion7(),
                Municipality = "0481",
                Name = $"Grupp {number}",
                Area = area,
                Variant = WatchVariant.Neighbourhood,
                Households = HouseholdsInGroup,
                RegisteredOn = today,
            };
            foreach (var status in new[] { WatchGroupStatus.Forming, WatchGroupStatus.Trained, WatchGroupStatus.Active })
            {
                group.Move(status, today, reason: null);
            }

            db.Add(group);
            for (var household = 0; household < HouseholdsInGroup; household++)
            {
                db.Add(new Member
                {
                    PublicId = Guid.CreateVersion7(),
                    Municipality = "0481",
                    GroupId = group.PublicId,
                    Role = MemberRole.Household,
                    TakesPart = true,
                    Address = $"Vägen {household}",
                    Email = $"{area}.{number}.{household}@example.se",
                    WarningChannel = WarningChannel.Mail,
                    AddedOn = today,
                });
            }
        }
    }
}
