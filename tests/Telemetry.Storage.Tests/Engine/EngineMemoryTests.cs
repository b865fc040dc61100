using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

public sealed class EngineMemoryTests(EngineFixture engine)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_AboveTheCap_IsRefusedAndTheEngineLives()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();
        int before = engine.ProcessId;

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => endpoint.ExecuteAsync("SELECT length(groupArray(toString(number))) FROM numbers(100000000) SETTINGS max_memory_usage = 0", Token));

        Assert.Contains("Code: 241", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await endpoint.CountAsync("SELECT 1", Token));
        Assert.Equal(before, engine.ProcessId);
    }

    [Fact]
    public async Task Query_ThatNeedsHalfTheCap_LeavesRoomForInserts()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => endpoint.ExecuteAsync("SELECT length(groupArray(toString(number))) FROM numbers(100000000)", Token));

        Assert.Contains("Query memory limit exceeded", refusal.Message, StringComparison.Ordinal);
    }
}
