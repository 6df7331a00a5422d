namespace Medborgarlofte.Reporting.Projections;

/// <summary>Reads projected events.</summary>
internal static class ProjectionReader
{
    /// <summary>The latest events of one type in a municipality, within optional limits of the first day of their subjects.</summary>
    public static async Task<List<T>> ReadProjectedAsync<T>(
        this ReportingDbContext db, string municipality, CancellationToken cancellationToken, DateOnly? from = null, DateOnly? to = null)
    {
        var projections = db.Projections.AsNoTracking()
            .Where(projection => projection.Municipality == municipality && projection.Type == typeof(T).Name)
            .Where(projection => projection.Version < DraftDeleted.DeletedVersion);
        if (from is not null)
        {
            projections = projections.Where(projection => projection.FirstDay >= from);
        }

        if (to is not null)
        {
            projections = projections.Where(projection => projection.FirstDay <= to);
        }

        return (await projections.ToListAsync(cancellationToken)).ConvertAll(projection => projection.Read<T>());
    }

    /// <summary>The latest event about a subject, or null.</summary>
    public static async Task<T?> FindProjectedAsync<T>(
        this ReportingDbContext db, string municipality, Guid id, CancellationToken cancellationToken)
        where T : class
    {
        var projection = await db.Projections.AsNoTracking().SingleOrDefaultAsync(
            projection => projection.Type == typeof(T).Name && projection.Id == id && projection.Municipality == municipality
                && projection.Version < DraftDeleted.DeletedVersion,
            cancellationToken);
        return projection?.Read<T>();
    }
}
