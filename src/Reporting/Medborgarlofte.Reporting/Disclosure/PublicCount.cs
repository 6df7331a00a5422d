namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>Cases with the same properties, as far as public counts select by them.</summary>
/// <param name="From">First day of the month, or of a part of it that a period divides.</param>
/// <param name="Area">Area code; "" for an unknown place.</param>
/// <param name="Category">Code of the category, channel, measure or activity; "" in tables without them.</param>
/// <param name="Value">Code of the form, target, goods, reason or result; whether a case was attempted.</param>
internal readonly record struct CaseGroup(DateOnly From, string Area, string Category, string Value);

/// <summary>A count of a release.</summary>
/// <param name="Cell">The count.</param>
/// <param name="Weight">The loss to readers if the count is hidden. Counts with a low weight are hidden first.</param>
internal sealed record PublicCount(PublicCell Cell, int Weight)
{
    /// <summary>Whether readers see the count unless it is hidden. Otherwise, it must only not be computable from what they see.</summary>
    public bool IsListed { get; init; } = true;
}
