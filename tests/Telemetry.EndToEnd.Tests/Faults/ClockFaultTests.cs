using Telemetry.Testing.Broker;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Faults;

/// <summary>A system clock that is set while everything runs: back by hours, as after a wrong start, and forward by a day.</summary>
public sealed class ClockFaultTests(BrokerFixture broker, ITestOutputHelper output)
{
    private static readonly string[] Jumps = ["-7200", "+86400", "-86400", "+0"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("rabbitmq")]
    public async Task ClockJumps_BackAndForth_NobodyIsRefusedAndNothingIsLost(string queue)
    {
        bool isRabbitMq = queue == "rabbitmq";
        if (isRabbitMq)
        {
            await broker.StartAsync();
        }

        using var clock = new MovableClock();
        var plan = new SystemPlan { IsSplit = true, RabbitMq = isRabbitMq ? broker.Uri : null, Environment = clock.Environment };
        await using RunningSystem system = await RunningSystem.StartAsync(plan, Token);

        await new FaultRun(system, output).RunAsync(
            () => Task.CompletedTask,
            async load =>
            {
                foreach (string jump in Jumps)
                {
                    clock.Set(jump);
                    await load.FlowsAsync(more: 200, Token);
                }

                Assert.True(load.Journal.Refused == 0, $"Requests were refused: {string.Join("; ", load.Journal.Answers.Keys)}");
            },
            () => Task.CompletedTask,
            Token);
    }
}
