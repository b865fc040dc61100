using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>The connection for status and dead letters, made when first asked for. It never publishes, so it works in an alarm.</summary>
internal sealed class AdminLink(string name, IConnectionFactory factory, TimeProvider time, ILogger logger)
    : BrokerLink(name, factory, time, logger)
{
    private volatile IConnection? _connection;

    /// <exception cref="QueueException">There is no connection; the sentence says why.</exception>
    public async Task<IChannel> OpenChannelAsync(CancellationToken cancellationToken)
    {
        Start();
        await FirstAttempt.WaitAsync(cancellationToken);
        IConnection connection = _connection ?? throw new QueueException(Fault ?? BrokerFault.Lost);
        return await connection.CreateChannelAsync(cancellationToken: cancellationToken);
    }

    protected override async Task UseAsync(IConnection connection, CancellationToken cancellationToken)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        _connection = connection;
        SetReady();
        try
        {
            await ended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _connection = null;
        }
    }
}
