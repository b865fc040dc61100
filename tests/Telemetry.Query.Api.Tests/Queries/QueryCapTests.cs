using System.Net;
using Telemetry.Storage;
using Telemetry.Testing;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Query.Api.Tests.Queries;

/// <summary>What a query may cost, and what ends it.</summary>
public sealed class QueryCapTests(QueryCapTests.LongBodies rows) : IClassFixture<QueryCapTests.LongBodies>
{
    private const string Range = "from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // Each pattern is tried on each long body: seconds of work.
    private static readonly string Slow = string.Join(" OR ", Enumerable.Range(0, 60).Select(i => $"message:*a*b*c{i}*d*e*"));

    [Fact]
    public async Task Count_TooMuchTime_IsUnprocessable()
    {
        await using QueryApiHost host = await StartAsync(("Query:MaxSecondsPerQuery", "0.05"));

        var problem = await host.GetProblemAsync($"/api/v1/projects/1/logs/count?{Range}&query={Uri.EscapeDataString(Slow)}", HttpStatusCode.UnprocessableEntity);

        Assert.StartsWith("The query took too long.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1048576")]
    [InlineData("2000000")]
    [InlineData("4000000")]
    public async Task Count_TooMuchMemory_IsUnprocessable(string bytes)
    {
        await using QueryApiHost host = await StartAsync(("Query:MaxMemoryBytesPerQuery", bytes));

        var problem = await host.GetProblemAsync($"/api/v1/projects/1/logs/count?{Range}&by=attributes.id", HttpStatusCode.UnprocessableEntity);

        Assert.StartsWith("The query needs too much memory.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_TooManyAtOnce_IsRefusedWithRetryAfter()
    {
        await using QueryApiHost host = await StartAsync(("Query:MaxConcurrentQueries", "1"), ("Query:MaxWaitingQueries", "0"));
        using HttpClient client = host.CreateClient();
        using var leave = new CancellationTokenSource();
        Task<HttpResponseMessage> slow = client.GetAsync($"/api/v1/projects/1/logs/count?{Range}&query={Uri.EscapeDataString(Slow)}", leave.Token);
        await Eventually.HoldsAsync(async () => await RunningAsync(host.Store) == 1, Limit, "the slow query in the engine", TestContext.Current.CancellationToken);

        using HttpResponseMessage response = await client.GetAsync($"/api/v1/projects/1/logs/count?{Range}", TestContext.Current.CancellationToken);

        await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.TooManyRequests);
        Assert.NotNull(response.Headers.RetryAfter);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }

    [Fact]
    public async Task Count_ClientGoesAway_QueryEndsInTheEngine()
    {
        await using QueryApiHost host = await StartAsync();
        using HttpClient client = host.CreateClient();
        using var leave = new CancellationTokenSource();
        Task<HttpResponseMessage> answer = client.GetAsync($"/api/v1/projects/1/logs/count?{Range}&query={Uri.EscapeDataString(Slow)}", leave.Token);
        await Eventually.HoldsAsync(async () => await RunningAsync(host.Store) == 1, Limit, "the query in the engine", TestContext.Current.CancellationToken);

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await Eventually.HoldsAsync(async () => await RunningAsync(host.Store) == 0, TimeSpan.FromSeconds(5), "the end of the query in the engine", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Count_StoreIsAway_IsUnavailableWithRetryAfter()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store with { Database = "absent" });
        using HttpClient client = host.CreateClient();

        using HttpResponseMessage response = await client.GetAsync($"/api/v1/projects/1/logs?{Range}", TestContext.Current.CancellationToken);

        await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static Task<long> RunningAsync(ClickHouseEndpoint store) => store.CountAsync(
        $"SELECT count() FROM system.processes WHERE current_database = '{store.Database}' AND query LIKE '%FROM otel_logs%' AND query NOT LIKE '%system.processes%'",
        TestContext.Current.CancellationToken);

    private Task<QueryApiHost> StartAsync(params (string Key, string Value)[] settings) => QueryApiHost.StartAsync(rows.Store, settings: settings);

    /// <summary>Enough text to keep a query busy for seconds.</summary>
    public sealed class LongBodies(EngineFixture engine) : IAsyncLifetime
    {
        public ClickHouseEndpoint Store { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Store = await engine.CreateDatabaseAsync();
            await EndpointQueries.ExecuteAsync(
                Store,
                """
                INSERT INTO otel_logs (ProjectId, Timestamp, Body, LogAttributes, RetentionDays)
                SELECT 1, toDateTime64('2026-11-23 10:00:00', 9, 'UTC') + number / 1000, repeat('ab', 200), map('id', toString(number)), 3650
                FROM numbers(300000)
                """,
                TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
