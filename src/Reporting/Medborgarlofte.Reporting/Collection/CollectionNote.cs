namespace Medborgarlofte.Reporting.Collection;

/// <summary>Why a figure is missing (uppgift saknas), covers only a part of its period, or cannot be compared.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="From">First collected day of a partly collected period, otherwise null.</param>
/// <param name="Until">Last collected day of a partly collected period, otherwise null.</param>
public sealed record CollectionNote(CollectionReason Reason, DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>Whether the figure itself is missing.</summary>
    internal bool IsMissing => Reason is CollectionReason.NotCollected or CollectionReason.NotKnown;

    /// <summary>The days of a partly collected period: "från och med den 1 mars 2021".</summary>
    /// <param name="first">First day of the whole period.</param>
    /// <param name="last">Last day of the whole period.</param>
    internal string Days(DateOnly first, DateOnly last) => (From > first, Until < last) switch
    {
        (true, true) => $"för {SwedishText.Days(From!.Value, Until!.Value)}",
        (true, _) => $"från och med den {SwedishText.Day(From!.Value)}",
        (_, true) => $"till och med den {SwedishText.Day(Until!.Value)}",
        _ => "för en del av tiden",
    };
}

/// <summary>Why a figure is missing, partial or not comparable.</summary>
public enum CollectionReason
{
    /// <summary>No party collected it, as declared (samlades inte in).</summary>
    NotCollected,

    /// <summary>It is not known whether a party collected it: nothing is declared, and no case had been reported.</summary>
    NotKnown,

    /// <summary>It was collected on a part of the days.</summary>
    PartlyCollected,

    /// <summary>Other categories were collected than in the period that it is compared with.</summary>
    OtherCategories,
}
