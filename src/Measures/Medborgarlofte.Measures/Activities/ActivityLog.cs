namespace Medborgarlofte.Measures.Activities;

/// <summary>The result of logging entries.</summary>
/// <param name="New">Number of new entries.</param>
/// <param name="Known">The stored entries that the party had sent before.</param>
internal sealed record Logged(int New, IReadOnlyList<Activity> Known);

/// <summary>Writes entries, all or none. Each number of a party is written once.</summary>
internal static class ActivityLog
{
    private const int NumbersAtATime = 500;

    /// <summary>Writes the entries that the party has not sent before, together with their events.</summary>
    /// <exception cref="ConflictException">A number belongs to an entry that reports something else.</exception>
    public static async Task<Logged> AddAsync(
        string municipality, string party, IReadOnlyList<Activity> entries, DateTimeOffset now, EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        for (var isFirstTry = true; ; isFirstTry = false)
        {
            var known = await KnownAsync(db, municipality, party, entries, cancellationToken);
            var fresh = entries.Where(entry => entry.ExternalId is null || !known.ContainsKey(entry.ExternalId)).ToList();
            var other = entries.FirstOrDefault(entry =>
                entry.ExternalId is not null && known.TryGetValue(entry.ExternalId, out var stored) && !stored.ReportsSameAs(entry));
            if (other is not null)
            {
                throw new ConflictException($"{other.ExternalId} är redan loggad med andra uppgifter. Rätta den posten i stället.");
            }

            db.AddRange(fresh);
            foreach (var entry in fresh)
            {
                db.Record(entry.PublicId, entry.ToEvent(), http.User.Party(), now);
            }

            try
            {
                await db.SaveNewAsync("Samma aktivitet loggas av någon annan just nu. Försök igen.", cancellationToken);
                return new Logged(fresh.Count, [.. known.Values]);
            }
            catch (ConflictException) when (isFirstTry)
            {
                // The same number was sent by two requests at once. Read again: the other entry is stored now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static async Task<Dictionary<string, Activity>> KnownAsync(
        MeasuresDbContext db, string municipality, string party, IReadOnlyList<Activity> entries, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, Activity>(StringComparer.Ordinal);
        foreach (var numbers in entries.Select(entry => entry.ExternalId).OfType<string>().Chunk(NumbersAtATime))
        {
            var found = await db.Activities.AsNoTracking()
                .Where(activity => activity.Municipality == municipality && activity.Party == party)
                .Where(activity => numbers.Contains(activity.ExternalId))
                .ToListAsync(cancellationToken);
            foreach (var activity in found)
            {
                known[activity.ExternalId!] = activity;
            }
        }

        return known;
    }
}
