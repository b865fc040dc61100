using Telemetry.EndToEnd.Tests.Chaos;
using Telemetry.Testing.Broker;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Faults;

/// <summary>A broker that is not there, or says that it has enough.</summary>
public sealed class BrokerFaultTests(BrokerFixture broker, ITestOutputHelper output) : IAsyncLifetime
{
    // A minute in the long run; the mechanisms are the same after ten seconds.
    private static readonly TimeSpan Absence = Soak.IsLong ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunningSystem? _system;

    private RunningSystem RunningSystem => _system!;

    public async ValueTask InitializeAsync()
    {
        await broker.StartAsync();
        _system = await RunningSystem.StartAsync(new SystemPlan { IsSplit = true, RabbitMq = broker.Uri }, Token);
    }

    public ValueTask DisposeAsync() => _system?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task BrokerGone_ForAWhile_ClientsAreToldToComeBackAndNothingIsLost() => await new FaultRun(RunningSystem, output).RunAsync(
        broker.KillAsync,
        load => load.IsToldToRetryForAsync(Absence, Token),
        broker.StartAsync,
        Token);

    [Theory]
    [InlineData("set_vm_memory_high_watermark", "0.0001", "0.2")]
    [InlineData("set_disk_free_limit", "1000000GB", "500MB")]
    public async Task BrokerAlarm_ForAWhile_ClientsAreToldToComeBackAndNothingIsLost(string command, string raise, string release) =>
        await new FaultRun(RunningSystem, output).RunAsync(
            () => broker.RunCtlAsync(command, raise),
            load => load.IsToldToRetryForAsync(Absence, Token),
            () => broker.RunCtlAsync(command, release),
            Token);
}
