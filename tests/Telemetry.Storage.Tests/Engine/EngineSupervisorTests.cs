using System.Diagnostics;
using ClickHouse.Driver;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

public sealed class EngineSupervisorTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"telemetry-supervisor-{Guid.NewGuid():N}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public async Task Stop_IdleKeepAliveConnection_EndsInTime()
    {
        using var host = StorageHost.Build(_directory);
        await host.StartAsync(Token);
        await host.WaitUntilReadyAsync(Token);
        var client = host.Services.GetRequiredService<ClickHouseClient>();
        await client.ExecuteScalarAsync("SELECT 1", null, null, Token);

        var watch = Stopwatch.StartNew();
        await host.StopAsync(Token);

        TestContext.Current.SendDiagnosticMessage("stop took {0}", watch.Elapsed);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
