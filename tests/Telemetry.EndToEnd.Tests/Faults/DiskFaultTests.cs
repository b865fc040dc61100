using Telemetry.EndToEnd.Tests.Chaos;
using Telemetry.Testing.Load.Systems;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Faults;

/// <summary>A disk that is full, or that nobody may write to.</summary>
public sealed class DiskFaultTests(ITestOutputHelper output)
{
    private const int DiskMegabytes = 256;

    private static readonly TimeSpan FullFor = Soak.IsLong ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FullDisk_ForAWhile_ClientsAreToldToComeBackAndNothingIsLost(bool isSplit)
    {
        using var disk = new SmallDisk(DiskMegabytes);
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemPlan { IsSplit = isSplit, DataDirectory = disk.Path }, Token);

        await new FaultRun(system, output).RunAsync(
            () =>
            {
                disk.Fill();
                return Task.CompletedTask;
            },
            load => load.IsToldToRetryForAsync(FullFor, Token),
            () =>
            {
                disk.Free();
                return Task.CompletedTask;
            },
            Token);

        Assert.Contains("full", string.Concat(system.Nodes.Select(node => node.Output)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ReadOnlyDataDirectory_AtStart_IsRefusedWithASentence()
    {
        using var disk = new SmallDisk(DiskMegabytes);
        disk.MakeReadOnly();

        await using ServerProcess server = await ServerProcess.LaunchAsync(new ServerStart { DataDirectory = disk.Path }, Token);

        Assert.NotEqual(0, await server.WaitForExitAsync(Token));
        Assert.Contains($"The data directory {disk.Path} cannot be used", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FullDisk_AtStart_IsRefusedWithASentence()
    {
        using var disk = new SmallDisk(DiskMegabytes);
        disk.Fill();

        await using ServerProcess server = await ServerProcess.LaunchAsync(new ServerStart { DataDirectory = disk.Path }, Token);

        Assert.NotEqual(0, await server.WaitForExitAsync(Token));
        Assert.Contains($"The data directory {disk.Path} cannot be used", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }
}
