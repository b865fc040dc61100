using ClickHouse.Driver;

namespace Telemetry.Storage.Migrations;

/// <summary>
/// One migration run at a time per database. The lock is a running query: ClickHouse refuses a second one of the same id, and ends it when its
/// client is gone. So a killed process leaves no lock behind, and nothing has to expire.
/// </summary>
/// <remarks>
/// Rejected: a lock table, which a killed owner leaves behind, so that it needs a lease, a clock and a safe way to steal it.
/// The lock is the node's, not the cluster's: on a cluster all processes must migrate through the same node.
/// </remarks>
internal sealed class MigrationLock : IAsyncDisposable
{
    private const int QueryWithSameIdIsAlreadyRunning = 216;
    private const int HoldSeconds = 86_400;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _release = new();
    private readonly Task _query;

    private MigrationLock(ClickHouseClient client, string queryId, string token) => _query = HoldAsync(client, queryId, token, _release.Token);

    /// <summary>Waits for its turn.</summary>
    /// <exception cref="ClickHouseServerException">The store refuses.</exception>
    public static async Task<MigrationLock> AcquireAsync(ClickHouseClient client, string database, CancellationToken cancellationToken)
    {
        var queryId = $"telemetry-migrations-{database}";
        while (true)
        {
            var token = Guid.NewGuid().ToString("N");
            var attempt = new MigrationLock(client, queryId, token);
            if (await attempt.IsHeldAsync(client, queryId, token, cancellationToken))
            {
                return attempt;
            }

            await attempt.DisposeAsync();
            await Task.Delay(RetryInterval, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _release.CancelAsync();
        try
        {
            await _query;
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or ClickHouseServerException)
        {
            // Released by us, or by the store's end.
        }

        _release.Dispose();
    }

    private static async Task HoldAsync(ClickHouseClient client, string queryId, string token, CancellationToken cancellationToken)
    {
        var options = new QueryOptions
        {
            QueryId = queryId,
            Database = "system",
            CustomSettings = new Dictionary<string, object>
            {
                ["max_block_size"] = 1,
                ["max_execution_time"] = 0,
                ["cancel_http_readonly_queries_on_client_close"] = 1,
                ["readonly"] = 2,
            },
        };
        await client.ExecuteNonQueryAsync($"SELECT sleepEachRow(1), '{token}' FROM numbers({HoldSeconds}) FORMAT Null", null, options, cancellationToken);
    }

    private async Task<bool> IsHeldAsync(ClickHouseClient client, string queryId, string token, CancellationToken cancellationToken)
    {
        var sql = $"SELECT count() FROM system.processes WHERE query_id = '{queryId}' AND position(query, '{token}') > 0";
        while (!_query.IsCompleted)
        {
            if (Convert.ToInt64(await client.ExecuteScalarAsync(sql, null, new QueryOptions { Database = "system" }, cancellationToken)) > 0)
            {
                return true;
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        try
        {
            await _query;
        }
        catch (ClickHouseServerException exception) when (exception.ErrorCode == QueryWithSameIdIsAlreadyRunning)
        {
            return false;
        }

        return false;
    }
}
