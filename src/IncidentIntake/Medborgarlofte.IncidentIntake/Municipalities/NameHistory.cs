using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Domain;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>
/// The earlier names of areas, categories and parties, so that what is said about a closed period keeps the names of its time.
/// </summary>
internal static class NameHistory
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>The earlier names of an area or a party after a change of name.</summary>
    public static IReadOnlyList<EarlierName>? Rename(
        IReadOnlyList<EarlierName>? earlier, string current, DateOnly? since, DateOnly from) => ChangeHistory.Replace(
        earlier, new EarlierName(current, default), since, from, name => name.LastDay, (name, day) => name with { LastDay = day });

    /// <summary>The earlier names of a category and its options after a change of names.</summary>
    public static IReadOnlyList<EarlierCategoryNames>? Rename(
        IReadOnlyList<EarlierCategoryNames>? earlier, EarlierCategoryNames current, DateOnly? since, DateOnly from) =>
        ChangeHistory.Replace(earlier, current, since, from, names => names.LastDay, (names, day) => names with { LastDay = day });

    /// <summary>Checks the day from which a new name applies.</summary>
    public static void CheckNamedSince(this RequestErrors errors, DateOnly? day, DateOnly today)
    {
        errors.NotInFuture("namedSince", day, today);
        if (day < Earliest)
        {
            errors.Add("namedSince", $"namedSince ska vara tidigast {Earliest:yyyy-MM-dd}.");
        }
    }
}
