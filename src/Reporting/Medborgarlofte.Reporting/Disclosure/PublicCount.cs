namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>Cases with the same properties, as far as public counts select by them.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Area">Area code; "" for an unknown place and in tables without areas.</param>
/// <param name="Category">Category code; "" in tables without categories.</param>
/// <param name="Value">Code of the form, target, goods or reason; "" in tables of cases.</param>
internal readonly record struct CaseGroup(DateOnly Month, string Area, string Category, string Value);

/// <summary>A count that everyone may read unless it is hidden.</summary>
/// <param name="Key">Identifies the count.</param>
/// <param name="Period">The period; whole months.</param>
/// <param name="Weight">The loss to readers if the count is hidden. Counts with a low weight are hidden first.</param>
internal sealed record PublicCount(CountKey Key, Period Period, int Weight)
{
    /// <summary>Whether the count was shown or hidden when it was released; null if it is not released yet.</summary>
    public bool? WasShown { get; init; }
}

/// <summary>Identifies a public count.</summary>
/// <param name="Period">Code of the period.</param>
/// <param name="Table">The table.</param>
/// <param name="Code">The code within the table; "" for the total.</param>
internal readonly record struct CountKey(string Period, PublicTable Table, string Code);

/// <summary>The property by which the counts of a public table select cases.</summary>
internal enum PublicTable
{
    /// <summary>All cases.</summary>
    Total,

    /// <summary>The cases of an area.</summary>
    Area,

    /// <summary>The cases of a category.</summary>
    Category,

    /// <summary>The cases with a form, target, goods or reason.</summary>
    Value,
}
