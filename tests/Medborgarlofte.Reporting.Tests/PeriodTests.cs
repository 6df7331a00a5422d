using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Periods;

namespace Medborgarlofte.Reporting.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2021-w07", "2021-02-15", "2021-02-21", "vecka 7 2021")]
    [InlineData("2020-W53", "2020-12-28", "2021-01-03", "vecka 53 2020")]
    [InlineData("2021-03", "2021-03-01", "2021-03-31", "mars 2021")]
    [InlineData("2020-02", "2020-02-01", "2020-02-29", "februari 2020")]
    [InlineData("2021-T1", "2021-01-01", "2021-04-30", "första tertialet 2021 (januari–april)")]
    [InlineData("2021-t2", "2021-05-01", "2021-08-31", "andra tertialet 2021 (maj–augusti)")]
    [InlineData("2021-t3", "2021-09-01", "2021-12-31", "tredje tertialet 2021 (september–december)")]
    [InlineData("2021", "2021-01-01", "2021-12-31", "år 2021")]
    [InlineData("2021-01-15--2021-02-03", "2021-01-15", "2021-02-03", "15 januari–3 februari 2021")]
    [InlineData("2021-02-03--2021-02-14", "2021-02-03", "2021-02-14", "3–14 februari 2021")]
    [InlineData("2021-02-03--2021-02-03", "2021-02-03", "2021-02-03", "3 februari 2021")]
    [InlineData("2020-12-15--2021-01-03", "2020-12-15", "2021-01-03", "15 december 2020–3 januari 2021")]
    public void Code_determines_days_and_Swedish_name(string code, string first, string last, string name)
    {
        var period = Period.Parse(code);

        Assert.Equal((code.ToLowerInvariant(), name), (period.Code, period.Name));
        Assert.Equal(
            (DateOnly.ParseExact(first, "yyyy-MM-dd"), DateOnly.ParseExact(last, "yyyy-MM-dd")), (period.FirstDay, period.LastDay));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2021-w00")]
    [InlineData("2021-w53")]
    [InlineData("2021-13")]
    [InlineData("2021-t4")]
    [InlineData("21")]
    [InlineData("0001")]
    [InlineData("2021-02-30--2021-03-01")]
    [InlineData("2021-03-02--2021-03-01")]
    [InlineData("2016-01-01--2021-01-01")]
    [InlineData("2021-01-15")]
    [InlineData("2021\n")]
    public void Invalid_period_is_rejected_with_help(string code)
    {
        var exception = Assert.Throws<InvalidRequestException>(() => Period.Parse(code));

        Assert.Equal(400, exception.Status);
        Assert.Contains("2021-t1", exception.Message);
    }

    [Fact]
    public void Longest_range_is_five_years() => Assert.Equal("2016-01-01--2020-12-31", Period.Parse("2016-01-01--2020-12-31").Code);

    [Theory]
    [InlineData("2021-w01", "2020-w53", "2020-w01")]
    [InlineData("2020-w53", "2020-w52", "2019-w52")]
    [InlineData("2021-01", "2020-12", "2020-01")]
    [InlineData("2021-t1", "2020-t3", "2020-t1")]
    [InlineData("2021-t2", "2021-t1", "2020-t2")]
    [InlineData("2021", "2020", "2020")]
    [InlineData("2020-02-29--2020-03-01", "2020-02-27--2020-02-28", "2019-02-28--2019-03-01")]
    [InlineData("2021-01-15--2021-02-03", "2020-12-26--2021-01-14", "2020-01-15--2020-02-03")]
    public void Period_has_a_previous_period_and_a_same_period_last_year(string code, string previous, string lastYear)
    {
        var period = Period.Parse(code);

        Assert.Equal((previous, lastYear), (period.Previous().Code, period.SamePeriodLastYear().Code));
    }

    [Fact]
    public void Consecutive_periods_are_adjacent_and_parse_again()
    {
        foreach (var start in new[] { "2030-w05", "2030-02", "2030-t3", "2030", "2030-01-03--2030-02-10" })
        {
            var period = Period.Parse(start);
            for (var step = 0; step < 35; step++)
            {
                var previous = period.Previous();

                Assert.Equal(period.FirstDay.AddDays(-1), previous.LastDay);
                Assert.Equal(previous, Period.Parse(previous.Code));
                Assert.Equal(period.SamePeriodLastYear(), Period.Parse(period.SamePeriodLastYear().Code));
                period = previous;
            }
        }
    }

    [Fact]
    public void Months_and_remaining_days_cover_each_day_once()
    {
        var random = new Random(20210430);
        for (var round = 0; round < 500; round++)
        {
            var first = new DateOnly(2019, 1, 1).AddDays(random.Next(1000));
            var last = first.AddDays(random.Next(500) - 1);

            var covered = PeriodCover.Of(first, last).SelectMany(DaysOf).ToList();

            Assert.Equal(Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays), covered);
        }
    }

    [Fact]
    public void Whole_months_are_covered_by_month_cells() =>
        Assert.Equal(
            [new CoverRange(CubeGrain.Month, new(2021, 1, 1), new(2021, 4, 1))], PeriodCover.Of(new(2021, 1, 1), new(2021, 4, 30)));

    private static IEnumerable<DateOnly> DaysOf(CoverRange range)
    {
        var last = range.Grain == CubeGrain.Day ? range.To : range.To.AddMonths(1).AddDays(-1);
        for (var day = range.From; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
