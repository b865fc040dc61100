using Telemetry.Testing.Broker;
using Xunit;

namespace Telemetry.Messaging.Tests.RabbitMq;

[Collection("broker")]
public sealed class RabbitMqQueueTests(BrokerFixture broker) : QueueContract
{
    private string _prefix = NewPrefix();

    public override async ValueTask InitializeAsync()
    {
        await broker.StartAsync();
        await base.InitializeAsync();
    }

    protected override QueueOptions NewOptions() => new() { Kind = QueueKind.RabbitMq, RabbitMqUri = broker.Uri.ToString(), NamePrefix = _prefix, PublishTimeout = Patience };

    /// <summary>A broker's queue keeps the limits with which it was made, so this takes new queues.</summary>
    protected override Task UseLimitAsync(Action<QueueOptions> configure)
    {
        _prefix = NewPrefix();
        return ReopenAsync(configure);
    }

    private static string NewPrefix() => $"test-{Guid.NewGuid():N}";
}
