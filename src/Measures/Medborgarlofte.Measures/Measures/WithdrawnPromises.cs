namespace Medborgarlofte.Measures.Measures;

/// <summary>Rejects measures in the problem areas of withdrawn promises.</summary>
internal static class WithdrawnPromises
{
    /// <summary>Requires that no promise of some problem areas is withdrawn.</summary>
    /// <exception cref="ConflictException">A promise is withdrawn (409).</exception>
    public static async Task RequireNotWithdrawnAsync(
        this MeasuresDbContext db, IReadOnlyList<Guid> problemAreas, CancellationToken cancellationToken)
    {
        var promises = await db.Promises.AsNoTracking()
            .Where(promise => db.ProblemAreas.Any(
                area => problemAreas.Contains(area.PublicId) && area.PromiseId == promise.PublicId))
            .ToListAsync(cancellationToken);
        promises.ForEach(promise => promise.RequireNotWithdrawn());
    }
}
