using Medborgarlofte.Reporting.Pages;
using static Medborgarlofte.Reporting.Pages.CellDisplay;

namespace Medborgarlofte.Reporting.Tests.Pages;

public sealed class SmallCellsTests
{
    [Fact]
    public void Counts_from_one_to_four_are_small_and_zero_is_shown() =>
        Assert.Equal([Shown, Small, Small, Shown], SmallCells.Of([0, 1, 4, 5], totalIsShown: false));

    [Fact]
    public void One_small_cell_takes_the_next_smallest_with_it_where_the_total_shows() =>
        Assert.Equal([Shown, Withheld, Small, Shown], SmallCells.Of([20, 9, 3, 0], totalIsShown: true));

    [Fact]
    public void One_small_cell_stands_alone_where_no_total_shows() =>
        Assert.Equal([Shown, Shown, Small], SmallCells.Of([20, 9, 3], totalIsShown: false));

    [Fact]
    public void Two_small_cells_protect_each_other() =>
        Assert.Equal([Shown, Small, Small], SmallCells.Of([20, 3, 2], totalIsShown: true));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Two_small_cells_do_not_protect_each_other_where_their_sum_gives_both(int count) =>
        Assert.Equal([Withheld, Small, Small], SmallCells.Of([20, count, count], totalIsShown: true));

    [Fact]
    public void Of_two_equally_small_the_first_is_withheld() =>
        Assert.Equal([Withheld, Shown, Small], SmallCells.Of([9, 9, 3], totalIsShown: true));

    [Fact]
    public void Nothing_is_withheld_where_no_cell_is_small() =>
        Assert.Equal([Shown, Shown, Shown], SmallCells.Of([20, 5, 0], totalIsShown: true));

    [Fact]
    public void A_small_cell_with_nothing_beside_it_stays_small() =>
        Assert.Equal([Small, Shown], SmallCells.Of([3, 0], totalIsShown: true));

    [Fact]
    public void The_threshold_can_be_set() =>
        Assert.Equal([Shown, Withheld, Small], SmallCells.Of([30, 12, 9], totalIsShown: true, threshold: 10));

    [Fact]
    public void An_empty_table_has_no_cells() => Assert.Empty(SmallCells.Of([], totalIsShown: true));
}
