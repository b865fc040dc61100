using Telemetry.Storage.Native;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Native;

public sealed class NativeInsertClientTests(EngineFixture engine)
{
    [Fact]
    public async Task Insert_SameTokenTwice_StoresOnce()
    {
        ClickHouseEndpoint endpoint = await CreateAsync();

        await Task.WhenAll(InsertAsync(endpoint, "a"), InsertAsync(endpoint, "a"), InsertAsync(endpoint, "a"));
        await InsertAsync(endpoint, "b");

        Assert.Equal(2, await endpoint.CountAsync("SELECT count() FROM sample", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Insert_WhileMigrationsRun_IsRefusedAndRetryable()
    {
        ClickHouseEndpoint endpoint = await CreateAsync();
        var readiness = new StorageReadiness();
        using var client = new NativeInsertClient(endpoint, readiness);
        SampleBlock block = new();
        block.Append(new SampleRow(1, 1, 2, "x", "word", [], []));

        InsertFailedException refused = await Assert.ThrowsAsync<InsertFailedException>(() => client.InsertAsync(block, "a", TestContext.Current.CancellationToken));
        long before = await endpoint.CountAsync("SELECT count() FROM sample", TestContext.Current.CancellationToken);
        readiness.SetReady();
        await client.InsertAsync(block, "a", TestContext.Current.CancellationToken);

        Assert.True(refused.IsRetryable);
        Assert.Equal(0, before);
        Assert.Equal(1, await endpoint.CountAsync("SELECT count() FROM sample", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50_000)] // more than the socket takes: the refusal must not drown in a broken connection
    public async Task Insert_NoSuchTable_SaysSoAndIsLasting(int rows)
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        InsertFailedException refused = await Assert.ThrowsAsync<InsertFailedException>(() => InsertAsync(endpoint, "a", rows));

        Assert.Equal(60, refused.Code);
        Assert.False(refused.IsRetryable);
        Assert.Contains("sample", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50_000)]
    public async Task Insert_WrongPassword_SaysSoWithoutIt(int rows)
    {
        ClickHouseEndpoint endpoint = await CreateAsync() with { Password = "not-the-password" };

        InsertFailedException refused = await Assert.ThrowsAsync<InsertFailedException>(() => InsertAsync(endpoint, "a", rows));

        Assert.Equal(516, refused.Code);
        Assert.False(refused.IsRetryable);
        Assert.DoesNotContain("not-the-password", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insert_NobodyListens_IsRetryable()
    {
        ClickHouseEndpoint endpoint = new(new Uri("http://127.0.0.1:1"), "d", "u", "p", null);

        InsertFailedException failed = await Assert.ThrowsAsync<InsertFailedException>(() => InsertAsync(endpoint, "a"));

        Assert.Null(failed.Code);
        Assert.True(failed.IsRetryable);
    }

    [Fact]
    public async Task Insert_EngineOutOfMemory_IsRetryable()
    {
        ClickHouseEndpoint endpoint = await CreateAsync();
        await endpoint.ExecuteAsync(
            "ALTER TABLE sample ADD COLUMN Greedy UInt64 MATERIALIZED length(repeat(Text, 10000000))", TestContext.Current.CancellationToken);

        InsertFailedException failed = await Assert.ThrowsAsync<InsertFailedException>(() => InsertAsync(endpoint, "a"));

        Assert.True(failed.IsRetryable);
        Assert.NotNull(failed.Code);
    }

    private static async Task InsertAsync(ClickHouseEndpoint endpoint, string token, int rows = 1)
    {
        using NativeInsertClient client = new(endpoint);
        SampleBlock block = new();
        for (int i = 0; i < rows; i++)
        {
            block.Append(new SampleRow((uint)i, 1, 2, new string('x', 400), "word", [("key", "value")], []));
        }

        await client.InsertAsync(block, token, TestContext.Current.CancellationToken);
    }

    private async Task<ClickHouseEndpoint> CreateAsync()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();
        await endpoint.ExecuteAsync(SampleBlock.CreateTable, TestContext.Current.CancellationToken);
        return endpoint;
    }
}
