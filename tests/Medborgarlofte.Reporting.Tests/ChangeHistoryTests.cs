using Medborgarlofte.Domain;

namespace Medborgarlofte.Reporting.Tests;

public sealed class ChangeHistoryTests
{
    [Theory]
    [InlineData("", "C", null, "2021-05-10", "C 2021-05-09")]
    [InlineData("", "C", "2021-05-10", "2021-05-10", "")]
    [InlineData("", "C", "2021-05-09", "2021-05-10", "C 2021-05-09")]
    [InlineData("A 2021-03-31", "C", "2021-04-01", "2021-05-10", "A 2021-03-31, C 2021-05-09")]
    [InlineData("A 2021-03-31, B 2021-04-30", "C", "2021-05-01", "2021-05-01", "A 2021-03-31, B 2021-04-30")]
    [InlineData("A 2021-03-31, B 2021-04-30", "C", "2021-05-01", "2021-04-15", "A 2021-03-31, B 2021-04-14")]
    [InlineData("A 2021-03-31, B 2021-04-30", "C", "2021-05-01", "2021-03-01", "A 2021-02-28")]
    public void Replaced_entry_ends_on_the_day_before(string earlier, string current, string? since, string from, string expected)
    {
        var entries = ChangeHistory.Replace(
            earlier.Length == 0 ? null : earlier.Split(", ").Select(Parse).ToList(),
            (Name: current, LastDay: default(DateOnly)),
            since is null ? null : DateOnly.ParseExact(since, "yyyy-MM-dd"),
            DateOnly.ParseExact(from, "yyyy-MM-dd"),
            entry => entry.LastDay,
            (entry, day) => (entry.Name, day));

        Assert.Equal(expected, string.Join(", ", (entries ?? []).Select(entry => $"{entry.Name} {entry.LastDay:yyyy-MM-dd}")));
    }

    [Theory]
    [InlineData("police:a", "theft", "ramdal", 0, 0, null, true)]
    [InlineData("police:a", "theft", "ramdal", 120, 0, null, true)]
    [InlineData("police:a", "theft", "ramdal", 121, 0, null, false)]
    [InlineData("police:a", "theft", "sunda", 0, 0, null, false)]
    [InlineData("police:a", "theft", "sunda", 0, 0, 200.0, true)]
    [InlineData("police:a", "theft", "ramdal", 0, 0, 200.1, false)]
    [InlineData("police:a", "theft", null, 0, 0, null, false)]
    [InlineData("police:a", "burglary", "ramdal", 0, 0, null, false)]
    [InlineData("security:b", "theft", "ramdal", 0, 0, null, false)]
    [InlineData("police:a", "theft", "ramdal", -600, 480, null, true)]
    [InlineData("police:a", "theft", "ramdal", -600, 479, null, false)]
    public void Likely_duplicates_agree_in_category_place_and_time(
        string party, string category, string? area, int minutesLater, int minutesLong, double? metres, bool expected)
    {
        var at = new DateTimeOffset(2021, 3, 1, 20, 0, 0, TimeSpan.Zero);
        var from = at.AddMinutes(minutesLater);

        Assert.Equal(
            expected,
            LikelyDuplicates.Are(
                new("security:b", "theft", "ramdal", at, at),
                new(party, category, area, from, from.AddMinutes(minutesLong)),
                metres));
    }

    private static (string Name, DateOnly LastDay) Parse(string entry) =>
        entry.Split(' ') is [var name, var day] ? (name, DateOnly.ParseExact(day, "yyyy-MM-dd")) : throw new FormatException(entry);
}
