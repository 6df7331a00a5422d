using System.Diagnostics;
using System.Globalization;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Reporting;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Benchmarks;

/// <summary>Measures the follow-up over ten thousand and one million facts, read alternately over HTTP.</summary>
internal static class FollowUpBenchmark
{
    private const string FollowUp = ApiClient.Root + "/0481/follow-ups/2021-t1";
    private const int Readings = 200;
    private static readonly string[] Areas = ["centrum", "ramdal", "sunda", "frosang", "peterslund", "stenvik"];
    private static readonly string[] Categories = ["criminal-damage", "burglary", "theft", "disorder", "littering", "fire"];
    private static readonly string[] Forms = ["graffiti", "stone-throwing", "equipment-vandalism"];

    public static async Task RunAsync()
    {
        await using var few = await ReportingWith.StartAsync(10_000);
        await using var many = await ReportingWith.StartAsync(1_000_000);
        var (fewTimes, manyTimes) = (new List<double>(), new List<double>());
        for (var reading = 0; reading < Readings; reading++)
        {
            fewTimes.Add(await MillisecondsAsync(few));
            manyTimes.Add(await MillisecondsAsync(many));
        }

        var (fewMedian, manyMedian) = (Median(fewTimes), Median(manyTimes));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Follow-up, median of {Readings}: 10,000 facts {fewMedian:0.0} ms, 1,000,000 facts {manyMedian:0.0} ms, "
            + $"ratio {manyMedian / fewMedian:0.00} (target: at most 1.5)"));
    }

    private static async Task<double> MillisecondsAsync(ReportingWith reporting)
    {
        var start = Stopwatch.GetTimestamp();
        await reporting.Client.GetStringAsync(new Uri(FollowUp, UriKind.Relative));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private sealed class ReportingWith : ModuleApp
    {
        public static async Task<ReportingWith> StartAsync(int facts)
        {
            var reporting = new ReportingWith();
            await reporting.StartAsync();
            await reporting.DescribeAsync();
            var clock = Stopwatch.StartNew();
            await reporting.FillAsync(facts);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {facts} facts projected at {facts / clock.Elapsed.TotalSeconds:0} a second"));
            return reporting;
        }

        protected override void AddModule(IServiceCollection services, IConfiguration configuration) =>
            services.AddReporting(configuration);

        protected override void AddQueues(QueueCatalogue queues) => ReportingModule.AddQueues(queues);

        protected override void MapModule(WebApplication app) => app.MapReporting();

        private async Task DescribeAsync()
        {
            await PublishAsync(new MunicipalityChanged("0481", 1, "Oxelösund", 12_106, MeetingRhythm.Weekly, "Europe/Stockholm"));
            foreach (var area in Areas)
            {
                await PublishAsync(new AreaChanged("0481", area, 1, area));
            }

            var forms = Forms.Select(form => new CodeName(form, form, form)).ToList();
            foreach (var category in Categories)
            {
                await PublishAsync(new CategoryChanged(
                    "0481", category, 1, CategoryKind.Crime, new CategoryName(category, category, category, category), forms, [], []));
            }

            var promise = NewId();
            await PublishAsync(new PromiseChanged(
                promise,
                1,
                "0481",
                new DateOnly(2021, 1, 1),
                new DateOnly(2021, 12, 31),
                "Löfte",
                "Trygghet",
                ["police:nykoping"],
                true,
                true));
            await PublishAsync(new ProblemAreaChanged(
                NewId(), 1, "0481", promise, 1, ProblemAreaKind.Theme, "Skadegörelse", ["criminal-damage"], []));
            await PublishAsync(new ProblemAreaChanged(
                NewId(), 1, "0481", promise, 2, ProblemAreaKind.Place, "Ramdal", [], ["ramdal"]));
            await PublishAsync(new ProblemAreaChanged(
                NewId(), 1, "0481", promise, 3, ProblemAreaKind.Theme, "Inbrott", ["burglary", "theft"], []));
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await Client.GetAsync(new Uri(FollowUp, UriKind.Relative));
                    return answer.IsSuccessStatusCode
                        && (await answer.Content.ReadAsStringAsync()).Contains("Inbrott", StringComparison.Ordinal);
                },
                "the rows");
        }

        private Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());

        private async Task FillAsync(int facts)
        {
            var projection = Services.GetRequiredService<IncidentProjection>();
            var first = new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.Zero);
            var options = new ParallelOptions { MaxDegreeOfParallelism = 512 };
            await Parallel.ForEachAsync(Enumerable.Range(0, facts), options, async (number, cancellationToken) =>
            {
                var at = first.AddDays(number % 480);
                var category = Categories[number / 7 % Categories.Length];
                await projection.ApplyAsync(
                    new IncidentReported
                    {
                        IncidentId = Guid.CreateVersion7(at),
                        Version = 1,
                        Municipality = "0481",
                        Area = Areas[number % Areas.Length],
                        Category = category,
                        Attempted = number % 11 == 0,
                        Forms = category == "criminal-damage" ? [Forms[number % Forms.Length]] : [],
                        OccurredFrom = at,
                        OccurredTo = at,
                        ReportedAt = at,
                        RegisteredAt = at,
                        Status = IncidentStatus.Reported,
                        Source = "benchmark",
                    },
                    replayId: null,
                    cancellationToken);
            });
        }
    }
}
