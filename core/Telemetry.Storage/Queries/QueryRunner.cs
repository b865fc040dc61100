using System.Globalization;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO.Parameters;
using ClickHouse.Driver.ADO.Readers;
using Microsoft.Extensions.Options;

namespace Telemetry.Storage.Queries;

/// <summary>Runs statements that only read: each with a cap on memory and time, each cancelled in the store when its caller goes away.</summary>
internal sealed class QueryRunner(ClickHouseClient client, QueryGate gate, IOptions<QueryOptions> options)
{
    private readonly QueryOptions _options = options.Value;

    /// <summary>All rows of the answer, which the statement itself limits.</summary>
    /// <exception cref="QueryFailedException">A cap was reached, or the store is not there.</exception>
    public async Task<List<T>> ReadAsync<T>(SqlStatement statement, Func<ClickHouseDataReader, T> map, CancellationToken cancellationToken)
    {
        using QueryGate.Place place = await gate.EnterAsync(cancellationToken);
        try
        {
            await using ClickHouseDataReader reader = await client.ExecuteReaderAsync(statement.Text, ToDriver(statement.Parameters), ToDriver(statement), cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(map(reader));
            }

            return rows;
        }
        catch (Exception exception) when (QueryFailures.Explain(exception, cancellationToken) is { } failure)
        {
            throw failure;
        }
    }

    private static ClickHouseParameterCollection ToDriver(IReadOnlyList<SqlParameter> parameters)
    {
        var collection = new ClickHouseParameterCollection();
        foreach (SqlParameter parameter in parameters)
        {
            collection.Add(new ClickHouseDbParameter { ParameterName = parameter.Name, ClickHouseType = parameter.Type, Value = parameter.Value });
        }

        return collection;
    }

    private ClickHouse.Driver.QueryOptions ToDriver(SqlStatement statement)
    {
        var settings = new Dictionary<string, object>
        {
            // 2: reads only, yet the settings beside it are accepted.
            ["readonly"] = 2,
            ["cancel_http_readonly_queries_on_client_close"] = 1,
            // All spans of a trace are on one shard (0002_create_traces.sql), and without this a cluster refuses conditions on the trace of a span.
            ["distributed_product_mode"] = "local",
            ["max_memory_usage"] = _options.MaxMemoryBytesPerQuery,
            ["max_execution_time"] = _options.MaxSecondsPerQuery.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, object value) in statement.Settings)
        {
            settings[name] = value;
        }

        return new ClickHouse.Driver.QueryOptions { CustomSettings = settings };
    }
}
