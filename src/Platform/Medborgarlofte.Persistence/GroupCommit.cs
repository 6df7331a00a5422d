using System.Threading.Channels;

namespace Medborgarlofte.Persistence;

/// <summary>
/// A single writer that commits items in groups: items that arrive during a commit share the next one, without a timer. Each submitter
/// gets its own result. The items of a failed group are retried one by one, so that an invalid item fails alone.
/// </summary>
public sealed class GroupCommit<T> : IAsyncDisposable
{
    private readonly Channel<Item> _channel;
    private readonly Func<IReadOnlyList<T>, Task> _commit;
    private readonly int _largestGroup;
    private readonly Task _writer;

    /// <summary>Starts the writer.</summary>
    /// <param name="capacity">Maximum number of waiting items; beyond that, <see cref="TrySubmit"/> returns false.</param>
    /// <param name="largestGroup">Maximum number of items in a commit.</param>
    /// <param name="commit">Writes a group in one transaction.</param>
    public GroupCommit(int capacity, int largestGroup, Func<IReadOnlyList<T>, Task> commit)
    {
        _channel = Channel.CreateBounded<Item>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _largestGroup = largestGroup;
        _commit = commit;
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Submits an item; returns false if the queue is full.</summary>
    /// <param name="value">The item.</param>
    /// <param name="committed">Completes when the item is durable, or with the exception.</param>
    public bool TrySubmit(T value, out Task committed)
    {
        var item = new Item(value);
        committed = item.Done.Task;
        return _channel.Writer.TryWrite(item);
    }

    /// <summary>Submits an item, waiting if the queue is full, and completes when the item is durable.</summary>
    public async Task SubmitAsync(T value, CancellationToken cancellationToken)
    {
        var item = new Item(value);
        await _channel.Writer.WriteAsync(item, cancellationToken);
        await item.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Accepts no more items, and completes when all submitted items are written.</summary>
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
#pragma warning disable CA1031 // The submitter receives the exception.
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
