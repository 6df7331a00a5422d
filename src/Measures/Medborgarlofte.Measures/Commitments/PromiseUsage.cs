using Medborgarlofte.Measures.Promises;

namespace Medborgarlofte.Measures.Commitments;

/// <inheritdoc/>
internal sealed class PromiseUsage(MeasuresDbContext db) : IPromiseUsage
{
    public async Task<bool> AnyAsync(Guid promiseId, CancellationToken cancellationToken) =>
        await db.ProblemAreas.AnyAsync(area => area.PromiseId == promiseId, cancellationToken)
        || await db.Commitments.AnyAsync(commitment => commitment.PromiseId == promiseId, cancellationToken);
}
