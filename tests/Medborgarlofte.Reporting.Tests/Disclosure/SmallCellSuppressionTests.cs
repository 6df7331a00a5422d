using Medborgarlofte.Reporting.Disclosure;
using static Medborgarlofte.Reporting.Disclosure.CellDisplay;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

public sealed class SmallCellSuppressionTests
{
    private static readonly SmallCellSuppression SmallCells = new(SmallCellSuppression.DefaultThreshold);

    [Fact]
    public void Counts_from_one_to_four_are_small_and_zero_is_shown() =>
        Assert.Equal([Shown, Small, Small, Shown], SmallCells.CellsOf([0, 1, 4, 5], totalIsShown: false));

    [Fact]
    public void Single_small_cell_withholds_the_next_smallest_beside_a_total() =>
        Assert.Equal([Shown, Withheld, Small, Shown], SmallCells.CellsOf([20, 9, 3, 0], totalIsShown: true));

    [Fact]
    public void Single_small_cell_withholds_nothing_without_a_total() =>
        Assert.Equal([Shown, Shown, Small], SmallCells.CellsOf([20, 9, 3], totalIsShown: false));

    [Fact]
    public void Two_small_cells_protect_each_other() =>
        Assert.Equal([Shown, Small, Small], SmallCells.CellsOf([20, 3, 2], totalIsShown: true));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Two_small_cells_do_not_protect_each_other_if_their_sum_reveals_both(int count) =>
        Assert.Equal([Withheld, Small, Small], SmallCells.CellsOf([20, count, count], totalIsShown: true));

    [Fact]
    public void First_of_two_equal_cells_is_withheld() =>
        Assert.Equal([Withheld, Shown, Small], SmallCells.CellsOf([9, 9, 3], totalIsShown: true));

    [Fact]
    public void Nothing_is_withheld_without_a_small_cell() =>
        Assert.Equal([Shown, Shown, Shown], SmallCells.CellsOf([20, 5, 0], totalIsShown: true));

    [Fact]
    public void Small_cell_without_other_cells_stays_small() =>
        Assert.Equal([Small, Shown], SmallCells.CellsOf([3, 0], totalIsShown: true));

    [Fact]
    public void Threshold_can_be_set() =>
        Assert.Equal([Shown, Withheld, Small], new SmallCellSuppression(10).CellsOf([30, 12, 9], totalIsShown: true));

    [Fact]
    public void Empty_table_has_no_cells() => Assert.Empty(SmallCells.CellsOf([], totalIsShown: true));
}
