using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>Explains in Swedish which counts of a picture are not wholly collected.</summary>
internal static class CollectionText
{
    /// <summary>A period whose count is missing, partial or not comparable: "för mars 2021 saknas uppgift".</summary>
    public static string Of(Period period, CollectionNote note) => note.Reason switch
    {
        CollectionReason.NotCollected => $"för {period.Name} saknas uppgift, eftersom inget samlades in då",
        CollectionReason.NotKnown => $"för {period.Name} saknas uppgift",
        CollectionReason.PartlyCollected => $"uppgifterna för {period.Name} finns {note.Days(period.FirstDay, period.LastDay)}",
        _ => $"{period.Name} kan inte jämföras, eftersom andra slags händelser samlades in då",
    };

    /// <summary>The explanations of a line.</summary>
    public static IEnumerable<string> Notes(SituationalPicture picture, CountLine line) =>
        new (Period Period, CollectionNote? Note)[]
        {
            (picture.Period, line.CountNote),
            (picture.PreviousPeriod, line.PreviousPeriodNote),
            (picture.SamePeriodLastYear, line.SamePeriodLastYearNote),
        }
        .Where(noted => noted.Note is not null)
        .DistinctBy(noted => noted.Period.Code)
        .Select(noted => Of(noted.Period, noted.Note!));
}
