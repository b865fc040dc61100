using Telemetry.Storage.Queries;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Storage.Tests.Queries;

/// <summary>A statement that reaches a cap when some of its rows are already written: into the engine's buffer, or past it onto the wire.</summary>
public sealed class LateFailureTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    [InlineData(10_000_000)]
    public async Task ReadAsync_TimeIsUpAfterSomeRows_SaysSo(int bytesPerRow)
    {
        using var store = new ReaderStore(database.Endpoint, ("MaxSecondsPerQuery", "0.5"));
        SqlStatement slow = Statement($"SELECT repeat('Code: 241. DB::Exception: ', intDiv({bytesPerRow}, 10)) || toString(sleepEachRow(0.1)) FROM numbers(100)");

        QueryFailedException failure = await FailAsync(store, slow);

        Assert.Equal(QueryFailure.TooMuchTime, failure.Failure);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task ReadAsync_MemoryIsUsedUpAfterSomeRows_SaysSo(int bytesPerRow)
    {
        using var store = new ReaderStore(database.Endpoint, ("MaxMemoryBytesPerQuery", "20000000"));
        SqlStatement large = Statement($"SELECT repeat('x', if(number < 5, {bytesPerRow}, 30000000)) FROM numbers(100)");

        QueryFailedException failure = await FailAsync(store, large);

        Assert.Equal(QueryFailure.TooMuchMemory, failure.Failure);
    }

    private static SqlStatement Statement(string text) => new(text, []) { Settings = new Dictionary<string, object> { ["max_block_size"] = 1, ["max_threads"] = 1 } };

    private static Task<QueryFailedException> FailAsync(ReaderStore store, SqlStatement statement) => Assert.ThrowsAsync<QueryFailedException>(
        () => store.Get<QueryRunner>().ReadAsync(statement, reader => reader.GetString(0).Length, TestContext.Current.CancellationToken));
}
