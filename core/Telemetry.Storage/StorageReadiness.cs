namespace Telemetry.Storage;

/// <summary>Whether the store answers and its tables are there. Thread-safe.</summary>
public sealed class StorageReadiness
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _ready = NewSource();
    private string _reason = "The store is starting.";

    /// <summary>Whether it can be read and written now, as far as known.</summary>
    public bool IsReady => _ready.Task.IsCompleted;

    /// <summary>A sentence on why it is not ready; empty when it is.</summary>
    public string Reason => IsReady ? string.Empty : _reason;

    /// <summary>Waits until it is ready; for loops that would only fail against a store that is down.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    internal void SetReady()
    {
        lock (_lock)
        {
            _ready.TrySetResult();
        }
    }

    internal void SetNotReady(string reason)
    {
        lock (_lock)
        {
            _reason = reason;
            if (_ready.Task.IsCompleted)
            {
                _ready = NewSource();
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
