using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>
/// Removes the counts of a picture that nobody collected, and the changes that compare with them. It only removes figures, so it cannot
/// reveal a hidden count.
/// </summary>
internal sealed class PictureCollection(CollectedCategories collected, MunicipalityReference reference)
{
    private static readonly IReadOnlyCollection<string> AllCategories = [];

    private readonly ReferenceNames _names = new(reference);

    /// <summary>The picture without them.</summary>
    public SituationalPicture ApplyTo(SituationalPicture picture)
    {
        var days = Days.Of(picture);
        var all = NotesOf(AllCategories, days);
        var missing = collected.NotCollected(days.Now.First, days.Now.Last)
            .Except(picture.ByCategory.Select(line => line.Code), StringComparer.Ordinal)
            .Select(code => CountLine.Of(code, _names.Category(code), null, 0, 0))
            .OrderBy(line => line.Name, SwedishText.Alphabet);
        return picture with
        {
            Total = With(picture.Total, all),
            ByArea = [.. picture.ByArea.Select(line => With(line, all))],
            ByCategory = [.. picture.ByCategory.Concat(missing).Select(line => With(line, NotesOf([line.Code], days)))],
            ByForm = Values(picture.ByForm, category => category.Forms.Concat(category.RetiredOptions?.Forms ?? []).Select(o => o.Code)),
            ByTarget = Values(
                picture.ByTarget, category => category.Targets.Concat(category.RetiredOptions?.Targets ?? []).Select(o => o.Code)),
            ByGoods = Values(picture.ByGoods, category => category.Goods.Concat(category.RetiredOptions?.Goods ?? []).Select(o => o.Code)),
        };

        IReadOnlyList<CountLine> Values(IReadOnlyList<CountLine> lines, Func<CategoryChanged, IEnumerable<string>> optionsOf)
        {
            var withOption = reference.Categories.Values
                .SelectMany(category => optionsOf(category).Select(option => (option, category.Category)))
                .ToLookup(pair => pair.option, pair => pair.Category, StringComparer.Ordinal);
            return [.. lines.Select(line => With(line, NotesOf([.. withOption[line.Code]], days)))];
        }
    }

    private static CountLine With(CountLine line, Notes allNotes)
    {
        var notes = new Notes(
            For(allNotes.Now, line.Count), For(allNotes.Previous, line.PreviousPeriod), For(allNotes.LastYear, line.SamePeriodLastYear));
        var count = Known(line.Count, notes.Now);
        var previous = Known(line.PreviousPeriod, notes.Previous);
        var lastYear = Known(line.SamePeriodLastYear, notes.LastYear);
        return line with
        {
            Count = count,
            PreviousPeriod = previous,
            SamePeriodLastYear = lastYear,
            Change = notes is { Now: null, Previous: null } ? count - previous : null,
            ChangeSinceLastYear = notes is { Now: null, LastYear: null } ? count - lastYear : null,
            CountNote = notes.Now,
            PreviousPeriodNote = notes.Previous,
            SamePeriodLastYearNote = notes.LastYear,
        };

        // A value may occur in other categories than those that have it now.
        static CollectionNote? For(CollectionNote? note, int? count) =>
            note is { Reason: CollectionReason.NotKnown } && count > 0 ? null : note;

        static int? Known(int? count, CollectionNote? note) => note is { IsMissing: true } ? null : count;
    }

    private Notes NotesOf(IReadOnlyCollection<string> categories, Days days)
    {
        return new(
            collected.Of(categories, days.Now.First, days.Now.Last),
            Compared(days.Previous),
            Compared(days.LastYear));

        CollectionNote? Compared((DateOnly First, DateOnly Last) earlier) =>
            collected.Of(categories, earlier.First, earlier.Last)
            ?? (collected.AreComparable(categories, days.Now, earlier) ? null : new(CollectionReason.OtherCategories));
    }

    private sealed record Notes(CollectionNote? Now, CollectionNote? Previous, CollectionNote? LastYear);

    // A running period is compared with as many days of the earlier ones.
    private sealed record Days(
        (DateOnly First, DateOnly Last) Now, (DateOnly First, DateOnly Last) Previous, (DateOnly First, DateOnly Last) LastYear)
    {
        public static Days Of(SituationalPicture picture)
        {
            var length = picture.CountedThrough?.DayNumber - picture.Period.FirstDay.DayNumber;
            return new(Counted(picture.Period), Counted(picture.PreviousPeriod), Counted(picture.SamePeriodLastYear));

            (DateOnly First, DateOnly Last) Counted(Period period)
            {
                var last = length is { } days && days >= 0 ? period.FirstDay.AddDays(days) : period.LastDay;
                return (period.FirstDay, last < period.LastDay ? last : period.LastDay);
            }
        }
    }
}
