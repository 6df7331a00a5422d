using System.Threading.Channels;

namespace Medborgarlofte.Persistence;

/// <summary>
/// One writer that commits in groups: what arrives while a commit is under way shares the next one, and nothing waits
/// for a timer. Each submitter gets its own result. A group that fails is done again one by one, so that a bad item
/// fails alone.
/// </summary>
/// <typeparam name="T">What is written.</typeparam>
public sealed class GroupCommit<T> : IAsyncDisposable
{
    private readonly Channel<Item> _channel;
    private readonly Func<IReadOnlyList<T>, Task> _commit;
    private readonly int _largestGroup;
    private readonly Task _writer;

    /// <summary>Starts the writer.</summary>
    /// <param name="capacity">How many may wait; beyond that <see cref="TrySubmit"/> says no.</param>
    /// <param name="largestGroup">How many share a commit at the most.</param>
    /// <param name="commit">Writes a group in one transaction.</param>
    public GroupCommit(int capacity, int largestGroup, Func<IReadOnlyList<T>, Task> commit)
    {
        _channel = Channel.CreateBounded<Item>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _largestGroup = largestGroup;
        _commit = commit;
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Hands in an item; false where too many wait already.</summary>
    /// <param name="value">The item.</param>
    /// <param name="committed">Ends when the item is durable, or with what went wrong.</param>
    public bool TrySubmit(T value, out Task committed)
    {
        var item = new Item(value);
        committed = item.Done.Task;
        return _channel.Writer.TryWrite(item);
    }

    /// <summary>Hands in an item, waits for room if need be, and ends when the item is durable.</summary>
    public async Task SubmitAsync(T value, CancellationToken cancellationToken)
    {
        var item = new Item(value);
        await _channel.Writer.WriteAsync(item, cancellationToken);
        await item.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes nothing more, and ends when all that was handed in is written.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _writer;
    }

    private async Task WriteAsync()
    {
        var group = new List<Item>(_largestGroup);
        while (await _channel.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < _largestGroup && _channel.Reader.TryRead(out var item))
            {
                group.Add(item);
            }

            if (!await TryCommitAsync(group) && group.Count > 1)
            {
                foreach (var item in group)
                {
                    await TryCommitAsync([item]);
                }
            }
        }
    }

    private async Task<bool> TryCommitAsync(List<Item> group)
    {
        try
        {
            await _commit(group.ConvertAll(item => item.Value));
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to the submitter.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (group.Count == 1)
            {
                group[0].Done.SetException(exception);
            }

            return false;
        }

        foreach (var item in group)
        {
            item.Done.SetResult();
        }

        return true;
    }

    private sealed record Item(T Value)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
