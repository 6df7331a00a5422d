using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CubeTests : IAsyncLifetime
{
    private readonly ReportingApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task An_older_version_that_comes_late_and_repeats_change_nothing()
    {
        var first = Some.Incident();
        var second = Corrected(first) with { Area = "ramdal" };

        await _app.ReportAsync(second);
        await _app.ReportAsync(first, second, first);
        await _app.ReportAsync(Some.Incident(area: "sunda"));

        var picture = await _app.PictureAsync("2021-t1");
        Assert.Equal(["Ramdal 1", "Sunda 1"], picture.ByArea.Select(line => $"{line.Name} {line.Count}"));
        Assert.Equal(2, picture.Total.Count);
    }

    [Fact]
    public async Task Each_line_is_compared_with_the_period_before_and_the_same_one_a_year_ago()
    {
        await _app.ReportAsync([.. ReportedIn(2021, 3, 7), .. ReportedIn(2020, 11, 9), .. ReportedIn(2020, 2, 12)]);

        var picture = await _app.PictureAsync("2021-t1");

        foreach (var line in new[] { picture.Total, picture.ByArea.Single(), picture.ByCategory.Single(), picture.ByTarget.Single(), picture.ByGoods.Single() })
        {
            Assert.Equal((7, 9, 12, -2, -5), (line.Count, line.PreviousPeriod, line.SamePeriodLastYear, line.Change, line.ChangeSinceLastYear));
        }

        static IEnumerable<IncidentChanged> ReportedIn(int year, int month, int count)
        {
            var time = new DateTimeOffset(year, month, 10, 12, 0, 0, TimeSpan.Zero);
            return Some.Incidents(count, area: "sunda").Select(incident => incident with
            {
                Targets = ["villa"], Goods = ["fuel"], OccurredFrom = time, OccurredTo = time, ReportedAt = time, RegisteredAt = time,
            });
        }
    }

    [Fact]
    public async Task A_correction_moves_the_case_to_another_month_and_category()
    {
        var incident = Some.Incident() with { Forms = ["klotter", "sten", "klotter"] };
        await _app.ReportAsync(incident);

        await _app.ReportAsync(Corrected(incident) with { Category = Some.Burglary, Forms = [], ReportedAt = incident.ReportedAt.AddMonths(-1) });

        var march = await _app.PictureAsync("2021-03");
        Assert.Equal((0, 1), (march.Total.Count, march.Total.PreviousPeriod));
        Assert.Empty(march.ByForm);
        var february = await _app.PictureAsync("2021-02-01--2021-02-27");
        Assert.Equal(["Inbrott 1"], february.ByCategory.Select(line => $"{line.Name} {line.Count}"));
    }

    /// <summary>Trust check 30: erasure removes the case from the read model; only its count stays.</summary>
    [Fact]
    public async Task Trust_30_an_erased_case_is_forgotten_its_count_stays_and_nothing_older_brings_it_back()
    {
        var incident = Some.Incident(area: "ramdal") with { Forms = ["klotter"] };
        await _app.ReportAsync(incident);
        var erased = Erased(incident);

        await _app.PublishAsync(erased);
        await ForgottenAsync(incident.IncidentId);
        await _app.PublishAllAsync(erased, incident, Corrected(incident) with { Area = "sunda" });
        await _app.ReportAsync(Some.Incident());

        var fact = await _app.InDatabaseAsync(db => db.IncidentFacts.AsNoTracking().SingleAsync(fact => fact.IncidentId == incident.IncidentId));
        Assert.Equal(("", "", "", DateOnly.MinValue, false), (fact.Area, fact.Category, fact.Forms.Joined, fact.ReportedOn, fact.Counted));
        var picture = await _app.PictureAsync("2021-t1");
        Assert.Equal(2, picture.Total.Count);
        Assert.Equal(["Centrum 1", "Ramdal 1"], picture.ByArea.Select(line => $"{line.Name} {line.Count}").Order());
    }

    [Fact]
    public async Task A_case_of_which_only_the_erasure_is_told_is_counted()
    {
        var incident = Some.Incident(area: "ramdal");

        await _app.PublishAsync(Erased(incident));
        await ForgottenAsync(incident.IncidentId);

        Assert.Equal(1, (await _app.PictureAsync("2021-t1")).Total.Count);
    }

    [Fact]
    public async Task What_waits_in_quarantine_counts_when_a_party_has_verified_it()
    {
        var quarantined = new IncidentQuarantined(Some.Incident()) { Status = IncidentStatus.Quarantined };
        await _app.ReportAsync(quarantined);
        Assert.Equal(0, (await _app.PictureAsync("2021-t1")).Total.Count);

        await _app.ReportAsync(new IncidentVerified(quarantined) { Version = 2, Status = IncidentStatus.Verified });

        Assert.Equal(1, (await _app.PictureAsync("2021-t1")).Total.Count);
    }

    [Theory]
    [InlineData(IncidentStatus.Rejected, 0)]
    [InlineData(IncidentStatus.Duplicate, 0)]
    [InlineData(IncidentStatus.Withdrawn, 0)]
    [InlineData(IncidentStatus.Quarantined, 0)]
    [InlineData(IncidentStatus.Verified, 1)]
    public async Task Only_reported_and_verified_cases_count(IncidentStatus status, int count)
    {
        var incident = Some.Incident();
        await _app.ReportAsync(incident);

        await _app.ReportAsync(Corrected(incident) with { Status = status });

        Assert.Equal(count, (await _app.PictureAsync("2021-t1")).Total.Count);
    }

    [Fact]
    public async Task A_case_of_several_forms_shows_in_each_and_counts_once()
    {
        await _app.ReportAsync(Some.Incident() with { Forms = ["klotter", "sten"] }, Some.Incident() with { Forms = ["klotter"] });

        var picture = await _app.PictureAsync("2021-t1");

        Assert.Equal(["klotter 2", "stenkastning 1"], picture.ByForm.Select(line => $"{line.Name} {line.Count}"));
        Assert.Equal(2, picture.Total.Count);
    }

    [Fact]
    public async Task A_mere_selection_is_told_apart_and_not_counted()
    {
        await _app.ReportAsync(Some.Incident(), Some.Incident() with { IsSelection = true, Source = "polisen.se" });

        var picture = await _app.PictureAsync("2021-t1");

        Assert.Equal((1, 1), (picture.Total.Count, picture.SelectionEvents));
    }

    [Fact]
    public async Task A_case_reported_just_after_midnight_in_Sweden_belongs_to_the_new_day()
    {
        await _app.ReportAsync(Some.Incident() with { ReportedAt = new DateTimeOffset(2021, 3, 31, 22, 30, 0, TimeSpan.Zero) });

        Assert.Equal(1, (await _app.PictureAsync("2021-04")).Total.Count);
    }

    [Fact]
    public async Task Any_sequence_of_changes_leaves_the_cube_as_a_recount_of_the_facts()
    {
        var random = new Random(481);
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
                Municipality = random.Next(10) == 0 ? "0480" : Some.Municipality,
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

        await _app.ReportAsync([.. changes]);

        var facts = await _app.InDatabaseAsync(db => db.IncidentFacts.AsNoTracking().ToListAsync());
        var recount = new CubeDeltas();
        facts.ForEach(fact => recount.Add(fact, 1));
        var cells = await _app.InDatabaseAsync(db => db.CubeCells.AsNoTracking().Where(cell => cell.Count != 0).ToListAsync());
        Assert.Equal(
            recount.Changed.ToDictionary(cell => cell.Key, cell => cell.Delta),
            cells.ToDictionary(
                c => new CellKey(c.Municipality, c.Basis, c.Dimension, c.Grain, c.Day, c.Area, c.Category, c.Attempted, c.Value), c => c.Count));
        Assert.NotEmpty(cells);
    }

    [Fact]
    public async Task Names_are_those_of_now_and_a_code_without_a_name_shows_itself()
    {
        await _app.ReportAsync(Some.Incident(category: "okand-kod", area: "ramdal"), Some.Incident(category: "okand-kod", area: null));

        await _app.PublishAsync(Some.Area("ramdal", "Ramdalshöjden", version: 2));

        var picture = await Eventually.GetAsync(
            async () => await _app.PictureAsync("2021-t1") is var now && now.ByArea.Any(line => line.Name == "Ramdalshöjden") ? now : null,
            "the new name");
        Assert.Equal(["Okänd plats", "Ramdalshöjden"], picture.ByArea.Select(line => line.Name));
        Assert.Equal("okand-kod", picture.ByCategory.Single().Name);
    }

    [Fact]
    public async Task Citizens_views_are_counted_by_area_and_reason()
    {
        await _app.KeepAsync(
            new CitizenViewReceived(Some.Id(), 1, Some.Municipality, "centrum", CitizenViewChannel.SafetyWalk, [Some.Disorder, "folksamling"], new(2021, 3, 1)),
            new CitizenViewReceived(Some.Id(), 1, Some.Municipality, "centrum", CitizenViewChannel.WebForm, [Some.Disorder], new(2021, 4, 30)),
            new CitizenViewReceived(Some.Id(), 1, Some.Municipality, null, CitizenViewChannel.WebForm, [], new(2021, 5, 1)));

        var views = (await _app.PictureAsync("2021-t1")).CitizenViews;

        Assert.Equal(2, views.Count);
        Assert.Equal(["Centrum 2"], views.ByArea.Select(area => $"{area.Name} {area.Count}"));
        Assert.Equal(["Ordningsstörning 2", "folksamling 1"], views.ByReason.Select(reason => $"{reason.Name} {reason.Count}"));
    }

    private static IncidentCorrected Corrected(IncidentChanged incident) => new()
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

    private Task ForgottenAsync(Guid incident) => Eventually.TrueAsync(
        () => _app.InDatabaseAsync(db => db.IncidentFacts.AnyAsync(fact => fact.IncidentId == incident && fact.Version == int.MaxValue)), "the case to be forgotten");

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
