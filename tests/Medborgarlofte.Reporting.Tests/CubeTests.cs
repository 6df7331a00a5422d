using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CubeTests(ReportingApp app) : ReportingTests(app)
{
    [Fact]
    public async Task Late_older_versions_and_repeats_have_no_effect()
    {
        var first = Some.Incident();
        var second = Corrected(first) with { Area = "ramdal" };

        await Municipality.ReportAsync(second);
        await Municipality.ReportAsync(first, second, first);
        await Municipality.ReportAsync(Some.Incident(area: "sunda"));

        var picture = await Municipality.PictureAsync("2021-t1");
        Assert.Equal(["Ramdal 1", "Sunda 1"], picture.ByArea.Select(line => $"{line.Name} {line.Count}"));
        Assert.Equal(2, picture.Total.Count);
    }

    [Fact]
    public async Task Each_line_contains_the_previous_period_and_the_same_period_last_year()
    {
        await Municipality.ReportAsync([.. ReportedIn(2021, 3, 7), .. ReportedIn(2020, 11, 9), .. ReportedIn(2020, 2, 12)]);

        var picture = await Municipality.PictureAsync("2021-t1");

        var (area, category, target, goods) =
            (picture.ByArea.Single(), picture.ByCategory.Single(), picture.ByTarget.Single(), picture.ByGoods.Single());
        foreach (var line in new[] { picture.Total, area, category, target, goods })
        {
            Assert.Equal((7, 9, 12), (line.Count, line.PreviousPeriod, line.SamePeriodLastYear));
            Assert.Equal((-2, -5), (line.Change, line.ChangeSinceLastYear));
        }

        IEnumerable<IncidentChanged> ReportedIn(int year, int month, int count)
        {
            var time = new DateTimeOffset(year, month, 10, 12, 0, 0, TimeSpan.Zero);
            return Some.Incidents(count, area: "sunda").Select(incident => incident with
            {
                Targets = ["villa"], Goods = ["fuel"], OccurredFrom = time, OccurredTo = time, ReportedAt = time, RegisteredAt = time,
            });
        }
    }

    [Fact]
    public async Task Correction_moves_the_case_to_another_month_and_category()
    {
        var incident = Some.Incident() with { Forms = ["klotter", "sten", "klotter"] };
        await Municipality.ReportAsync(incident);

        await Municipality.ReportAsync(
            Corrected(incident) with { Category = Some.Burglary, Forms = [], ReportedAt = incident.ReportedAt.AddMonths(-1) });

        var march = await Municipality.PictureAsync("2021-03");
        Assert.Equal((0, 1), (march.Total.Count, march.Total.PreviousPeriod));
        Assert.Empty(march.ByForm);
        var february = await Municipality.PictureAsync("2021-02-01--2021-02-27");
        Assert.Equal(["Inbrott 1"], february.ByCategory.Select(line => $"{line.Name} {line.Count}"));
    }

    /// <summary>Trust check 30: erasure removes the case from the read model; only its count stays.</summary>
    [Fact]
    public async Task Trust_30_erasure_redacts_the_fact_keeps_its_count_and_ignores_older_events()
    {
        var incident = Some.Incident(area: "ramdal") with { Forms = ["klotter"] };
        await Municipality.ReportAsync(incident);
        var erased = Erased(incident);

        await Municipality.PublishAsync(erased);
        await RedactedAsync(incident.IncidentId);
        await Municipality.PublishAllAsync(erased, incident, Corrected(incident) with { Area = "sunda" });
        await Municipality.ReportAsync(Some.Incident());

        var fact = await Municipality.InDatabaseAsync(
            db => db.IncidentFacts.AsNoTracking().SingleAsync(fact => fact.IncidentId == incident.IncidentId));
        Assert.Equal(("", "", "", DateOnly.MinValue, false), (fact.Area, fact.Category, fact.Forms.Joined, fact.ReportedOn, fact.Counted));
        var picture = await Municipality.PictureAsync("2021-t1");
        Assert.Equal(2, picture.Total.Count);
        Assert.Equal(["Centrum 1", "Ramdal 1"], picture.ByArea.Select(line => $"{line.Name} {line.Count}").Order());
    }

    [Fact]
    public async Task Erasure_without_an_earlier_event_counts_the_case()
    {
        var incident = Some.Incident(area: "ramdal");

        await Municipality.PublishAsync(Erased(incident));
        await RedactedAsync(incident.IncidentId);

        Assert.Equal(1, (await Municipality.PictureAsync("2021-t1")).Total.Count);
    }

    [Fact]
    public async Task Quarantined_incident_counts_after_verification()
    {
        var quarantined = Next<IncidentQuarantined>(Some.Incident()) with { Status = IncidentStatus.Quarantined };
        await Municipality.ReportAsync(quarantined, Earlier());
        Assert.Equal(0, (await Municipality.PictureAsync("2021-t1")).Total.Count);

        await Municipality.ReportAsync(Next<IncidentVerified>(quarantined) with { Status = IncidentStatus.Verified });

        Assert.Equal(1, (await Municipality.PictureAsync("2021-t1")).Total.Count);
    }

    // Without any case, it would not be known whether anybody collects the category.
    private IncidentReported Earlier() => Some.Incident(reportedOn: "2019-05-10");

    [Theory]
    [InlineData(IncidentStatus.Rejected, 0)]
    [InlineData(IncidentStatus.Duplicate, 0)]
    [InlineData(IncidentStatus.Withdrawn, 0)]
    [InlineData(IncidentStatus.Quarantined, 0)]
    [InlineData(IncidentStatus.Verified, 1)]
    public async Task Only_reported_and_verified_cases_count(IncidentStatus status, int count)
    {
        var incident = Some.Incident();
        await Municipality.ReportAsync(incident, Earlier());

        await Municipality.ReportAsync(Corrected(incident) with { Status = status });

        Assert.Equal(count, (await Municipality.PictureAsync("2021-t1")).Total.Count);
    }

    [Fact]
    public async Task Case_with_several_forms_is_in_each_form_and_once_in_the_total()
    {
        await Municipality.ReportAsync(Some.Incident() with { Forms = ["klotter", "sten"] }, Some.Incident() with { Forms = ["klotter"] });

        var picture = await Municipality.PictureAsync("2021-t1");

        Assert.Equal(["klotter 2", "stenkastning 1"], picture.ByForm.Select(line => $"{line.Name} {line.Count}"));
        Assert.Equal(2, picture.Total.Count);
    }

    [Fact]
    public async Task Selection_events_are_reported_separately_and_not_counted()
    {
        await Municipality.ReportAsync(Some.Incident(), Some.Incident() with { IsSelection = true, Source = "polisen.se" });

        var picture = await Municipality.PictureAsync("2021-t1");

        Assert.Equal((1, 1), (picture.Total.Count, picture.SelectionEvents));
    }

    [Fact]
    public async Task Case_reported_after_midnight_in_Sweden_belongs_to_the_new_day()
    {
        await Municipality.ReportAsync(Some.Incident() with { ReportedAt = new DateTimeOffset(2021, 3, 31, 22, 30, 0, TimeSpan.Zero) });

        Assert.Equal(1, (await Municipality.PictureAsync("2021-04")).Total.Count);
    }

    [Fact]
    public async Task Cube_equals_a_recount_of_the_facts_after_any_sequence_of_changes()
    {
        var random = new Random(481);
        const string Other = "0480";
        string?[] areas = ["centrum", "ramdal", null];
        string[] forms = ["a", "b", "c"];
        var incidents = Enumerable.Range(0, 30).Select(_ => Some.Id()).ToArray();
        var changes = Enumerable.Range(0, 600).Select(_ =>
        {
            var occurred = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(random.Next(4000));
            return new IncidentCorrected
            {
                IncidentId = incidents[random.Next(incidents.Length)],
                Version = random.Next(1, 12),
                Municipality = random.Next(10) == 0 ? Other : Some.Municipality,
                Area = areas[random.Next(areas.Length)],
                Category = random.Next(2) == 0 ? Some.Damage : Some.Theft,
                Attempted = random.Next(3) == 0,
                Forms = [.. forms.Where(_ => random.Next(2) == 0)],
                Targets = [.. forms.Where(_ => random.Next(3) == 0)],
                Goods = [.. forms.Where(_ => random.Next(4) == 0)],
                VictimGroups = random.Next(4) == 0 ? ["fordonsägare"] : [],
                OccurredFrom = occurred,
                OccurredTo = occurred.AddHours(random.Next(60)),
                ReportedAt = occurred.AddHours(random.Next(900)),
                RegisteredAt = occurred.AddHours(1000),
                Status = (IncidentStatus)random.Next(5),
                Source = "police",
                IsSelection = random.Next(8) == 0,
            };
        }).ToArray();

        await Municipality.ReportAsync([.. changes]);

        string[] municipalities = [Some.Municipality, Other];
        var facts = await Municipality.InDatabaseAsync(db =>
            db.IncidentFacts.AsNoTracking().Where(fact => municipalities.Contains(fact.Municipality)).ToListAsync());
        var recount = new CubeDeltas();
        facts.ForEach(fact => recount.Add(fact, 1));
        var cells = await Municipality.InDatabaseAsync(db =>
            db.CubeCells.AsNoTracking().Where(cell => cell.Count != 0 && municipalities.Contains(cell.Municipality)).ToListAsync());
        Assert.Equal(
            recount.Changed.ToDictionary(cell => cell.Key, cell => cell.Delta),
            cells.ToDictionary(
                c => new CellKey(c.Municipality, c.Basis, c.Dimension, c.Grain, c.Day, c.Area, c.Category, c.Attempted, c.Value),
                c => c.Count));
        Assert.NotEmpty(cells);
    }

    [Fact]
    public async Task Names_are_current_and_an_unknown_code_is_shown_as_its_name()
    {
        await Municipality.ReportAsync(
            Some.Incident(category: "okand-kod", area: "ramdal"), Some.Incident(category: "okand-kod", area: null));

        await Municipality.PublishAsync(Some.Area("ramdal", "Ramdalshöjden", version: 2));

        var picture = await Eventually.GetAsync(
            async () =>
                await Municipality.PictureAsync("2021-t1") is var now && now.ByArea.Any(line => line.Name == "Ramdalshöjden") ? now : null,
            "the new name");
        Assert.Equal(["Okänd plats", "Ramdalshöjden"], picture.ByArea.Select(line => line.Name));
        Assert.Equal("okand-kod", picture.ByCategory.Single().Name);
    }

    [Fact]
    public async Task Citizens_views_are_counted_by_area_and_reason()
    {
        await Municipality.ProjectAsync(
            new CitizenViewReceived(
                Some.Id(), 1, Some.Municipality, "centrum", CitizenViewChannel.SafetyWalk, [Some.Disorder, "folksamling"], new(2021, 3, 1)),
            new CitizenViewReceived(
                Some.Id(), 1, Some.Municipality, "centrum", CitizenViewChannel.WebForm, [Some.Disorder], new(2021, 4, 30)),
            new CitizenViewReceived(Some.Id(), 1, Some.Municipality, null, CitizenViewChannel.WebForm, [], new(2021, 5, 1)));

        var views = (await Municipality.PictureAsync("2021-t1")).CitizenViews;

        Assert.Equal(2, views.Count);
        Assert.Equal(["Centrum 2"], views.ByArea.Select(area => $"{area.Name} {area.Count}"));
        Assert.Equal(["Ordningsstörning 2", "folksamling 1"], views.ByReason.Select(reason => $"{reason.Name} {reason.Count}"));
    }

    private static IncidentCorrected Corrected(IncidentChanged incident) => Next<IncidentCorrected>(incident);

    private static TEvent Next<TEvent>(IncidentChanged incident)
        where TEvent : IncidentChanged, new() => new()
    {
        IncidentId = incident.IncidentId,
        Version = incident.Version + 1,
        Municipality = incident.Municipality,
        Area = incident.Area,
        Category = incident.Category,
        Forms = incident.Forms,
        OccurredFrom = incident.OccurredFrom,
        OccurredTo = incident.OccurredTo,
        ReportedAt = incident.ReportedAt,
        RegisteredAt = incident.RegisteredAt,
        Status = incident.Status,
        Source = incident.Source,
    };

    private Task RedactedAsync(Guid incident) => Eventually.TrueAsync(
        () => Municipality.InDatabaseAsync(db =>
            db.IncidentFacts.AnyAsync(fact => fact.IncidentId == incident && fact.Version == int.MaxValue)),
        "the redacted fact");

    private static IncidentErased Erased(IncidentChanged incident) => new(
        incident.IncidentId,
        incident.Version + 2,
        incident.Municipality,
        incident.Area,
        incident.Category,
        incident.Attempted,
        incident.Forms,
        incident.Targets,
        incident.Goods,
        incident.VictimGroups,
        DateOnly.FromDateTime(incident.ReportedAt.Date),
        DateOnly.FromDateTime(incident.OccurredTo.Date),
        incident.Status,
        incident.IsSelection);
}
