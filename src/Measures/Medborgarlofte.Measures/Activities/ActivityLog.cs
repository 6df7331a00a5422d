using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Activities;

/// <summary>What became of entries that a party sent.</summary>
/// <param name="New">How many are new.</param>
/// <param name="Known">Those that the party had sent before, as they are stored.</param>
internal sealed record Logged(int New, IReadOnlyList<Activity> Known);

/// <summary>Writes entries, all or none, each number of a party once.</summary>
internal static class ActivityLog
{
    private const int NumbersAtATime = 500;

    /// <summary>Writes the entries that the party has not sent before, together with their events.</summary>
    /// <exception cref="ConflictException">A number is taken by an entry that says something else.</exception>
    public static async Task<Logged> AddAsync(
        MeasuresDbContext db,
        string municipality,
        string party,
        IReadOnlyList<Activity> entries,
        string actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            entry.BeginNextVersion();
        }

        for (var isFirstTry = true; ; isFirstTry = false)
        {
            var known = await KnownAsync(db, municipality, party, entries, cancellationToken);
            var fresh = entries.Where(entry => entry.ExternalId is null || !known.ContainsKey(entry.ExternalId)).ToList();
            if (entries.FirstOrDefault(entry => entry.ExternalId is not null && known.TryGetValue(entry.ExternalId, out var stored) && !stored.SaysAs(entry)) is { } other)
            {
                throw new ConflictException($"{other.ExternalId} är redan loggad med andra uppgifter. Rätta den posten i stället.");
            }

            db.AddRange(fresh);
            foreach (var entry in fresh)
            {
                db.Record(entry.PublicId, entry.ToEvent(), actor, now);
            }

            try
            {
                await db.SaveNewAsync("Samma aktivitet loggas av någon annan just nu. Försök igen.", cancellationToken);
                return new Logged(fresh.Count, [.. known.Values]);
            }
            catch (ConflictException) when (isFirstTry)
            {
                // The same number was sent twice at once: look again, it is known now.
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
                .Where(activity => activity.Municipality == municipality && activity.Party == party && numbers.Contains(activity.ExternalId))
                .ToListAsync(cancellationToken);
            foreach (var activity in found)
            {
                known[activity.ExternalId!] = activity;
            }
        }

        return known;
    }
}
