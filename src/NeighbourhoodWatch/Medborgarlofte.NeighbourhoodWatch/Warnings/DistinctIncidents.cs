using Medborgarlofte.Domain;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>
/// Two incidents of which a reviewer decided that they are different cases, stored as long as the warning rules read them.
/// </summary>
internal sealed class DistinctIncidents
{
    public required Guid IncidentId { get; init; }

    public required Guid OtherIncidentId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>Calendar day of the decision.</summary>
    public required DateOnly On { get; init; }
}

internal sealed class DistinctIncidentsConfiguration : IEntityTypeConfiguration<DistinctIncidents>
{
    public void Configure(EntityTypeBuilder<DistinctIncidents> builder)
    {
        builder.HasKey(pair => new { pair.IncidentId, pair.OtherIncidentId });
        builder.Property(pair => pair.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.HasIndex(pair => pair.Municipality);
    }
}

/// <summary>Counts incidents that are probably the same case once, until a reviewer decides that they are different cases.</summary>
internal sealed class DistinctCases(IEnumerable<DistinctIncidents> decided)
{
    private readonly HashSet<(Guid, Guid)> _decided = [.. decided.Select(pair => (pair.IncidentId, pair.OtherIncidentId))];

    /// <summary>Whether an incident is probably the same case as one of some others.</summary>
    public bool IsAmong(WatchedIncident incident, IEnumerable<WatchedIncident> others) =>
        others.Any(other => AreLikelyOne(incident, other));

    /// <summary>One incident of each case, without the likely duplicates.</summary>
    public List<WatchedIncident> Of(IEnumerable<WatchedIncident> incidents)
    {
        var cases = new List<WatchedIncident>();
        foreach (var incident in incidents.OrderBy(incident => incident.On).ThenBy(incident => incident.IncidentId))
        {
            if (!IsAmong(incident, cases))
            {
                cases.Add(incident);
            }
        }

        return cases;
    }

    private bool AreLikelyOne(WatchedIncident one, WatchedIncident other) =>
        CaseOf(one) is { } here
        && CaseOf(other) is { } there
        && LikelyDuplicates.Are(here, there, MetresBetween(one, other))
        && !_decided.Contains((one.IncidentId, other.IncidentId))
        && !_decided.Contains((other.IncidentId, one.IncidentId));

    private static ReportedCase? CaseOf(WatchedIncident incident) =>
        incident is { ReportedBy: { } party, OccurredFrom: { } from, OccurredTo: { } to }
            ? new ReportedCase(party, incident.Category, incident.Area.Length == 0 ? null : incident.Area, from, to)
            : null;

    private static double? MetresBetween(WatchedIncident one, WatchedIncident other) =>
        one.GridCell is { } here && other.GridCell is { } there ? GridDistance.Between(here, there) : null;
}
