using System.Globalization;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>A month of two municipalities of their own, from the cases to the letters.</summary>
public abstract partial class Journeys
{
    // The statistics of a month are published from the third day of the next month.
    private const int FirstDayOfPublishing = 3;

    [Fact]
    public async Task Monthly_statistics_are_mailed_once_to_the_contact_person_who_wants_them()
    {
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var name = month.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"));

        // When Arboga's letter has come, what is done after the start is done: Eskilstuna's cases are all there before it is done again.
        await ReportMonthAsync("1984", "Arboga", "Medåker", "kim@medaker.example.se", month);
        await RestartReportingAsync();
        if (today.Day < FirstDayOfPublishing)
        {
            Assert.Empty(MailsTo("kim@medaker.example.se"));
            return;
        }

        await LetterAsync("kim@medaker.example.se");
        await ReportMonthAsync("0484", "Eskilstuna", "Torshälla", "kim@torshalla.example.se", month);
        await RestartReportingAsync();
        await LetterAsync("kim@torshalla.example.se");

        var letter = Assert.Single(MailsTo("kim@torshalla.example.se"));
        Assert.Equal($"Statistik till grannsamverkan i området Torshälla, {name}", letter.Subject);
        Assert.StartsWith($"Rapporterade fall i området Torshälla i {name}: 7.", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("I hela kommunen: 7.", letter.TextBody, StringComparison.Ordinal);

        // Municipalities are told in the order of their names: by then Arboga's would have come again.
        Assert.Single(MailsTo("kim@medaker.example.se"));

        Task LetterAsync(string address) => Eventually.TrueAsync(() => Task.FromResult(MailsTo(address).Any()), $"a letter to {address}");
    }

    // A municipality with a watch group whose contact person wants the statistics, and seven cases that everybody can read of.
    private async Task ReportMonthAsync(string code, string name, string area, string email, DateOnly month)
    {
        var municipality = $"{ApiClient.Root}/{code}";
        await Client.PostJsonAsync(ApiClient.Root, new { code, name });
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
            async () => (await Client.GetJsonAsync(picture)).GetProperty("total").Number("count") == 7, "the cases in the picture");
        using var anyone = new HttpClient { BaseAddress = Client.BaseAddress };
        Assert.Equal(7, (await anyone.GetJsonAsync(picture)).Items("byArea").Single(line => line.Text("code") == "orten").Number("count"));
    }

    private async Task RestartReportingAsync()
    {
        await oxelosund.Installation.Reporting.StopAsync();
        await oxelosund.Installation.Reporting.StartAsync();
        await oxelosund.Installation.ReachableAsync();
    }
}
