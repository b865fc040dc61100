using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>
/// The queue in a RabbitMQ broker: a quorum queue per lane, confirmed publishes, one active consumer. Batches get a durable identity
/// without being written down: docs/adr/0021.
/// </summary>
public sealed class RabbitMqQueue : ITelemetryQueue
{
    // Long enough for a broker that is there; one that is not must not hold up the start.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private readonly BrokerNames _names;
    private readonly TimeProvider _time;
    private readonly PublishLink _publisher;
    private readonly AdminLink _admin;
    private readonly DeadLetterBox _deadLetters;
    private readonly Dictionary<Lane, LaneLink> _lanes;
    private bool _isDisposed;

    /// <summary>Connects to nothing yet.</summary>
    public RabbitMqQueue(IOptions<QueueOptions> options, TimeProvider time, ILogger<RabbitMqQueue> logger)
    {
        QueueOptions settings = options.Value;
        IConnectionFactory factory = NewFactory(settings);
        _time = time;
        _names = new BrokerNames(settings.NamePrefix);
        BrokerTopology topology = new(_names, settings, logger);
        _publisher = new PublishLink("telemetry publish", factory, topology, settings.PublishTimeout, time, logger);
        _admin = new AdminLink("telemetry administration", factory, time, logger);
        _deadLetters = new DeadLetterBox(_admin, _names);
        _lanes = Enum.GetValues<Lane>().ToDictionary(
            lane => lane,
            lane => new LaneLink($"telemetry consume {BrokerNames.Of(lane)}", lane, factory, _names, topology, _publisher, time, logger));
    }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _publisher.Start();
        await Task.WhenAny(_publisher.FirstAttempt, Task.Delay(StartPatience, _time, cancellationToken));
    }

    /// <inheritdoc />
    public async ValueTask<PublishResult> PublishAsync(QueueMessage message, CancellationToken cancellationToken) =>
        await _publisher.PublishAsync(_names.Queue(message.Lane), MessageHeaders.Of(message), message.Body, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<DeliveredBatch> ReceiveAsync(Lane lane, BatchLimits limits, CancellationToken cancellationToken) =>
        await _lanes[lane].ReceiveAsync(limits, cancellationToken);

    /// <inheritdoc />
    public async ValueTask AcknowledgeAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        RabbitMqBatch mine = (RabbitMqBatch)batch;
        try
        {
            await mine.Session.SettleAsync(mine.Settlement, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or IOException or ObjectDisposedException)
        {
            // The channel was lost, and with it the acknowledgement: the batch comes back and is recognised by its id.
            mine.Session.End();
        }
    }

    /// <inheritdoc />
    public ValueTask ReturnAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        // Not a nack of its messages: they would come back behind those that are under way to us, and batches would be cut anew.
        ((RabbitMqBatch)batch).Session.End();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask DeadLetterAsync(DeliveredBatch batch, QueueMessage message, string reason, CancellationToken cancellationToken)
    {
        PublishResult result = await _publisher.PublishAsync(
            _names.DeadLetters, MessageHeaders.OfDeadLetter(message, reason, _time.GetUtcNow()), message.Body, cancellationToken);
        if (result.Status != PublishStatus.Stored)
        {
            throw new QueueException($"A message could not be put aside: {result.Detail}");
        }
    }

    /// <inheritdoc />
    public async ValueTask<QueueStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        string? obstacle = _publisher.Obstacle;
        try
        {
            await using IChannel channel = await _admin.OpenChannelAsync(cancellationToken);
            List<LaneStatus> lanes = [];
            foreach ((Lane lane, LaneLink link) in _lanes)
            {
                long ready = await channel.MessageCountAsync(_names.Queue(lane), cancellationToken);
                lanes.Add(new LaneStatus(lane, ready + link.Unacknowledged, null, null, null));
            }

            long deadLetters = await channel.MessageCountAsync(_names.DeadLetters, cancellationToken);
            return new QueueStatus(obstacle is null, obstacle ?? "", lanes, deadLetters);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or IOException or ObjectDisposedException or QueueException)
        {
            return new QueueStatus(false, obstacle ?? BrokerFault.Lost, [], 0);
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(int limit, CancellationToken cancellationToken) =>
        await _deadLetters.ListAsync(limit, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<DeadLetter?> FindDeadLetterAsync(Guid messageId, CancellationToken cancellationToken) =>
        await _deadLetters.FindAsync(messageId, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<bool> ReplayDeadLetterAsync(Guid messageId, CancellationToken cancellationToken) =>
        await _deadLetters.ReplayAsync(messageId, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<bool> DropDeadLetterAsync(Guid messageId, CancellationToken cancellationToken) =>
        await _deadLetters.DropAsync(messageId, cancellationToken);

    /// <summary>Closes the connections; what was delivered and not acknowledged goes back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        foreach (LaneLink lane in _lanes.Values)
        {
            await lane.DisposeAsync();
        }

        await _admin.DisposeAsync();
        await _publisher.DisposeAsync();
    }

    private static ConnectionFactory NewFactory(QueueOptions options) => new()
    {
        Uri = new Uri(options.RabbitMqUri ?? throw new InvalidOperationException("Queue:RabbitMqUri is missing.")),
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        HandshakeContinuationTimeout = TimeSpan.FromSeconds(10),
        ContinuationTimeout = TimeSpan.FromSeconds(10),

        // A broker whose machine is gone is noticed after two of these.
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
    };
}
