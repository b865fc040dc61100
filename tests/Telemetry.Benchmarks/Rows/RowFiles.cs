using System.Globalization;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Rows;

/// <summary>Rows as ready-made Native files, one block each, with the types of the table: what the worker sends.</summary>
internal static class RowFiles
{
    /// <summary>Rows of a file, as of a block of the worker.</summary>
    public const int RowsPerFile = 50_000;

    /// <summary>Writes files; returns their paths, oldest rows first.</summary>
    /// <param name="store">A database with the table.</param>
    /// <param name="table">Its columns say the types.</param>
    /// <param name="rows">SQL for rows from a number on.</param>
    /// <param name="folder">Made when absent.</param>
    /// <param name="count">Files.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<string>> SaveAsync(
        StoreProbe store, string table, Func<long, int, string> rows, string folder, int count, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        IReadOnlyList<string[]> columns = await store.RowsAsync(
            $"SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '{table}' ORDER BY position", cancellationToken);
        string cast = string.Join(", ", columns.Select(column => $"CAST(`{column[0]}`, '{column[1]}') AS `{column[0]}`"));
        string[] paths = [.. Enumerable.Range(0, count).Select(i => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{table}-{i:0000}.native")))];
        for (int i = 0; i < count; i++)
        {
            string sql = $"""
                SELECT {cast} FROM ({rows((long)i * RowsPerFile, RowsPerFile)})
                SETTINGS max_block_size = {RowsPerFile}, preferred_block_size_bytes = 0, max_threads = 1, output_format_native_write_json_as_string = 0
                FORMAT Native
                """;
            await store.SaveAsync(sql, paths[i], cancellationToken);
        }

        return paths;
    }
}
