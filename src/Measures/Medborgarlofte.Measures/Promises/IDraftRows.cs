namespace Medborgarlofte.Measures.Promises;

/// <summary>The problem areas, measures, effects and commitments of a draft.</summary>
internal interface IDraftRows
{
    /// <summary>
    /// Deletes what belongs only to a draft, with its events and waiting mail; the caller saves. Measures that also belong to other
    /// promises leave the draft's problem areas.
    /// </summary>
    /// <exception cref="ConflictException">Something that remains depends on it (409).</exception>
    Task DeleteAsync(Promise draft, EndpointServices services);
}
