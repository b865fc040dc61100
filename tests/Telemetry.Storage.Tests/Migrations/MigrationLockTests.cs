using System.Net;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using Telemetry.Storage.Migrations;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Migrations;

public sealed class MigrationLockTests(EngineFixture engine)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acquire_HeldByAnother_WaitsForItsRelease()
    {
        ClickHouseEndpoint endpoint = await engine.CreateEmptyDatabaseNameAsync();
        using ClickHouseClient client = StorageClient.Create(endpoint);
        MigrationLock first = await MigrationLock.AcquireAsync(client, endpoint.Database, Token);

        Task<MigrationLock> second = MigrationLock.AcquireAsync(client, endpoint.Database, Token);
        // Long enough for several attempts of the second.
        await Assert.ThrowsAsync<TimeoutException>(() => second.WaitAsync(TimeSpan.FromSeconds(1.5), Token));
        await first.DisposeAsync();

        await (await second.WaitAsync(Limit, Token)).DisposeAsync();
    }

    [Fact]
    public async Task Acquire_HolderIsGone_GetsIt()
    {
        ClickHouseEndpoint endpoint = await engine.CreateEmptyDatabaseNameAsync();
        using ClickHouseClient survivor = StorageClient.Create(endpoint);
        using HttpClient connections = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
        using ClickHouseClient killed = new(new ClickHouseClientSettings(survivor.Settings) { HttpClient = connections });
        await MigrationLock.AcquireAsync(killed, endpoint.Database, Token);

        // What the end of its process does: the connections break, and nobody says good-bye.
        connections.Dispose();

        await using MigrationLock next = await MigrationLock.AcquireAsync(survivor, endpoint.Database, Token).WaitAsync(Limit, Token);
        Assert.NotNull(next);
    }
}
