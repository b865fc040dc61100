using System.Globalization;
using ClickHouse.Driver;
using Telemetry.Storage;

namespace Telemetry.Testing.Rows;

/// <summary>Puts rows into tables by plain INSERT statements, so that tests of reading do not depend on how the worker writes.</summary>
public static class SqlRows
{
    private const int RowsPerStatement = 500;

    /// <summary>Inserts log records.</summary>
    public static Task InsertAsync(this ClickHouseEndpoint endpoint, params IReadOnlyList<TestLog> logs) =>
        endpoint.InsertAsync($"otel_logs ({TestLog.Columns})", [.. logs.Select(log => log.ToSql())]);

    /// <summary>Inserts spans.</summary>
    public static Task InsertAsync(this ClickHouseEndpoint endpoint, params IReadOnlyList<TestSpan> spans) =>
        endpoint.InsertAsync($"otel_traces ({TestSpan.Columns})", [.. spans.Select(span => span.ToSql())]);

    /// <summary>Inserts crashes.</summary>
    public static Task InsertAsync(this ClickHouseEndpoint endpoint, params IReadOnlyList<TestCrash> crashes) =>
        endpoint.InsertAsync($"crashes ({TestCrash.Columns})", [.. crashes.Select(crash => crash.ToSql())]);

    /// <summary>Inserts rows, given as SQL tuples.</summary>
    public static async Task InsertAsync(this ClickHouseEndpoint endpoint, string tableAndColumns, params IReadOnlyList<string> rows)
    {
        foreach (string[] chunk in rows.Chunk(RowsPerStatement))
        {
            await endpoint.ExecuteAsync($"INSERT INTO {tableAndColumns} VALUES {string.Join(",\n", chunk)}");
        }
    }

    /// <summary>Runs any statement.</summary>
    public static async Task ExecuteAsync(this ClickHouseEndpoint endpoint, string sql)
    {
        using ClickHouseClient client = StorageClient.Create(endpoint);
        await client.ExecuteNonQueryAsync(sql, null, null, CancellationToken.None);
    }

    /// <summary>Asks for one number.</summary>
    public static async Task<long> AskAsync(this ClickHouseEndpoint endpoint, string sql)
    {
        using ClickHouseClient client = StorageClient.Create(endpoint);
        return Convert.ToInt64(await client.ExecuteScalarAsync(sql, null, null, CancellationToken.None), CultureInfo.InvariantCulture);
    }

    internal static string Text(string text) =>
        "'" + text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal) + "'";

    internal static string Time(long unixNanoseconds) => string.Create(CultureInfo.InvariantCulture, $"fromUnixTimestamp64Nano({unixNanoseconds}, 'UTC')");

    internal static string Map(IReadOnlyDictionary<string, string> map) =>
        $"map({string.Join(", ", map.Select(pair => $"{Text(pair.Key)}, {Text(pair.Value)}"))})";
}
