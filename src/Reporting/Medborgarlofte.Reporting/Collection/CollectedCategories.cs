using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.Reporting.Collection;

/// <summary>
/// The days on which the cases of each category are collected: those that a coordinator has declared, otherwise every day from the month of
/// its first case.
/// </summary>
internal sealed class CollectedCategories(
    IReadOnlyDictionary<string, CategoryChanged> categories, IReadOnlyDictionary<string, DateOnly> firstMonths)
{
    /// <summary>The first month with a case by category.</summary>
    public IReadOnlyDictionary<string, DateOnly> FirstMonths => firstMonths;

    /// <summary>Reads the declarations and the first cases of a municipality.</summary>
    public static async Task<CollectedCategories> ReadAsync(
        CubeReader cube, MunicipalityReference reference, CancellationToken cancellationToken) =>
        new(reference.Categories, await cube.FirstMonthsAsync(reference.Municipality.Municipality, cancellationToken));

    /// <summary>Why the number of cases between two days is missing or partial; null if it is complete.</summary>
    /// <param name="category">Code of the category.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day.</param>
    public CollectionNote? Of(string category, DateOnly first, DateOnly last)
    {
        if (DeclaredTimes(category) is not { } times)
        {
            return firstMonths.TryGetValue(category, out var month) && month <= last ? null : new(CollectionReason.NotKnown);
        }

        var inside = times.Where(time => time.From <= last && (time.Until ?? DateOnly.MaxValue) >= first)
            .OrderBy(time => time.From)
            .ToList();
        if (inside.Count == 0)
        {
            return new(CollectionReason.NotCollected);
        }

        var next = first;
        foreach (var time in inside.Where(time => time.From <= next))
        {
            var until = time.Until ?? DateOnly.MaxValue;
            next = until >= last ? DateOnly.MaxValue : until >= next ? until.AddDays(1) : next;
        }

        return next == DateOnly.MaxValue
            ? null
            : new(
                CollectionReason.PartlyCollected,
                inside[0].From < first ? first : inside[0].From,
                inside.Max(time => time.Until is { } until && until < last ? until : last));
    }

    /// <summary>Why the number of cases of several categories together is missing or partial; null if one of them is complete.</summary>
    /// <param name="codes">Codes of the categories; empty for all.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day.</param>
    public CollectionNote? Of(IReadOnlyCollection<string> codes, DateOnly first, DateOnly last)
    {
        var notes = All(codes).Select(code => Of(code, first, last)).ToList();
        if (notes.Contains(null))
        {
            return null;
        }

        var partly = notes.OfType<CollectionNote>().Where(note => !note.IsMissing).ToList();
        if (partly.Count > 0)
        {
            return new(CollectionReason.PartlyCollected, partly.Min(note => note.From), partly.Max(note => note.Until));
        }

        return new(notes.Exists(note => note?.Reason == CollectionReason.NotCollected)
            ? CollectionReason.NotCollected
            : CollectionReason.NotKnown);
    }

    /// <summary>Whether the declared categories among some are collected in the same way in two periods.</summary>
    /// <param name="codes">Codes of the categories; empty for all.</param>
    /// <param name="one">First and last day of one period.</param>
    /// <param name="other">First and last day of the other period.</param>
    public bool AreComparable(
        IReadOnlyCollection<string> codes, (DateOnly First, DateOnly Last) one, (DateOnly First, DateOnly Last) other) =>
        All(codes).Where(code => DeclaredTimes(code) is not null)
            .All(code => Of(code, one.First, one.Last)?.Reason == Of(code, other.First, other.Last)?.Reason);

    /// <summary>The categories whose declared times are all outside a period.</summary>
    public IEnumerable<string> NotCollected(DateOnly first, DateOnly last) =>
        categories.Values.Where(category => !category.IsRetired && category.Collection is not null)
            .Select(category => category.Category)
            .Where(code => Of(code, first, last) is { Reason: CollectionReason.NotCollected });

    private IReadOnlyList<CollectedTime>? DeclaredTimes(string category) => categories.GetValueOrDefault(category)?.Collection;

    private IEnumerable<string> All(IReadOnlyCollection<string> codes) =>
        codes.Count > 0 ? codes : categories.Keys.Union(firstMonths.Keys, StringComparer.Ordinal);
}
