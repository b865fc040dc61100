using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Telemetry.Testing.Broker;
using Xunit;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace Telemetry.Messaging.Tests.RabbitMq;

[Collection("broker")] // It kills the node, under which nothing else may run.
public sealed class BrokerFixtureTests(BrokerFixture broker)
{
    [Fact]
    public async Task Start_AfterKill_SameAddressAndData()
    {
        await broker.StartAsync();
        string queue = await DeclareAsync(passive: false);
        await broker.KillAsync();
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => DeclareAsync(passive: true));
        await broker.StartAsync();
        Assert.Equal(queue, await DeclareAsync(passive: true));
        Assert.Contains("Status of node", await broker.RunCtlAsync("status"), StringComparison.Ordinal);
    }

    private async Task<string> DeclareAsync(bool passive)
    {
        ConnectionFactory factory = new() { Uri = broker.Uri, AutomaticRecoveryEnabled = false };
        await using IConnection connection = await factory.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using IChannel channel = await connection.CreateChannelAsync();
        Dictionary<string, object?> quorum = new() { ["x-queue-type"] = "quorum" };
        return await channel.QueueDeclareAsync("kept", durable: true, exclusive: false, autoDelete: false, quorum, passive);
    }
}
