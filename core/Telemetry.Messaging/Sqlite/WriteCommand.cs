namespace Telemetry.Messaging.Sqlite;

/// <summary>Something the writer thread does inside its transaction.</summary>
internal abstract class WriteCommand
{
    private const int Waiting = 0;
    private const int Running = 1;
    private const int Executed = 2;
    private const int Abandoned = 3;

    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;

    /// <summary>Ends when committed; fails with <see cref="QueueException"/> when not.</summary>
    public Task Completion => _completion.Task;

    /// <summary>What it adds to the size of the transaction.</summary>
    public virtual long Bytes => 0;

    /// <summary>True unless its owner gave it up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Running, Waiting) == Waiting;

    public void Execute(WriteSession session)
    {
        ExecuteCore(session);
        Volatile.Write(ref _state, Executed);
    }

    /// <summary>
    /// For an owner that waits no longer: ends when the command will not touch its buffers any more. At once when it was not begun
    /// or its bytes are in the transaction already; else when the transaction ends.
    /// </summary>
    public Task ReleaseAsync() => Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Running
        ? _completion.Task.ContinueWith(static _ => { }, TaskScheduler.Default)
        : Task.CompletedTask;

    public void Complete() => _completion.TrySetResult();

    public void Fail(QueueException exception) => _completion.TrySetException(exception);

    protected abstract void ExecuteCore(WriteSession session);
}

/// <summary>Stores one message.</summary>
internal sealed class PublishCommand(QueueMessage message) : WriteCommand
{
    public override long Bytes => message.Body.Length;

    protected override void ExecuteCore(WriteSession session) => session.InsertMessage(message);
}

/// <summary>Anything else.</summary>
internal sealed class ActionCommand<T>(Func<WriteSession, T> action) : WriteCommand
{
    private T? _result;

    /// <summary>Valid after <see cref="WriteCommand.Completion"/>.</summary>
    public T Result => _result ?? throw new InvalidOperationException("The command has not run.");

    protected override void ExecuteCore(WriteSession session) => _result = action(session);
}
