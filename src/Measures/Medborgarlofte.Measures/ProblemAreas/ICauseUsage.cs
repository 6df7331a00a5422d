namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>Finds uses of causes outside the problem areas.</summary>
internal interface ICauseUsage
{
    /// <summary>Whether a measure addresses any of the causes.</summary>
    Task<bool> AnyAsync(string municipality, IReadOnlyList<Guid> causes, CancellationToken cancellationToken);
}
