using Medborgarlofte.Reporting.Periods;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CountTextTests
{
    [Fact]
    public void List_ends_with_och()
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
    public void Municipality_has_a_full_name(string name, string full) => Assert.Equal(full, SwedishText.MunicipalityInFull(name));

    [Fact]
    public void Thousands_are_separated_by_a_no_break_space() => Assert.Equal("12\u00a0106", SwedishText.Number(12_106));

    [Theory]
    [InlineData(3, "3 fler")]
    [InlineData(-3, "3 färre")]
    [InlineData(0, "oförändrat")]
    public void Change_has_words(int change, string words) => Assert.Equal(words, CountText.Change(change));

    [Theory]
    [InlineData(0, "inga fall")]
    [InlineData(1, "ett fall")]
    [InlineData(23, "23 fall")]
    public void Number_of_cases_has_words(int count, string words) => Assert.Equal(words, CountText.Cases(count));

    [Fact]
    public void Time_has_the_Swedish_offset_in_summer_and_winter()
    {
        Assert.Equal("3 maj 2021 kl. 11.00", Time(new DateTimeOffset(2021, 5, 3, 9, 0, 0, TimeSpan.Zero)));
        Assert.Equal("1 januari 2021 kl. 00.30", Time(new DateTimeOffset(2020, 12, 31, 23, 30, 0, TimeSpan.Zero)));
    }

    private static string Time(DateTimeOffset moment) => SwedishText.Time(SwedishCalendar.LocalTime(moment));
}
