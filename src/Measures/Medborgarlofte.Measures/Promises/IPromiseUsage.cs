namespace Medborgarlofte.Measures.Promises;

/// <summary>Finds what belongs to a promise.</summary>
internal interface IPromiseUsage
{
    /// <summary>Whether the promise has problem areas or commitments.</summary>
    Task<bool> AnyAsync(Guid promiseId, CancellationToken cancellationToken);
}
