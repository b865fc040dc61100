using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>
/// One connection that is made again whenever it is lost. Not the client's own recovery: after a reconnect we declare the queues,
/// and a consumer must begin anew, with nothing left of its old delivery tags.
/// </summary>
internal abstract partial class BrokerLink : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly string _name;
    private readonly IConnectionFactory _factory;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RetryBackoff _backoff = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), Random.Shared);
    private readonly Lock _startLock = new();
    private Task? _loop;
    private volatile string? _fault = BrokerFault.NotConnected;

    protected BrokerLink(string name, IConnectionFactory factory, TimeProvider time, ILogger logger)
    {
        _name = name;
        _factory = factory;
        _time = time;
        _logger = logger;
    }

    /// <summary>Why it cannot be used, in a sentence; null when it can.</summary>
    public string? Fault => _fault;

    /// <summary>Ends when the first attempt to connect has succeeded or failed.</summary>
    public Task FirstAttempt => _firstAttempt.Task;

    /// <summary>Begins to connect; again: no effect.</summary>
    public void Start()
    {
        lock (_startLock)
        {
            _loop ??= Task.Run(RunAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_loop ?? Task.CompletedTask);
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Uses the connection until it is lost or no longer wanted, then returns. Calls <see cref="SetReady"/> when everything is in place.</summary>
    protected abstract Task UseAsync(IConnection connection, CancellationToken cancellationToken);

    protected void SetReady()
    {
        if (_fault is not null and not BrokerFault.NotConnected)
        {
            LogConnected(_name);
        }

        _fault = null;
        _backoff.Reset();
        _firstAttempt.TrySetResult();
    }

    /// <summary>A task that ends with the channel, for whatever reason.</summary>
    protected static Task EndOf(IChannel channel)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        if (channel.IsClosed)
        {
            ended.TrySetResult();
        }

        return ended.Task;
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ConnectAsync();
                SetFault(BrokerFault.Lost, null);
            }
            catch (Exception exception)
            {
                // Whatever it was, the answer is the same: try again. The sentence tells it apart.
                SetFault(BrokerFault.Describe(exception), exception);
            }

            _firstAttempt.TrySetResult();
            await Task.Delay(_backoff.NextDelay(), _time, _stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async Task ConnectAsync()
    {
        IConnection connection = await _factory.CreateConnectionAsync(_name, _stop.Token);
        try
        {
            await UseAsync(connection, _stop.Token);
        }
        finally
        {
            // Abort: a broker in alarm does not read our farewell, and would let us wait for it.
            await connection.AbortAsync(CloseTimeout);
            await connection.DisposeAsync();
        }
    }

    private void SetFault(string sentence, Exception? exception)
    {
        if (!_stop.IsCancellationRequested && _fault != sentence)
        {
            LogFault(exception, _name, sentence);
        }

        _fault = sentence;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Connection}: {Sentence} It is tried again until it works.")]
    private partial void LogFault(Exception? exception, string connection, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Connection}: connected to the broker.")]
    private partial void LogConnected(string connection);
}
