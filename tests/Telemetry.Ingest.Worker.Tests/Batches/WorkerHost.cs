using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Storage;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Native;
using Telemetry.Storage.Spans;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Batches;

/// <summary>The worker's handlers as the server registers them, on a database of its own, and what a test asks that database.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private readonly DirectoryInfo _control = Directory.CreateTempSubdirectory("telemetry-worker-");
    private readonly ServiceProvider _services;

    private WorkerHost(ClickHouseEndpoint endpoint, TimeProvider time)
    {
        Endpoint = endpoint;
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Control:Directory"] = _control.FullName }).Build())
            .AddLogging()
            .AddSingleton(time)
            .AddSingleton(endpoint)
            .AddTelemetryControl()
            .AddWorker()
            .BuildServiceProvider();
    }

    public ClickHouseEndpoint Endpoint { get; }

    public IServiceProvider Services => _services;

    public static async Task<WorkerHost> CreateAsync(EngineFixture engine, TimeProvider? time = null) => new(await engine.CreateDatabaseAsync(), time ?? TimeProvider.System);

    public IBatchHandler Handler(Lane lane) => _services.GetServices<IBatchHandler>().Single(handler => handler.Lane == lane);

    public Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch) =>
        Handler(batch.Lane).HandleAsync(batch, TestContext.Current.CancellationToken);

    /// <summary>The stored rows as <see cref="NativeRows"/> shows them, sorted.</summary>
    public Task<string[]> LogsAsync() => RowsAsync(new LogBlock());

    /// <inheritdoc cref="LogsAsync" />
    public Task<string[]> SpansAsync() => RowsAsync(new SpanBlock());

    public Task<long> CountAsync(string table) => Endpoint.CountAsync($"SELECT count() FROM {table}", TestContext.Current.CancellationToken);

    /// <summary>The ledger: <c>project key signal outcome reason items</c> per line, sorted.</summary>
    public async Task<string[]> LedgerAsync()
    {
        var rows = await Endpoint.QueryAsync(
            """
            SELECT concatWithSeparator(' ', toString(ProjectId), toString(KeyId), Signal, Outcome, if(Reason = '', '-', Reason), toString(sum(Items))) AS line
            FROM ingest_ledger GROUP BY ProjectId, KeyId, Signal, Outcome, Reason ORDER BY line
            """,
            TestContext.Current.CancellationToken);
        return [.. rows.Select(row => row.GetProperty("line").GetString() ?? "")];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _control.Delete(recursive: true);
    }

    private async Task<string[]> RowsAsync(NativeBlock block)
    {
        string columns = string.Join(", ", block.Columns.Select(column => $"`{column.Name}`"));
        byte[] native = await Endpoint.QueryNativeAsync($"SELECT {columns} FROM {block.TableName}", TestContext.Current.CancellationToken);
        return [.. NativeRows.Parse(native).Order(StringComparer.Ordinal)];
    }
}
