namespace Medborgarlofte.Reporting.Projections;

/// <summary>Reads projected events.</summary>
internal static class ProjectionReader
{
    /// <summary>The latest events of one type in a municipality.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="db">The context.</param>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="from">Lower limit of the first day of the subject, or null for no limit.</param>
    /// <param name="to">Upper limit of the first day of the subject, or null for no limit.</param>
    public static async Task<List<T>> ReadProjectedAsync<T>(
        this ReportingDbContext db, string municipality, CancellationToken cancellationToken, DateOnly? from = null, DateOnly? to = null)
    {
        var projections = db.Projections.AsNoTracking()
            .Where(projection => projection.Municipality == municipality && projection.Type == typeof(T).Name);
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
    /// <typeparam name="T">The event.</typeparam>
    public static async Task<T?> FindProjectedAsync<T>(
        this ReportingDbContext db, string municipality, Guid id, CancellationToken cancellationToken)
        where T : class
    {
        var projection = await db.Projections.AsNoTracking().SingleOrDefaultAsync(
            projection => projection.Type == typeof(T).Name && projection.Id == id && projection.Municipality == municipality,
            cancellationToken);
        return projection?.Read<T>();
    }
}
