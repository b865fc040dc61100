using Telemetry.Testing.Broker;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Chaos;

/// <summary>Nothing acknowledged is lost, nothing is stored twice, whichever process dies when.</summary>
public sealed class ChaosTests(BrokerFixture broker, ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // One process instead of two, which die together, is left to the long run.
    public static TheoryData<string, bool> Systems { get; } = Soak.IsLong
        ? new() { { "sqlite", true }, { "sqlite", false }, { "rabbitmq", true }, { "rabbitmq", false } }
        : new() { { "sqlite", true }, { "rabbitmq", true } };

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task KillEachPart_FiveTimesUnderLoad_EveryAcknowledgedItemIsStoredOnce(string queue, bool isSplit)
    {
        bool isRabbitMq = queue == "rabbitmq";
        if (isRabbitMq)
        {
            await broker.StartAsync();
        }

        var plan = new SystemPlan { IsSplit = isSplit, RabbitMq = isRabbitMq ? broker.Uri : null };
        await using RunningSystem system = await RunningSystem.StartAsync(plan, Token);

        await new ChaosRun(system, Victim.Of(system, broker), output).RunAsync(Token);
    }
}
