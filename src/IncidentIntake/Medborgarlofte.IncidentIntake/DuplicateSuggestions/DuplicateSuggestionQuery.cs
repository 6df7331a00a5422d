using Medborgarlofte.Domain;

namespace Medborgarlofte.IncidentIntake.DuplicateSuggestions;

/// <summary>Two incidents that are probably the same case.</summary>
/// <param name="Earlier">Public id of the incident that was registered first.</param>
/// <param name="Later">Public id of the other incident.</param>
/// <param name="Metres">Metres between their places, or null if the position of one is unknown.</param>
/// <param name="Apart">Time between them; zero if they can have happened at the same time.</param>
internal sealed record LikelyPair(Guid Earlier, Guid Later, double? Metres, TimeSpan Apart);

/// <summary>Finds counted incidents of different parties that are probably the same case and that no reviewer has decided about.</summary>
internal static class DuplicateSuggestionQuery
{
    /// <summary>The pairs among the incidents reported in a time span, latest first.</summary>
    public static async Task<List<LikelyPair>> FindLikelyPairsAsync(
        this IncidentIntakeDbContext db,
        string municipality,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken)
    {
        var reports = await db.Incidents.AsNoTracking()
            .Where(incident => incident.Municipality == municipality && incident.ReportedAt >= from && incident.ReportedAt < until)
            .Where(incident => incident.Status == IncidentStatus.Reported || incident.Status == IncidentStatus.Verified)
            .Where(incident => !incident.IsSelection)
            .OrderBy(incident => incident.OccurredFrom).ThenBy(incident => incident.Id)
            .Select(incident => new Report(
                incident.Id,
                incident.PublicId,
                new ReportedCase(incident.ReportedBy, incident.Category, incident.Area, incident.OccurredFrom, incident.OccurredTo),
                incident.Latitude,
                incident.Longitude))
            .ToListAsync(cancellationToken);
        var dismissed = await db.DismissedDuplicates.AsNoTracking()
            .Where(pair => pair.Municipality == municipality)
            .Select(pair => ValueTuple.Create(pair.IncidentId, pair.OtherIncidentId))
            .ToHashSetAsync(cancellationToken);
        return
        [
            .. reports.GroupBy(report => report.Case.Category, StringComparer.Ordinal)
                .SelectMany(category => PairsOf([.. category]))
                .Where(pair => !dismissed.Contains(DismissedDuplicate.KeyOf(pair.Earlier, pair.Later)))
                .OrderByDescending(pair => pair.Later)
                .ThenByDescending(pair => pair.Earlier)
        ];
    }

    // The reports are in the order of their earliest time, so a later one can end the search.
    private static IEnumerable<LikelyPair> PairsOf(List<Report> reports)
    {
        for (var index = 0; index < reports.Count; index++)
        {
            var one = reports[index];
            foreach (var other in reports.Skip(index + 1).TakeWhile(next => next.Case.From - one.Case.To <= LikelyDuplicates.MaxGap))
            {
                var metres = one.Position is { } here && other.Position is { } there ? LikelyDuplicates.Metres(here, there) : (double?)null;
                if (LikelyDuplicates.Are(one.Case, other.Case, metres))
                {
                    var (earlier, later) = one.Id < other.Id ? (one, other) : (other, one);
                    yield return new LikelyPair(earlier.PublicId, later.PublicId, metres, LikelyDuplicates.Gap(one.Case, other.Case));
                }
            }
        }
    }

    private sealed record Report(long Id, Guid PublicId, ReportedCase Case, double? Latitude, double? Longitude)
    {
        public (double North, double East)? Position => Latitude is { } north && Longitude is { } east ? (north, east) : null;
    }
}
