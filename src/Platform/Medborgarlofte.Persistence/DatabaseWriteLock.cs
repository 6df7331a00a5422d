using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Persistence;

/// <summary>
/// The turn to write to a module's database in this process. SQLite has one writer at a time and lets those who come
/// in between sleep; who writes often takes a turn instead.
/// </summary>
/// <typeparam name="TContext">The module's context.</typeparam>
public sealed class DatabaseWriteLock<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Writes when it is its turn.</summary>
    public async Task RunAsync(Func<Task> write, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await write();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
