using Medborgarlofte.Domain;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about the weeks or months of a commitment.</summary>
internal static class RhythmSentences
{
    private const int ShortestRange = 3;

    /// <summary>"minst en gång i veckan under 49 av 52 veckor till och med den 31 december 2018. Missat: vecka 7, 12 och 30."</summary>
    /// <param name="rhythm">Weekly or monthly.</param>
    /// <param name="atLeast">The promised number in every week or month.</param>
    /// <param name="progress">The progress.</param>
    /// <param name="until">The areas and the last day, with a leading space.</param>
    public static string Write(CommitmentRhythm rhythm, int atLeast, CommitmentProgress progress, string until)
    {
        var weeks = progress.Rhythm!;
        var words = Words.Of(rhythm);
        if (weeks.Settled == 0)
        {
            return $"ännu har ingen hel {words.One} gått{until}.";
        }

        if (weeks.Kept + weeks.Missed.Count == 0)
        {
            return $"{TotalSentences.Times(progress.Count)} av minst {SwedishText.Number(weeks.Expected * atLeast)}{until}. "
                + $"Vilka {words.Several} är inte känt.";
        }

        var times = atLeast == 1 ? "en gång" : $"{SwedishText.Number(atLeast)} gånger";
        var promised = $"minst {times} {words.PerOne}";
        return $"{promised} {Kept(weeks, words)}{until}.{Missed(rhythm, weeks.Missed)}{Unknown(weeks.Unknown, words)}";
    }

    private static string Kept(RhythmProgress weeks, Words words)
    {
        var all = weeks.Settled == 1 ? words.One : words.Several;
        if (weeks.Kept == weeks.Expected)
        {
            return weeks.Expected == 1 ? $"under hela tiden, 1 {all}" : $"under alla {SwedishText.Number(weeks.Expected)} {all}";
        }

        var soFar = weeks.Settled < weeks.Expected ? "hittills " : "";
        return $"under {SwedishText.Number(weeks.Kept)} av {soFar}{SwedishText.Number(weeks.Settled)} {all}";
    }

    private static string Missed(CommitmentRhythm rhythm, IReadOnlyList<RhythmSpan> missed) =>
        missed.Count == 0 ? "" : $" Missat: {(rhythm == CommitmentRhythm.Weekly ? WeeksOf(missed) : MonthsOf(missed))}.";

    private static string Unknown(IReadOnlyList<RhythmSpan> unknown, Words words) => unknown.Count switch
    {
        0 => "",
        1 => $" För 1 {words.One} är det inte känt, eftersom bara en summa är angiven.",
        _ => $" För {SwedishText.Number(unknown.Count)} {words.Several} är det inte känt, eftersom bara en summa är angiven.",
    };

    // "vecka 7, 12 och 30"; with the year if there are several.
    private static string WeeksOf(IReadOnlyList<RhythmSpan> weeks)
    {
        var years = weeks.GroupBy(week => week.Year).ToList();
        return years.Count == 1
            ? "vecka " + NumbersOf(weeks)
            : string.Join(" samt ", years.Select(year => $"vecka {NumbersOf([.. year])} år {year.Key}"));
    }

    private static string MonthsOf(IReadOnlyList<RhythmSpan> months) =>
        SwedishText.List([.. months.Select(month =>
            months[0].Year == months[^1].Year ? SwedishText.MonthName(month.FirstDay) : SwedishText.Month(month.FirstDay))]);

    // "7–9, 12 och 30".
    private static string NumbersOf(IReadOnlyList<RhythmSpan> weeks)
    {
        var parts = new List<string>();
        for (var first = 0; first < weeks.Count;)
        {
            var last = first;
            while (last + 1 < weeks.Count && weeks[last + 1].Number == weeks[last].Number + 1)
            {
                last++;
            }

            parts.AddRange(last - first + 1 >= ShortestRange
                ? [$"{weeks[first].Number}–{weeks[last].Number}"]
                : weeks.Skip(first).Take(last - first + 1).Select(week => $"{week.Number}"));
            first = last + 1;
        }

        return SwedishText.List(parts);
    }

    private sealed record Words(string One, string Several, string PerOne)
    {
        public static Words Of(CommitmentRhythm rhythm) =>
            rhythm == CommitmentRhythm.Weekly ? new("vecka", "veckor", "i veckan") : new("månad", "månader", "i månaden");
    }
}
