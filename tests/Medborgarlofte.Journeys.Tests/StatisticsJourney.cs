using System.Globalization;
using System.Net;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>Monthly statistics of two municipalities that no other test uses, from the cases to the mails.</summary>
public abstract partial class Journeys
{
    // The statistics of a month are published from the third day of the next month.
    private const int FirstDayOfPublishing = 3;

    [Fact]
    public async Task Monthly_statistics_are_mailed_once_to_subscribing_contact_persons()
    {
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var isPublished = today.Day >= FirstDayOfPublishing;
        var name = month.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"));

        // Arboga's mail shows that the run after the start is complete, so the next run sees all of Eskilstuna's cases.
        await ReportMonthAsync("1984", "Arboga", "Medåker", "kim@medaker.example.se", month, isPublished);
        await RestartReportingAsync();
        if (!isPublished)
        {
            Assert.Empty(MailsTo("kim@medaker.example.se"));
            return;
        }

        await LetterAsync("kim@medaker.example.se");
        await ReportMonthAsync("0484", "Eskilstuna", "Torshälla", "kim@torshalla.example.se", month, isPublished);
        await RestartReportingAsync();
        await LetterAsync("kim@torshalla.example.se");

        var letter = Assert.Single(MailsTo("kim@torshalla.example.se"));
        Assert.Equal($"Statistik till grannsamverkan i området Torshälla, {name}", letter.Subject);
        Assert.StartsWith($"Rapporterade fall i området Torshälla i {name}: 7.", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("I hela kommunen: 7.", letter.TextBody, StringComparison.Ordinal);

        // Municipalities are processed in name order, so a second mail to Arboga would have arrived before Eskilstuna's.
        Assert.Single(MailsTo("kim@medaker.example.se"));

        Task LetterAsync(string address) => Eventually.TrueAsync(() => Task.FromResult(MailsTo(address).Any()), $"a letter to {address}");
    }

    // Adds a municipality with a watch group that subscribes to the statistics, and as many cases as are published openly.
    private async Task ReportMonthAsync(string code, string name, string area, string email, DateOnly month, bool isPublished)
    {
        var municipality = $"{ApiClient.Root}/{code}";
        await Client.PostJsonAsync(ApiClient.Root, new { code, name });
        await Client.RegisterPartiesAsync(municipality, "municipality:0481");
        await Client.PostJsonAsync(municipality + "/areas", new { code = "orten", name = area });
        await ActiveGroup.StartAsync(Client, "orten", email, municipality, monthlyStatistics: true);
        await ActiveGroup.WarnAsync(Client, new { isOn = true, categories = new[] { "burglary" } }, municipality);
        for (var number = 0; number < 7; number++)
        {
            var at = new DateTimeOffset(month.AddDays(9), new TimeOnly(10, 0), TimeSpan.Zero);
            await Client.PostJsonAsync(
                municipality + "/incidents", new { category = "littering", area = "orten", occurredFrom = at, reportedAt = at });
        }

        var picture = $"{municipality}/situational-pictures/{month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";
        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(picture)).GetProperty("total").NumberOrNull("count") == 7, "the cases in the picture");
        using var anyone = new HttpClient { BaseAddress = Client.BaseAddress };
        if (!isPublished)
        {
            using var early = await anyone.GetAsync(new Uri(picture, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
            return;
        }

        Assert.Equal(7, (await anyone.GetJsonAsync(picture)).Items("byArea").Single(line => line.Text("code") == "orten").Number("count"));
    }

    private async Task RestartReportingAsync()
    {
        await oxelosund.Installation.Reporting.StopAsync();
        await oxelosund.Installation.Reporting.StartAsync();
        await oxelosund.Installation.ReachableAsync();
    }
}
