using Telemetry.Benchmarks.Rows;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Schema;

/// <summary>The rows every variant gets, as Native files in the variant's own types; written once.</summary>
internal sealed class SchemaFiles(string folder, long startNanoseconds) : IDisposable
{
    private readonly Dictionary<string, IReadOnlyList<string>> _made = [];

    /// <summary>Time of row 0.</summary>
    public long StartNanoseconds => startNanoseconds;

    /// <summary>The files of a variant, whose tables are there.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(SchemaVariant variant, StoreProbe store, CancellationToken cancellationToken)
    {
        string types = $"{variant.Table} {(variant.Group == "attributes" ? variant.Name : "map")}";
        if (!_made.TryGetValue(types, out IReadOnlyList<string>? paths) || paths.Count < variant.Files)
        {
            string path = Path.Combine(folder, types.Replace(' ', '-'));
            _made[types] = paths = await RowFiles.SaveAsync(store, variant.Table, (first, count) => Rows(variant, first, count), path, variant.Files, cancellationToken);
        }

        return [.. paths.Take(variant.Files)];
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Rows(SchemaVariant variant, long first, int count)
    {
        string rows = variant.Table == "otel_logs" ? LogRows.Select(first, count, startNanoseconds) : SpanRows.Select(first, count, startNanoseconds);
        return variant.Name switch
        {
            "JSON" => $"SELECT * REPLACE (toJSONString(LogAttributes) AS LogAttributes) FROM ({rows})",
            "arrays" => $"SELECT * EXCEPT LogAttributes, mapKeys(LogAttributes) AS LogKeys, mapValues(LogAttributes) AS LogValues FROM ({rows})",
            _ => rows,
        };
    }
}
