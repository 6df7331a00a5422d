using Medborgarlofte.Measures.ProblemAreas;

namespace Medborgarlofte.Measures.Measures;

/// <summary>Finds measures that address causes.</summary>
internal sealed class CauseUsage(MeasuresDbContext db) : ICauseUsage
{
    public Task<bool> AnyAsync(string municipality, IReadOnlyList<Guid> causes, CancellationToken cancellationToken) =>
        db.Measures.AnyAsync(
            measure => measure.Municipality == municipality && measure.CauseIds.Any(cause => causes.Contains(cause)), cancellationToken);
}
