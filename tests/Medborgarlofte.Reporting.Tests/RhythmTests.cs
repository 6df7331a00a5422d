using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.FollowUps.Sentences;

namespace Medborgarlofte.Reporting.Tests;

public sealed class RhythmTests
{
    private static readonly DateOnly Later = new(2022, 6, 1);

    [Fact]
    public void Weeks_without_occasions_are_missed_by_number()
    {
        var progress = Of(Weekly(2018, 2018), [.. Thursdays(2018).Where((_, index) => index + 1 is not (7 or 12 or 30)).Select(Once)]);

        Assert.Equal((CommitmentOutcome.Partly, 52, 49), (progress.Outcome, progress.Rhythm!.Expected, progress.Rhythm.Kept));
        Assert.Equal(["2018-w07", "2018-w12", "2018-w30"], progress.Rhythm.Missed.Select(week => week.Code));
        Assert.Equal("minst en gång i veckan under 49 av 52 veckor. Missat: vecka 7, 12 och 30.", TextOf(progress));
    }

    [Fact]
    public void Every_week_with_an_occasion_keeps_the_commitment()
    {
        var progress = Of(Weekly(2018, 2018), [.. Thursdays(2018).Select(Once), Once(new(2018, 12, 31))]);

        Assert.Equal((CommitmentOutcome.Kept, 53, null), (progress.Outcome, progress.Count, progress.ReachedOn));
        Assert.Equal("minst en gång i veckan under alla 52 veckor.", TextOf(progress));
    }

    [Theory]
    [InlineData(2018, 2018, 52)]
    [InlineData(2020, 2020, 53)]
    [InlineData(2021, 2021, 52)]
    [InlineData(2020, 2021, 105)]
    public void Calendar_years_have_their_iso_weeks(int first, int last, int weeks) =>
        Assert.Equal(weeks, Of(Weekly(first, last), []).Rhythm!.Expected);

    [Fact]
    public void Runs_of_weeks_are_shortened_and_several_years_are_named()
    {
        var missed = new[] { 7, 8, 9, 12, 30 };
        var oneYear = Of(Weekly(2018, 2018), [.. Thursdays(2018).Where((_, index) => !missed.Contains(index + 1)).Select(Once)]);
        var twoYears = Of(
            Weekly(2020, 2021), [.. Thursdays(2020).SkipLast(1).Select(Once), .. Thursdays(2021).Skip(1).Select(Once)]);

        Assert.Equal("minst en gång i veckan under 47 av 52 veckor. Missat: vecka 7–9, 12 och 30.", TextOf(oneYear));
        Assert.Equal(
            "minst en gång i veckan under 103 av 105 veckor. Missat: vecka 53 år 2020 samt vecka 1 år 2021.", TextOf(twoYears));
    }

    [Theory]
    [InlineData(11, CommitmentOutcome.Partly, "11 gånger av minst 52. Vilka veckor är inte känt.")]
    [InlineData(60, CommitmentOutcome.Undetermined, "60 gånger av minst 52. Vilka veckor är inte känt.")]
    public void A_total_of_the_year_says_nothing_about_weeks(int count, CommitmentOutcome outcome, string text)
    {
        var progress = Of(Weekly(2018, 2018), [new("police", new(2018, 1, 1), new(2018, 12, 31), count)]);

        Assert.Equal((outcome, count, 0, 52), (
            progress.Outcome, progress.Count, progress.Rhythm!.Missed.Count, progress.Rhythm.Unknown.Count));
        Assert.Equal(text, TextOf(progress));
    }

    [Fact]
    public void A_total_of_some_weeks_leaves_only_those_weeks_unknown()
    {
        // The total covers weeks 10 to 13.
        var progress = Of(
            Weekly(2018, 2018),
            [
                .. Thursdays(2018).Where((_, index) => index + 1 is not ((>= 10 and <= 13) or 30)).Select(Once),
                new("police", new(2018, 3, 5), new(2018, 4, 1), 9),
            ]);

        Assert.Equal((CommitmentOutcome.Partly, 56), (progress.Outcome, progress.Count));
        Assert.Equal(
            "minst en gång i veckan under 47 av 52 veckor. Missat: vecka 30. För 4 veckor är det inte känt, eftersom bara en summa är "
                + "angiven.",
            TextOf(progress));
    }

