using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>The connection that consumes a lane: one session after the other. It never publishes.</summary>
internal sealed class LaneLink : BrokerLink
{
    private readonly Lane _lane;
    private readonly BrokerNames _names;
    private readonly BrokerTopology _topology;
    private readonly PublishLink _publisher;
    private readonly TimeProvider _time;
    private readonly BodyArena _arena = new();
    private readonly SemaphoreSlim _turn = new(1);
    private TaskCompletionSource<LaneSession> _session = NewSource();

    public LaneLink(
        string name, Lane lane, IConnectionFactory factory, BrokerNames names, BrokerTopology topology, PublishLink publisher, TimeProvider time, ILogger logger)
        : base(name, factory, time, logger)
    {
        _lane = lane;
        _names = names;
        _topology = topology;
        _publisher = publisher;
        _time = time;
    }

    /// <summary>Messages that were delivered to us and not acknowledged.</summary>
    public int Unacknowledged => Volatile.Read(ref _session).Task is { IsCompletedSuccessfully: true } session ? session.Result.Unacknowledged : 0;

    /// <summary>Waits for the next batch, over as many sessions as it takes. Calls queue up behind each other.</summary>
    public async Task<RabbitMqBatch> ReceiveAsync(BatchLimits limits, CancellationToken cancellationToken)
    {
        Start();
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                LaneSession session = await Volatile.Read(ref _session).Task.WaitAsync(cancellationToken);
                RabbitMqBatch? batch = await NextBatchAsync(session, limits, cancellationToken);
                if (batch is not null)
                {
                    return batch;
                }

                Forget(session);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override async Task UseAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await _topology.DeclareAsync(connection, cancellationToken);
        while (connection.IsOpen && !cancellationToken.IsCancellationRequested)
        {
            await RunSessionAsync(connection, cancellationToken);
        }
    }

    private static TaskCompletionSource<LaneSession> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<RabbitMqBatch?> NextBatchAsync(LaneSession session, BatchLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return await session.NextBatchAsync(limits, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or IOException or ObjectDisposedException)
        {
            session.End();
            return null;
        }
    }

    /// <summary>Ends with the session. Disposing its channel gives everything unacknowledged back, and makes room for the next consumer.</summary>
    private async Task RunSessionAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using IChannel marks = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        CutPlacer cuts = new(marks, _names.Cuts(_lane), _publisher);
        LaneSession session = new(channel, _lane, cuts, _arena, _time) { Queue = _names.Queue(_lane) };
        try
        {
            Task ended = Task.WhenAny(EndOf(channel), EndOf(marks), session.Ended);
            await cuts.PrepareAsync(cancellationToken);
            await session.StartAsync(cancellationToken);
            SetReady();
            Volatile.Read(ref _session).TrySetResult(session);
            await ended.WaitAsync(cancellationToken);
        }
        finally
        {
            session.End();
            Forget(session);
        }
    }

    /// <summary>Receivers wait for the next session from now on.</summary>
    private void Forget(LaneSession session)
    {
        TaskCompletionSource<LaneSession> current = Volatile.Read(ref _session);
        if (current.Task.IsCompletedSuccessfully && current.Task.Result == session)
        {
            Interlocked.CompareExchange(ref _session, NewSource(), current);
        }
    }
}
