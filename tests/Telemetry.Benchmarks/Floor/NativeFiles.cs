using System.Globalization;
using Telemetry.Testing.Load;
using Telemetry.Testing.Load.Requests;

namespace Telemetry.Benchmarks.Floor;

/// <summary>
/// Rows of a table as ready-made Native files, in the order in which they were sent. In the table's own order an insert would find its
/// rows sorted already, and the floor would be lower than any ingest could reach.
/// </summary>
internal sealed class NativeFiles(StoreProbe store, string table, string folder) : IDisposable
{
    /// <summary>Rows of a file: twice a full batch of the worker, whose size bounds its memory. The floor has no such bound.</summary>
    public const int RowsPerFile = 100_000;

    /// <summary>Paths, oldest rows first.</summary>
    public IReadOnlyList<string> Paths { get; private set; } = [];

    /// <summary>Rows in all of them.</summary>
    public long Rows => (long)Paths.Count * RowsPerFile;

    /// <summary>Writes the files for the record ids from <paramref name="firstRecordId"/>; a rest that does not fill a file is left out.</summary>
    public async Task SaveAsync(long firstRecordId, long rows, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string attributes = table == "otel_logs" ? "LogAttributes" : "SpanAttributes";
        List<string> paths = [];
        for (long first = firstRecordId; first + RowsPerFile <= firstRecordId + rows; first += RowsPerFile)
        {
            string path = Path.Combine(folder, $"{table}-{paths.Count:0000}.native");
            await store.SaveAsync(Query(attributes, first), path, cancellationToken);
            paths.Add(path);
        }

        Paths = paths;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // One block per file: the reader would otherwise be handed several small ones.
    private string Query(string attributes, long first) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT *
        FROM {table}
        WHERE toUInt64OrZero({attributes}['{RequestTemplate.RecordIdKey}']) BETWEEN {first} AND {first + RowsPerFile - 1}
        ORDER BY {attributes}['{RequestTemplate.RecordIdKey}']
        LIMIT {RowsPerFile}
        SETTINGS max_block_size = {RowsPerFile}, preferred_block_size_bytes = 0, output_format_native_write_json_as_string = 0
        FORMAT Native
        """);
}
