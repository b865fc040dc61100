namespace Telemetry.Messaging.Sqlite;

/// <summary>
/// Wakes those who wait for messages: at once after a commit of this process; after one of another process within
/// <see cref="PollInterval"/>, by asking SQLite for its data version, which reads some bytes of shared memory and no file.
/// </summary>
internal sealed class CommitWatch(QueueFile file, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = NewSource();
    private Task _polling = Task.CompletedTask;

    /// <summary>Ends at the next commit. Take it before looking into the file, and none is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Start() => _polling = Task.Run(PollAsync);

    public void Signal() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling;
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task PollAsync()
    {
        using PeriodicTimer timer = new(PollInterval, time);
        DataVersion version = new(file);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (version.HasChanged())
                {
                    Signal();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The queue is being disposed.
        }
        finally
        {
            version.Dispose();
        }
    }
}
