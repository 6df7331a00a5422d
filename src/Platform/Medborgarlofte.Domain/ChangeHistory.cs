namespace Medborgarlofte.Domain;

/// <summary>What applied until a day, kept when it is replaced, so that closed periods are read as they were.</summary>
public static class ChangeHistory
{
    /// <summary>The earlier entries after the current one is replaced.</summary>
    /// <typeparam name="T">Type of the entries.</typeparam>
    /// <param name="earlier">The earlier entries, oldest first; null if there are none.</param>
    /// <param name="current">The replaced entry.</param>
    /// <param name="since">First day of the replaced entry; null if it always applied.</param>
    /// <param name="from">First day of the new entry. An early day also replaces the entries since then.</param>
    /// <param name="lastDayOf">Reads the last day of an entry.</param>
    /// <param name="end">Ends an entry on a day.</param>
    /// <returns>The earlier entries, oldest first; null if there are none.</returns>
    public static IReadOnlyList<T>? Replace<T>(
        IReadOnlyList<T>? earlier, T current, DateOnly? since, DateOnly from, Func<T, DateOnly> lastDayOf, Func<T, DateOnly, T> end)
    {
        var last = from.AddDays(-1);
        List<T> entries = [.. (earlier ?? []).Where(entry => lastDayOf(entry) < last)];
        if ((earlier ?? []).Skip(entries.Count).Take(1).ToList() is [var then])
        {
            entries.Add(end(then, last));
        }
        else if (!(since > last))
        {
            entries.Add(end(current, last));
        }

        return entries is [] ? null : entries;
    }
}
