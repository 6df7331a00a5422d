using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CollectedCategoriesTests
{
    private static readonly DateOnly First = new(2021, 1, 1);
    private static readonly DateOnly Last = new(2021, 4, 30);

    [Theory]
    [InlineData("2021-01-01..", null)]
    [InlineData("2018-01-01..2021-04-30", null)]
    [InlineData("2018-01-01..2021-02-28 2021-03-01..", null)]
    [InlineData("2018-01-01..2021-03-31 2021-02-01..2021-02-28 2021-04-01..", null)]
    [InlineData("", CollectionReason.NotCollected)]
    [InlineData("2021-05-01..", CollectionReason.NotCollected)]
    [InlineData("2018-01-01..2020-12-31", CollectionReason.NotCollected)]
    [InlineData("2021-01-02..", CollectionReason.PartlyCollected, "2021-01-02", "2021-04-30")]
    [InlineData("2018-01-01..2021-04-29", CollectionReason.PartlyCollected, "2021-01-01", "2021-04-29")]
    [InlineData("2018-01-01..2021-02-27 2021-03-01..", CollectionReason.PartlyCollected, "2021-01-01", "2021-04-30")]
    public void Declared_times_of_the_sources_are_taken_together(
        string times, CollectionReason? reason, string? from = null, string? until = null) =>
        Assert.Equal(
            reason is { } expected ? new CollectionNote(expected, DayOrNull(from), DayOrNull(until)) : null,
            Collected(("a", times)).Of("a", First, Last));

    [Fact]
    public void Undeclared_category_is_collected_from_the_month_of_its_first_case()
    {
        var collected = new CollectedCategories(
            new Dictionary<string, CategoryChanged>(), new Dictionary<string, DateOnly> { ["a"] = new(2021, 4, 1) });

        Assert.Null(collected.Of("a", First, Last));
        Assert.Null(collected.Of("a", new(2030, 1, 1), new(2030, 12, 31)));
        Assert.Equal(new(CollectionReason.NotKnown), collected.Of("a", First, new(2021, 3, 31)));
        Assert.Equal(new(CollectionReason.NotKnown), collected.Of("b", First, Last));
    }

    [Fact]
    public void Several_categories_are_complete_if_one_of_them_is()
    {
        var collected = Collected(("whole", "2018-01-01.."), ("march", "2021-03-01.."), ("april", "2021-04-01.."), ("never", ""));

        Assert.Null(collected.Of([], First, Last));
        Assert.Null(collected.Of(["whole", "never"], First, Last));
        Assert.Equal(
            new(CollectionReason.PartlyCollected, new(2021, 3, 1), Last), collected.Of(["never", "april", "march"], First, Last));
        Assert.Equal(new(CollectionReason.NotCollected), collected.Of(["never", "unknown"], First, Last));
        Assert.Equal(["never"], collected.NotCollected(First, Last));
    }

    [Fact]
    public void Periods_with_other_declared_categories_are_not_comparable()
    {
        var collected = Collected(("whole", "2018-01-01.."), ("march", "2021-03-01.."));
        var (february, march, april) = (Month(2), Month(3), Month(4));

        Assert.True(collected.AreComparable([], april, march));
        Assert.False(collected.AreComparable([], march, february));
        Assert.True(collected.AreComparable(["whole"], march, february));

        static (DateOnly First, DateOnly Last) Month(int month) =>
            (new(2021, month, 1), new DateOnly(2021, month, 1).AddMonths(1).AddDays(-1));
    }

    private static CollectedCategories Collected(params (string Category, string Times)[] declared) => new(
        declared.ToDictionary(one => one.Category, one => new CategoryChanged(
            "0481", one.Category, 1, CategoryKind.Crime, new(one.Category, one.Category, one.Category, one.Category), [], [], [])
        {
            Collection =
            [
                .. one.Times.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(time => time.Split("..")).Select(
                    (time, index) => new CollectedTime($"source-{index}", DayOrNull(time[0])!.Value, DayOrNull(time[1]))),
            ],
        }),
        new Dictionary<string, DateOnly>());

    private static DateOnly? DayOrNull(string? day) => string.IsNullOrEmpty(day) ? null : DateOnly.ParseExact(day, "yyyy-MM-dd");
}
