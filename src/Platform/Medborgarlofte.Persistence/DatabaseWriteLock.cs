namespace Medborgarlofte.Persistence;

/// <summary>
/// Serialises frequent writes to a module's database within this process. SQLite has one writer at a time and makes the others poll;
/// waiting for a lock is faster and fair.
/// </summary>
public sealed class DatabaseWriteLock<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly SemaphoreSlim _lock = new(1, 1);

    /// <summary>Runs a write while holding the lock.</summary>
    public async Task RunAsync(Func<Task> write, CancellationToken cancellationToken = default)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            await write();
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
