using System.Threading.Channels;

namespace Medborgarlofte.Platform.Tests;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Waiting_items_share_the_next_commit()
    {
        await using var gate = new Gate(100, 4);
        var first = gate.Writer.SubmitAsync(0, CancellationToken.None);
        await gate.NextAsync();
        var waiting = Enumerable.Range(1, 6).Select(n => gate.Writer.SubmitAsync(n, CancellationToken.None)).ToArray();

        gate.Open();
        await EndAsync([first, .. waiting]);

        Assert.Equal(["0", "1 2 3 4", "5 6"], gate.Groups);
    }

    [Fact]
    public async Task Invalid_item_fails_alone()
    {
        await using var gate = new Gate(100, 10, bad: 2);
        var first = gate.Writer.SubmitAsync(0, CancellationToken.None);
        await gate.NextAsync();
        var waiting = Enumerable.Range(1, 3).Select(n => gate.Writer.SubmitAsync(n, CancellationToken.None)).ToArray();

        gate.Open();
        await EndAsync([first, .. waiting]);

        Assert.IsType<InvalidOperationException>(waiting[1].Exception?.InnerException);
        Assert.All([first, waiting[0], waiting[2]], task => Assert.True(task.IsCompletedSuccessfully));
        Assert.Equal(["0", "1 2 3", "1", "2", "3"], gate.Groups);
        await EndAsync(gate.Writer.SubmitAsync(7, CancellationToken.None));
    }

    [Fact]
    public async Task Item_is_rejected_when_the_queue_is_full()
    {
        await using var gate = new Gate(2, 10);
        var first = gate.Writer.SubmitAsync(0, CancellationToken.None);
        await gate.NextAsync();

        Assert.True(gate.Writer.TrySubmit(1, out var second));
        Assert.True(gate.Writer.TrySubmit(2, out var third));
        Assert.False(gate.Writer.TrySubmit(3, out _));

        gate.Open();
        await EndAsync(first, second, third);
        Assert.True(gate.Writer.TrySubmit(4, out var fourth));
        await EndAsync(fourth);
    }

    [Fact]
    public async Task Disposal_writes_submitted_items_and_accepts_no_more()
    {
        await using var gate = new Gate(100, 2);
        var submitted = Enumerable.Range(0, 5).Select(n => gate.Writer.SubmitAsync(n, CancellationToken.None)).ToArray();

        var ending = gate.Writer.DisposeAsync().AsTask();
        Assert.False(gate.Writer.TrySubmit(9, out _));
        gate.Open();
        await EndAsync([ending, .. submitted]);

        Assert.All(submitted, task => Assert.True(task.IsCompletedSuccessfully));
        Assert.Equal("0 1 2 3 4", string.Join(' ', gate.Groups));
    }

    [Fact]
    public async Task Cancelled_submitter_stops_waiting()
    {
        await using var gate = new Gate(100, 2);
        using var caller = new CancellationTokenSource();
        var submitted = gate.Writer.SubmitAsync(0, caller.Token);
        await gate.NextAsync();

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submitted);
        gate.Open();
    }

    // Waits with a timeout, so that a missing result fails the test.
    private static Task EndAsync(params Task[] tasks) =>
        Eventually.TrueAsync(() => Task.FromResult(tasks.All(task => task.IsCompleted)), "every submitter to be answered");

    /// <summary>A commit that waits until the test releases it.</summary>
    private sealed class Gate : IAsyncDisposable
    {
        private readonly int _bad;
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<string> _begun = Channel.CreateUnbounded<string>();

        public Gate(int capacity, int largestGroup, int bad = -1)
        {
            _bad = bad;
            Writer = new GroupCommit<int>(capacity, largestGroup, CommitAsync);
        }

        public GroupCommit<int> Writer { get; }

        public List<string> Groups { get; } = [];

        public ValueTask<string> NextAsync() => _begun.Reader.ReadAsync();

        public void Open() => _open.TrySetResult();

        public ValueTask DisposeAsync()
        {
            Open();
            return Writer.DisposeAsync();
        }

        private async Task CommitAsync(IReadOnlyList<int> group)
        {
            Groups.Add(string.Join(' ', group));
            _begun.Writer.TryWrite(Groups[^1]);
            await _open.Task;
            if (group.Contains(_bad))
            {
                throw new InvalidOperationException("Bad item.");
            }
        }
    }
}
