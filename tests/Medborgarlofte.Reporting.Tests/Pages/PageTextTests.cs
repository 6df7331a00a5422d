using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.Tests.Pages;

public sealed class PageTextTests
{
    [Fact]
    public void A_list_ends_with_och()
    {
        Assert.Equal("Polisen", SwedishText.List(["Polisen"]));
        Assert.Equal("Polisen, kommunen och Kustbostäder", SwedishText.List(["Polisen", "kommunen", "Kustbostäder"]));
    }

    [Theory]
    [InlineData("Oxelösund", "Oxelösunds kommun")]
    [InlineData("Lidingö", "Lidingö kommun")]
    [InlineData("Borås", "Borås kommun")]
    [InlineData("Falun", "Falu kommun")]
    [InlineData("BORÅS", "BORÅS kommun")]
    [InlineData("Oxelösunds kommun", "Oxelösunds kommun")]
    [InlineData("Göteborgs stad", "Göteborgs stad")]
    [InlineData("", "")]
    public void A_municipality_is_named_in_full(string name, string full) => Assert.Equal(full, SwedishText.MunicipalityInFull(name));

    [Fact]
    public void Thousands_are_parted_by_a_hard_space() => Assert.Equal("12\u00a0106", SwedishText.Number(12_106));

    [Theory]
    [InlineData(3, "3 fler")]
    [InlineData(-3, "3 färre")]
    [InlineData(0, "oförändrat")]
    public void A_change_is_told_in_words(int change, string words) => Assert.Equal(words, PageText.Change(change));

    [Theory]
    [InlineData(0, "inga fall")]
    [InlineData(1, "ett fall")]
    [InlineData(23, "23 fall")]
    public void Cases_are_counted_as_in_speech(int count, string words) => Assert.Equal(words, PageText.Cases(count));

    [Fact]
    public void A_time_is_told_by_the_clock_of_Sweden_in_summer_and_winter()
    {
        Assert.Equal("3 maj 2021 kl. 11.00", PageText.Time(new DateTimeOffset(2021, 5, 3, 9, 0, 0, TimeSpan.Zero)));
        Assert.Equal("1 januari 2021 kl. 00.30", PageText.Time(new DateTimeOffset(2020, 12, 31, 23, 30, 0, TimeSpan.Zero)));
    }
}
