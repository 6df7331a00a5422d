using System.Net;
using System.Net.Http.Json;
using System.Text;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>What nobody collects is missing (uppgift saknas), never zero.</summary>
public sealed class CollectionTests(ReportingApp app) : ReportingTests(app)
{
    [Fact]
    public async Task Change_from_a_period_that_nobody_collected_is_missing_everywhere()
    {
        await Municipality.ReportAsync([.. Some.Incidents(60, Some.Theft, reportedOn: "2021-03-10")]);
        using var anybody = Municipality.ClientFor(null);

        foreach (var client in new[] { Municipality.Client, anybody })
        {
            var picture = await PictureAsync(client, "2021-03");
            var line = Assert.Single(picture.ByCategory);
            foreach (var counted in new[] { picture.Total, line, picture.ByArea[0] })
            {
                Assert.Equal((60, null, null, null, null), (
                    counted.Count, counted.PreviousPeriod, counted.SamePeriodLastYear, counted.Change, counted.ChangeSinceLastYear));
                Assert.Equal((null, new(CollectionReason.NotKnown)), (counted.CountNote, counted.PreviousPeriodNote));
            }

            var page = await TextAsync(client, $"/{Municipality.Code}/lagesbild/2021-03");
            Assert.Contains("För februari 2021 saknas uppgift.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("fler än under", page, StringComparison.Ordinal);
            Assert.Contains(
                "kategori;stold;Stöld;60;uppgift saknas;uppgift saknas;för februari 2021 saknas uppgift, för mars 2020 saknas uppgift",
                await TextAsync(client, Municipality.Root + "/situational-pictures/2021-03?format=csv"),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Declared_times_decide_what_is_missing_and_what_is_compared()
    {
        await Municipality.ReportAsync(
        [
            .. Some.Incidents(9, Some.Theft, reportedOn: "2021-02-10"),
            .. Some.Incidents(7, Some.Theft, reportedOn: "2021-03-10"),
            .. Some.Incidents(8, Some.Damage, reportedOn: "2021-03-20"),
        ]);
        using var anybody = Municipality.ClientFor(null);
        var before = await PictureAsync(anybody, "2021-03");
        Assert.Equal(6, before.Total.Change);

        await DeclareAsync(Some.Damage, new CollectedTime("police:nykoping", new(2021, 3, 15)));
        await DeclareAsync(Some.Burglary);

        foreach (var client in new[] { Municipality.Client, anybody })
        {
            var picture = await PictureAsync(client, "2021-03");
            Assert.Equal((15, 9, null), (picture.Total.Count, picture.Total.PreviousPeriod, picture.Total.Change));
            Assert.Equal(new(CollectionReason.OtherCategories), picture.Total.PreviousPeriodNote);
            var damage = picture.ByCategory.Single(line => line.Code == Some.Damage);
            Assert.Equal((8, null, null), (damage.Count, damage.PreviousPeriod, damage.Change));
            Assert.Equal(new(CollectionReason.PartlyCollected, new(2021, 3, 15), new(2021, 3, 31)), damage.CountNote);
            Assert.Equal(new(CollectionReason.NotCollected), damage.PreviousPeriodNote);
            var theft = picture.ByCategory.Single(line => line.Code == Some.Theft);
            Assert.Equal((7, 9, -2), (theft.Count, theft.PreviousPeriod, theft.Change));
            var burglary = picture.ByCategory.Single(line => line.Code == Some.Burglary);
            Assert.Equal((null, new(CollectionReason.NotCollected)), (burglary.Count, burglary.CountNote));
            var page = await TextAsync(client, $"/{Municipality.Code}/lagesbild/2021-03");
            Assert.Contains(
                "Februari 2021 kan inte jämföras, eftersom andra slags händelser samlades in då.", page, StringComparison.Ordinal);
            Assert.Matches("Skadegörelse</th>\\s*<td class=\"number\">8 \\(från .*15 mars 2021.*\\)</td>", page);
            Assert.Matches("Inbrott</th>\\s*<td class=\"number\">uppgift saknas</td>", page);
        }

        // Cases outside the declared time are not stated, and no zero either.
        await DeclareAsync(Some.Theft, new CollectedTime("manual", new(2021, 4, 1)));
        await DeclareAsync(Some.Damage, new CollectedTime("manual", new(2021, 4, 1)));
        await DeclareAsync(Some.Disorder, []);
        var march = await PictureAsync(anybody, "2021-03");
        Assert.Equal((null, new(CollectionReason.NotCollected)), (march.Total.Count, march.Total.CountNote));
        Assert.Contains(
            "Under mars 2021 saknas uppgift om antalet rapporterade fall.",
            await TextAsync(anybody, $"/{Municipality.Code}/lagesbild/2021-03"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_is_reported_later_does_not_change_what_is_missing_in_a_released_picture()
    {
        await Municipality.ReportAsync([.. Some.Incidents(9, Some.Theft, reportedOn: "2021-03-10")]);
        using var anybody = Municipality.ClientFor(null);
        Assert.Equal(new(CollectionReason.NotKnown), (await PictureAsync(anybody, "2021-03")).Total.PreviousPeriodNote);

        await Municipality.ReportAsync(Some.Incident(Some.Theft, reportedOn: "2021-02-10"));

        Assert.Null((await PictureAsync(Municipality.Client, "2021-03")).Total.PreviousPeriodNote);
        Assert.Equal(new(CollectionReason.NotKnown), (await PictureAsync(anybody, "2021-03")).Total.PreviousPeriodNote);
    }

    [Fact]
    public async Task Follow_up_states_a_missing_figure_instead_of_none()
    {
        var promise = Some.Id();
        var row = Some.Theme(promise, 1, "Inbrott", Some.Burglary);
        var effect = Some.Effect(row, EffectKind.Observed) with
        {
            Observed = new(ObservationTrigger.MeasureStarted, new(2021, 2, 1), [Some.Burglary], [], null),
        };
        await Municipality.ReportAsync([.. Some.Incidents(6, Some.Theft)]);
        await Municipality.ProjectAsync(Some.Promise(promise), row, effect);
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);

        foreach (var path in new[] { "uppfoljning/2021-t1", "" })
        {
            var page = await TextAsync(anybody, $"/{Municipality.Code}/{path}");
            Assert.Contains("Uppgift saknas om inbrott.", page, StringComparison.Ordinal);
            Assert.Contains("Uppgift saknas om det sammanlagda antalet fall.", page, StringComparison.Ordinal);
            Assert.Contains("Efter att åtgärden påbörjades den 1 februari 2021 saknas uppgift om inbrott.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Inga inbrott", page, StringComparison.Ordinal);
            Assert.DoesNotContain("inga fler inbrott", page, StringComparison.Ordinal);
        }

        var published = await Municipality.FollowUpAsync("");
        Assert.Equal((null, new(CollectionReason.NotKnown)), (published.Rows[0].Cases, published.Rows[0].CasesNote));
        Assert.Equal((null, new(CollectionReason.NotKnown)), (published.Rows[0].Effects[0].Count, published.Rows[0].Effects[0].CountNote));
        Assert.Equal((null, null), (published.Totals.Cases, published.Totals.CasesInSeveralRows));

        await DeclareAsync(Some.Burglary, new CollectedTime("manual", new(2020, 1, 1)));
        var draft = await Municipality.FollowUpAsync();
        Assert.Equal(("Inga inbrott har rapporterats in.", 0), (draft.Rows[0].Problem.Text, draft.Rows[0].Cases));
        Assert.Contains("har inga fler inbrott inträffat", draft.Rows[0].Effects[0].Text, StringComparison.Ordinal);
        Assert.Equal("Uppgift saknas om inbrott.", (await Municipality.FollowUpAsync("")).Rows[0].Problem.Text);
    }

    [Fact]
    public async Task Agenda_states_missing_figures()
    {
        await Municipality.ReportAsync([.. Some.Incidents(6, Some.Theft, reportedOn: "2021-04-01")]);
        var meeting = new MeetingChanged(
            Some.Id(), 1, Some.Municipality, new(2021, 4, 8), MeetingStatus.Planned, [Some.MunicipalParty], [], null, null, [], []);
        await Municipality.ProjectAsync(meeting);
        await DeclareAsync(Some.Theft, new CollectedTime("manual", new(2021, 4, 1)));

        var text = await AgendaAsync();
        Assert.Contains(
            "Under 1–7 april 2021 rapporterades 6 fall. För 25–31 mars 2021 saknas uppgift, eftersom inget samlades in då.",
            text,
            StringComparison.Ordinal);
        Assert.Contains("uppgift saknas", text, StringComparison.Ordinal);

        await DeclareAsync(Some.Theft);
        Assert.Contains("Under 1–7 april 2021 saknas uppgift om antalet rapporterade fall.", await AgendaAsync(), StringComparison.Ordinal);

        async Task<string> AgendaAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Municipality.Root}/meetings/{meeting.MeetingId}/agenda");
            request.Headers.Accept.ParseAdd("text/html");
            using var page = await Municipality.Client.SendAsync(request);
            return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        }
    }

    private async Task DeclareAsync(string category, params CollectedTime[] times)
    {
        var declared = Some.ReferenceData().OfType<CategoryChanged>().Single(known => known.Category == category);
        var version = await Municipality.InDatabaseAsync(db => db.Set<ReferenceCopy>()
            .Where(copy => copy.Municipality == Municipality.Code && copy.Type == nameof(CategoryChanged) && copy.Code == category)
            .Select(copy => copy.Version)
            .SingleAsync()) + 1;
        await Municipality.PublishAsync(declared with { Version = version, Collection = times });
        await Eventually.TrueAsync(
            () => Municipality.InDatabaseAsync(db => db.Set<ReferenceCopy>().AnyAsync(copy =>
                copy.Municipality == Municipality.Code && copy.Type == nameof(CategoryChanged) && copy.Code == category
                && copy.Version == version)),
            "the declaration");
    }

    private async Task<SituationalPicture> PictureAsync(HttpClient client, string period) =>
        (await client.GetFromJsonAsync<SituationalPicture>($"{Municipality.Root}/situational-pictures/{period}", ApiJson.Options))!;

    private static async Task<string> TextAsync(HttpClient client, string path) =>
        WebUtility.HtmlDecode(Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri(path, UriKind.Relative))));
}