    [Fact]
    public void Months_are_missed_by_name()
    {
        var monthly = Weekly(2021, 2021) with { Rhythm = CommitmentRhythm.Monthly, AtLeast = 2 };
        var progress = Of(monthly, [.. Enumerable.Range(1, 12).Select(month =>
            new Performed("police", new(2021, month, 5), new(2021, month, 5), month is 3 or 7 ? 1 : 2))]);

        Assert.Equal(["2021-03", "2021-07"], progress.Rhythm!.Missed.Select(month => month.Code));
        Assert.Equal("minst 2 gånger i månaden under 10 av 12 månader. Missat: mars och juli.", TextOf(progress, monthly));
    }

    [Fact]
    public void A_running_week_is_not_missed_and_a_kept_one_counts()
    {
        // 30 April 2021 is in week 17.
        var through = new DateOnly(2021, 4, 30);
        var done = Thursdays(2021).Take(16).Select(Once).ToList();
        var without = CommitmentProgress.Of(Weekly(2021, 2021), done, through, Later);
        var with = CommitmentProgress.Of(Weekly(2021, 2021), [.. done, Once(new(2021, 4, 26))], through, Later);
        var none = CommitmentProgress.Of(Weekly(2021, 2021), [], new(2021, 1, 3), Later);

        Assert.Equal((CommitmentOutcome.Ongoing, 16, 16), (without.Outcome, without.Rhythm!.Settled, without.Rhythm.Kept));
        Assert.Equal("minst en gång i veckan under 16 av hittills 16 veckor.", TextOf(without));
        Assert.Equal("minst en gång i veckan under 17 av hittills 17 veckor.", TextOf(with));
        Assert.Equal("ännu har ingen hel vecka gått.", TextOf(none));
    }

    [Fact]
    public void The_day_on_which_a_number_was_reached_is_unknown_after_a_total()
    {
        var counted = Weekly(2018, 2018) with { Rhythm = null, AtLeast = 3 };
        Performed[] dated = [Once(new(2018, 1, 10)), Once(new(2018, 1, 11)), Once(new(2018, 2, 1))];

        Assert.Equal(new DateOnly(2018, 2, 1), Of(counted, dated).ReachedOn);
        Assert.Null(Of(counted, [.. dated, new("police", new(2018, 1, 1), new(2018, 12, 31), 2)]).ReachedOn);
        Assert.Equal(new(2018, 2, 1), Of(counted, [.. dated, new("police", new(2018, 3, 1), new(2018, 12, 31), 2)]).ReachedOn);
    }

    [Fact]
    public void A_total_counts_only_where_its_whole_period_counts()
    {
        var counted = Weekly(2018, 2018) with { Rhythm = null, AtLeast = 20 };
        var progress = Of(
            counted,
            [
                new("police", new(2018, 1, 1), new(2018, 12, 31), 11),
                new("police", new(2017, 7, 1), new(2018, 6, 30), 5),
                new("police", new(2017, 1, 1), new(2017, 12, 31), 7),
            ]);

        Assert.Equal((11, 1, 5), (progress.Count, progress.Totals.Count, Assert.Single(progress.NotCounted).Count));
    }

    private static CommitmentProgress Of(CommitmentChanged commitment, IReadOnlyList<Performed> performed) =>
        CommitmentProgress.Of(commitment, performed, commitment.LastDay, Later);

    private static string TextOf(CommitmentProgress progress, CommitmentChanged? commitment = null) =>
        RhythmSentences.Write(commitment?.Rhythm ?? CommitmentRhythm.Weekly, commitment?.AtLeast ?? 1, progress, until: "");

    private static CommitmentChanged Weekly(int firstYear, int lastYear) =>
        CommitmentSectionTests.Commitment(new Some("0481"), Some.Id(), Some.Id(), "Minst en i veckan", 1) with
        {
            FirstDay = new(firstYear, 1, 1),
            LastDay = new(lastYear, 12, 31),
            Rhythm = CommitmentRhythm.Weekly,
        };

    private static IEnumerable<DateOnly> Thursdays(int isoYear) =>
        Enumerable.Range(1, System.Globalization.ISOWeek.GetWeeksInYear(isoYear)).Select(week =>
            DateOnly.FromDateTime(System.Globalization.ISOWeek.ToDateTime(isoYear, week, DayOfWeek.Thursday)));

    private static Performed Once(DateOnly day) => new("police", day, day, 1);
}
