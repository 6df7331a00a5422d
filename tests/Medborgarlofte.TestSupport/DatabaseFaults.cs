using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.TestSupport;

/// <summary>
/// Makes a SQLite database behave like a server whose connection is lost: the next commits succeed or fail without confirmation, or
/// commands fail, and the module's execution strategy retries as SQL Server's does.
/// </summary>
public sealed class DatabaseFaults : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly ConcurrentQueue<string> _commands = new();
    private int _cutsAfterCommit;
    private int _cutsBeforeCommit;
    private (string Part, int Times) _failures;

    /// <summary>The statements that were sent within transactions.</summary>
    public IReadOnlyCollection<string> Commands => _commands;

    /// <summary>Number of connections cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts the connection after the next commits.</summary>
    public void CutAfterCommit(int times = 1) => _cutsAfterCommit = times;

    /// <summary>Cuts the connection before the next commits.</summary>
    public void CutBeforeCommit(int times = 1) => _cutsBeforeCommit = times;

    /// <summary>Lets the next commands that contain a text fail.</summary>
    public void FailCommands(string part, int times) => _failures = (part, times);

    /// <summary>Forgets the statements.</summary>
    public void Clear() => _commands.Clear();

    /// <summary>Adds the faults and the retrying strategy to the databases of a module.</summary>
    public void AddTo(IServiceCollection services)
    {
        var contexts = services.Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DbContextOptions<>))
            .SelectMany(type => type.GenericTypeArguments)
            .Distinct()
            .ToList();
        var configure = typeof(DatabaseFaults).GetMethod(nameof(Configure), BindingFlags.Instance | BindingFlags.NonPublic)!;
        contexts.ForEach(context => configure.MakeGenericMethod(context).Invoke(this, [services]));
    }

    /// <inheritdoc/>
    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        CutIfDue(ref _cutsBeforeCommit);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        CutIfDue(ref _cutsAfterCommit);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Note(command);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return ValueTask.FromResult(result);
    }

    private void Note(DbCommand command)
    {
        if (command.Transaction is not null)
        {
            _commands.Enqueue(command.CommandText);
        }

        if (_failures.Times > 0 && command.CommandText.Contains(_failures.Part, StringComparison.Ordinal))
        {
            _failures.Times--;
            Cuts++;
            throw new InvalidOperationException("The database failed for the test.");
        }
    }

    private void CutIfDue(ref int cuts)
    {
        if (Interlocked.Decrement(ref cuts) >= 0)
        {
            Cuts++;
            throw new LostConnectionException();
        }
    }

    private void Configure<TContext>(IServiceCollection services)
        where TContext : DbContext => services.ConfigureDbContext<TContext>(options => options
            .UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new RetryingStrategy(dependencies)))
            .AddInterceptors(this));

    private sealed class LostConnectionException() : Exception("The connection was lost for the test.");

    private sealed class RetryingStrategy(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, maxRetryCount: 4, maxRetryDelay: TimeSpan.FromMilliseconds(20))
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is LostConnectionException;
    }
}
