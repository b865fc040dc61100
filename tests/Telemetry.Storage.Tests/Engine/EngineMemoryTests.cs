using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

/// <summary>On an engine of their own, whose cap one query can reach.</summary>
public sealed class EngineMemoryTests : IAsyncDisposable
{
    private readonly EngineFixture _engine = new() { MaxMemoryBytes = 1L << 30 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Query_AboveTheCap_IsRefusedAndTheEngineLives()
    {
        ClickHouseEndpoint endpoint = await _engine.CreateDatabaseAsync();
        int before = _engine.ProcessId;

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => endpoint.ExecuteAsync("SELECT length(groupArray(toString(number))) FROM numbers(100000000) SETTINGS max_memory_usage = 0", Token));

        Assert.Contains("Code: 241", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await endpoint.CountAsync("SELECT 1", Token));
        Assert.Equal(before, _engine.ProcessId);
    }

    [Fact]
    public async Task Query_ThatNeedsHalfTheCap_LeavesRoomForInserts()
    {
        ClickHouseEndpoint endpoint = await _engine.CreateDatabaseAsync();

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => endpoint.ExecuteAsync("SELECT length(groupArray(toString(number))) FROM numbers(100000000)", Token));

        Assert.Contains("Query memory limit exceeded", refusal.Message, StringComparison.Ordinal);
    }
}
