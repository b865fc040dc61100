using Telemetry.EndToEnd.Tests.Chaos;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Faults;

/// <summary>An engine that runs out of the memory it may use.</summary>
public sealed class EngineFaultTests(ITestOutputHelper output)
{
    private const int SmallestCap = 256 << 20;
    private const int Greedy = 4;

    private static readonly TimeSpan HungryFor = Soak.IsLong ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OutOfMemory_ByQueries_IngestGoesOnAndNothingIsLost()
    {
        var plan = new SystemPlan { Environment = new Dictionary<string, string> { ["Storage__MaxMemoryBytes"] = $"{SmallestCap}" } };
        await using RunningSystem system = await RunningSystem.StartAsync(plan, Token);
        using var fed = new CancellationTokenSource(HungryFor);
        Task<int>[] queries = [];

        await new FaultRun(system, output).RunAsync(
            () =>
            {
                queries = [.. Enumerable.Range(0, Greedy).Select(_ => QueryUntilAsync(system, fed.Token))];
                return Task.CompletedTask;
            },
            async load =>
            {
                await Task.WhenAll(queries);
                await load.FlowsAsync(more: 50, Token);
            },
            () => Task.CompletedTask,
            Token);

        Assert.All(queries, query => Assert.True(query.Result > 0, "No query was refused for want of memory: the fault did not set in."));
    }

    /// <summary>Asks for more memory than there is, again and again; returns how often that was refused.</summary>
    private static async Task<int> QueryUntilAsync(RunningSystem system, CancellationToken until)
    {
        const int MemoryLimitExceeded = 241;
        int refused = 0;
        while (!until.IsCancellationRequested)
        {
            try
            {
                await system.Store.RowsAsync("SELECT length(groupArray(repeat(toString(number), 100))) FROM numbers(100000000) SETTINGS max_memory_usage = 0", Token);
            }
            catch (HttpRequestException error)
            {
                refused += error.Message.Contains($"Code: {MemoryLimitExceeded}.", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        return refused;
    }
}
