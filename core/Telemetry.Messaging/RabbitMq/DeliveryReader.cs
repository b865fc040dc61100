using System.Threading.Channels;
using RabbitMQ.Client;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>Takes deliveries off the client's thread, in order.</summary>
internal sealed class DeliveryReader(IChannel channel, Lane lane, BodyArena arena) : AsyncDefaultBasicConsumer(channel)
{
    private readonly Channel<Delivery> _deliveries = System.Threading.Channels.Channel.CreateUnbounded<Delivery>(
        new UnboundedChannelOptions { SingleReader = true });

    private int _untaken;

    /// <summary>Messages that wait here; marks are not counted.</summary>
    public int Untaken => Volatile.Read(ref _untaken);

    /// <summary>Ends when nothing more will come and everything was taken.</summary>
    public Task Completion => _deliveries.Reader.Completion;

    /// <summary>True when there is one; false when there will be none.</summary>
    public Task<bool> WaitAsync() => _deliveries.Reader.WaitToReadAsync(CancellationToken.None).AsTask();

    public bool TryPeek(out Delivery delivery) => _deliveries.Reader.TryPeek(out delivery);

    /// <summary>Takes the one that was looked at.</summary>
    public void Take()
    {
        if (_deliveries.Reader.TryRead(out Delivery delivery) && !delivery.IsCut)
        {
            Interlocked.Decrement(ref _untaken);
        }
    }

    public void Complete() => _deliveries.Writer.TryComplete();

    /// <inheritdoc />
    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        bool isCut = properties.Type == BrokerNames.CutType;
        BodyCopy copy = isCut ? default : arena.Copy(body.Span);
        QueueMessage message = new(
            MessageHeaders.Id(properties, body.Span),
            lane,
            (int)MessageHeaders.Integer(properties, BrokerNames.Items),
            copy.Memory);
        int earlier = (int)MessageHeaders.Integer(properties, "x-delivery-count");
        Add(new Delivery(deliveryTag, message, copy, earlier, isCut));
        return Task.CompletedTask;
    }

    /// <summary>The queue was deleted: the link begins anew, and declares it.</summary>
    protected override async Task OnCancelAsync(string[] consumerTags, CancellationToken cancellationToken = default)
    {
        Complete();
        await base.OnCancelAsync(consumerTags, cancellationToken);
    }

    private void Add(in Delivery delivery)
    {
        if (!delivery.IsCut)
        {
            Interlocked.Increment(ref _untaken);
        }

        _deliveries.Writer.TryWrite(delivery);
    }
}
