using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Telemetry.Testing;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

public sealed class EngineSupervisorTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Stop_IdleKeepAliveConnections_EndsInTime()
    {
        await using StorageHost host = new(_directory.Path);
        await host.StartReadyAsync();
        await host.Client.ExecuteScalarAsync("SELECT 1", null, null, Token);
        using TcpClient idle = new();
        await idle.ConnectAsync(IPAddress.Loopback, host.Endpoint.Address.Port, Token);

        long started = Stopwatch.GetTimestamp();
        await host.StopAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Contains(host.Log.Messages, message => message.StartsWith("The storage engine stopped cleanly", StringComparison.Ordinal));
        Assert.Null(EngineProcesses.Find(_directory.Path));
    }

    [Fact]
    public async Task Run_EngineKilled_IsRestartedWithItsData()
    {
        await using StorageHost host = new(_directory.Path);
        await host.StartReadyAsync();
        await host.Endpoint.ExecuteAsync("INSERT INTO otel_logs (ProjectId, Timestamp, Body, RetentionDays) SELECT 7, now64(9), 'kept', 30 FROM numbers(1000)", Token);
        int first = Assert.NotNull(EngineProcesses.Find(_directory.Path));

        EngineProcesses.Kill(first);
        await Eventually.HoldsAsync(() => EngineProcesses.Find(_directory.Path) is { } next && next != first, Limit, "a new engine process", Token);
        await host.WaitUntilReadyAsync();

        Assert.Equal(1000, await host.Endpoint.CountAsync("SELECT count() FROM otel_logs WHERE ProjectId = 7", Token));
        Assert.Contains(host.Log.Messages, message => message.Contains("died and will be restarted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_EngineKilled_IsNotReadyMeanwhile()
    {
        await using StorageHost host = new(_directory.Path);
        await host.StartReadyAsync();

        EngineProcesses.Kill(Assert.NotNull(EngineProcesses.Find(_directory.Path)));

        await Eventually.HoldsAsync(() => !host.Readiness.IsReady, Limit, "readiness lost", Token);
        Assert.Equal("The storage engine died and is being restarted.", host.Readiness.Reason);
    }

    [Fact]
    public async Task Start_SameDataAgain_KeepsIt()
    {
        await using (StorageHost first = new(_directory.Path))
        {
            await first.StartReadyAsync();
            await first.Endpoint.ExecuteAsync("INSERT INTO ingest_ledger (Time, ProjectId, Items) VALUES (now(), 7, 5)", Token);
        }

        await using StorageHost second = new(_directory.Path);
        await second.StartReadyAsync();

        Assert.Equal(5, await second.Endpoint.CountAsync("SELECT sum(Items) FROM ingest_ledger", Token));
    }

    [Fact]
    public async Task Start_DirectoryOfAnotherProcess_NamesThatProcess()
    {
        await using StorageOwner owner = await StorageOwner.StartAsync(_directory.Path, Token);
        await using StorageHost second = new(_directory.Path);

        StorageStartException refusal = await Assert.ThrowsAsync<StorageStartException>(second.StartAsync);

        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"The storage directory {_directory.Path} is in use by process {owner.ProcessId}: stop that process, choose another directory with --data, or give both an external ClickHouse with --clickhouse."),
            refusal.Message);
    }

    [Fact]
    public async Task Start_PortOfAnotherProcess_NamesThePort()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using StorageHost host = new(_directory.Path, ("Port", port.ToString(CultureInfo.InvariantCulture)));

        StorageStartException refusal = await Assert.ThrowsAsync<StorageStartException>(host.StartAsync);

        Assert.Equal($"Port {port} on 127.0.0.1 is taken by another process: name another by Storage:Port.", refusal.Message);
    }

    [Fact]
    public async Task Start_ReadOnlyDirectory_NamesTheDirectory()
    {
        // Nobody may create anything here, root neither.
        const string readOnly = "/sys/fs/telemetry";
        await using StorageHost host = new(readOnly);

        StorageStartException refusal = await Assert.ThrowsAsync<StorageStartException>(host.StartAsync);

        Assert.StartsWith($"The storage directory {readOnly} cannot be written to: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_LibraryMissing_SaysWhatToRun()
    {
        await using StorageHost host = new(_directory.Path, ("EngineLibrary", "/nowhere/libchdb.so"));

        StorageStartException refusal = await Assert.ThrowsAsync<StorageStartException>(host.StartAsync);

        Assert.Equal("Storage:EngineLibrary names the storage engine /nowhere/libchdb.so, but there is no such file.", refusal.Message);
    }

    [Fact]
    public async Task ParentKilled_Engine_EndsToo()
    {
        int engine;
        await using (StorageOwner owner = await StorageOwner.StartAsync(_directory.Path, Token))
        {
            engine = Assert.NotNull(EngineProcesses.Find(_directory.Path));
            owner.Kill();
        }

        await Eventually.HoldsAsync(() => !Directory.Exists($"/proc/{engine}"), TimeSpan.FromSeconds(10), $"engine {engine} to end with its parent", Token);
    }

    [Fact]
    public async Task ParentKilled_NextOwner_StartsOnTheSameData()
    {
        await using (StorageOwner owner = await StorageOwner.StartAsync(_directory.Path, Token))
        {
            owner.Kill();
        }

        await using StorageHost next = new(_directory.Path);
        await next.StartReadyAsync();

        Assert.True(next.Readiness.IsReady);
    }
}
