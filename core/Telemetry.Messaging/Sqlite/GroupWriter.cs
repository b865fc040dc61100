using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Telemetry.Messaging.Sqlite;

/// <summary>
/// The one thread that writes. It takes everything that waits into one transaction, so that many publishes share one fsync.
/// After a failure it answers with the failure's sentence and opens the file anew, at most four times a second.
/// </summary>
internal sealed partial class GroupWriter : IDisposable
{
    private const long GroupBytes = 16 << 20;
    private static readonly TimeSpan ReopenPause = TimeSpan.FromMilliseconds(250);

    private readonly QueueFile _file;
    private readonly CommitWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BlockingCollection<WriteCommand> _waiting = [];
    private readonly List<WriteCommand> _group = [];
    private readonly Thread _thread;
    private WriteSession? _session;
    private long _failedAt;
    private long _storedBytes;

    public GroupWriter(QueueFile file, CommitWatch watch, TimeProvider time, ILogger logger)
    {
        _file = file;
        _watch = watch;
        _time = time;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "telemetry-queue-writer" };
    }

    /// <summary>Bytes of bodies in the file at the last commit this process saw.</summary>
    public long StoredBytes => Volatile.Read(ref _storedBytes);

    /// <summary>What is wrong, in a sentence; null when the last write succeeded.</summary>
    public string? Fault { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>Gives a command to the thread. Its <see cref="WriteCommand.Completion"/> tells the end.</summary>
    public void Enqueue(WriteCommand command)
    {
        try
        {
            _waiting.Add(command);
        }
        catch (InvalidOperationException)
        {
            command.Fail(new QueueException("The queue is closed."));
        }
    }

    /// <summary>Runs an action inside the next transaction.</summary>
    /// <exception cref="QueueException">Not committed.</exception>
    public async Task<T> RunAsync<T>(Func<WriteSession, T> action, CancellationToken cancellationToken)
    {
        ActionCommand<T> command = new(action);
        Enqueue(command);
        await command.Completion.WaitAsync(cancellationToken);
        return command.Result;
    }

    /// <summary>Runs an action inside the next transaction.</summary>
    /// <exception cref="QueueException">Not committed.</exception>
    public Task RunAsync(Action<WriteSession> action, CancellationToken cancellationToken) => RunAsync(
        session =>
        {
            action(session);
            return true;
        },
        cancellationToken);

    /// <summary>Makes the thread look into the file when it has nothing else to do: another process may have made room.</summary>
    public void RefreshWhenIdle()
    {
        if (_waiting.Count == 0)
        {
            Enqueue(new ActionCommand<bool>(_ => true));
        }
    }

    /// <summary>Writes what was enqueued, then ends the thread.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _session?.Dispose();
        _waiting.Dispose();
    }

    private void Run()
    {
        while (_waiting.TryTake(out WriteCommand? first, Timeout.Infinite))
        {
            long bytes = 0;
            for (WriteCommand? command = first; command is not null; bytes += command.Bytes, command = Next(bytes))
            {
                _group.Add(command);
            }

            WriteGroup();
            _group.Clear();
        }
    }

    private WriteCommand? Next(long bytes) => bytes < GroupBytes && _waiting.TryTake(out WriteCommand? next) ? next : null;

    private void WriteGroup()
    {
        if (Fault is not null && _session is null && _time.GetElapsedTime(_failedAt) < ReopenPause)
        {
            Fail(new QueueException(Fault));
            return;
        }

        try
        {
            Commit();
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Reject(exception);
        }
    }

    private void Commit()
    {
        _session ??= new WriteSession(_file.OpenWriter(), _time);
        _session.Begin();
        foreach (WriteCommand command in _group)
        {
            if (command.TryBegin())
            {
                command.Execute(_session);
            }
        }

        Volatile.Write(ref _storedBytes, _session.Commit());
        if (Fault is not null)
        {
            Fault = null;
            LogRecovered();
        }

        foreach (WriteCommand command in _group)
        {
            command.Complete();
        }

        _watch.Signal();
    }

    private void Reject(Exception exception)
    {
        string sentence = SqliteFault.Describe(exception);
        if (sentence != Fault)
        {
            LogFault(exception, sentence);
        }

        Fault = sentence;
        _failedAt = _time.GetTimestamp();

        // A fresh connection also forgets what a failed write left in the cache, and finds a file that was replaced.
        _session?.Dispose();
        _session = null;
        Fail(new QueueException(sentence, exception));
    }

    private void Fail(QueueException exception)
    {
        foreach (WriteCommand command in _group)
        {
            command.Fail(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue file cannot be written: {Sentence}")]
    private partial void LogFault(Exception exception, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "The queue file is written again.")]
    private partial void LogRecovered();
}
