using System.Globalization;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Line;

/// <summary>Bytes on disk of a table's active parts, shared out to columns and indexes.</summary>
internal static class DiskUsage
{
    /// <summary>One row per column and index, the largest first, and what is in no column (primary key, checksums, marks) as "rest".</summary>
    public static async Task<IReadOnlyList<DiskShare>> OfAsync(StoreProbe store, string table, CancellationToken cancellationToken)
    {
        IReadOnlyList<string[]> parts = await store.RowsAsync($"""
            SELECT sum(rows), sum(bytes_on_disk) FROM system.parts WHERE active AND database = currentDatabase() AND table = '{table}'
            """, cancellationToken);
        double rows = Number(parts[0][0]), total = Number(parts[0][1]);
        IReadOnlyList<string[]> shares = await store.RowsAsync($"""
            SELECT 'column', name, data_compressed_bytes + marks_bytes FROM system.columns WHERE database = currentDatabase() AND table = '{table}'
            UNION ALL
            SELECT 'index', name, data_compressed_bytes + marks_bytes FROM system.data_skipping_indices WHERE database = currentDatabase() AND table = '{table}'
            """, cancellationToken);
        List<DiskShare> all = [.. shares.Select(share => new DiskShare(table, share[0], share[1], Number(share[2]) / rows))];
        all.Add(new DiskShare(table, "rest", "primary key and checksums", (total / rows) - all.Sum(share => share.BytesPerRow)));
        all.Add(new DiskShare(table, "total", "", total / rows));
        return [.. all.OrderByDescending(share => share.BytesPerRow)];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A part of a table's size.</summary>
/// <param name="Table">The table.</param>
/// <param name="Kind"><c>column</c>, <c>index</c>, <c>rest</c> or <c>total</c>.</param>
/// <param name="Name">Of the column or index.</param>
/// <param name="BytesPerRow">Compressed, marks included.</param>
internal sealed record DiskShare(string Table, string Kind, string Name, double BytesPerRow);
