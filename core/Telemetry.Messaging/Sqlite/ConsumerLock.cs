namespace Telemetry.Messaging.Sqlite;

/// <summary>
/// One consumer per lane, over all processes that share the directory: a lock on a file, which the system takes back when the
/// process dies. A second worker waits, and goes on where the first one stopped.
/// </summary>
internal sealed class ConsumerLock(string path, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private FileStream? _file;

    /// <summary>Waits until the lock is ours; at once when it is already.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        while ((_file ??= TryOpen()) is null)
        {
            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream? TryOpen()
    {
        try
        {
            // FileShare.None is an advisory lock (flock) on Unix and a real one on Windows.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
