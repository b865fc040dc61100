namespace Telemetry.Storage.Native;

/// <summary>
/// Lays out a block as ClickHouse reads it over HTTP (protocol revision 0): counts of columns and rows, then per column its name, type,
/// prefix and data. A block without rows ends each column after its type.
/// </summary>
public static class NativeBlockWriter
{
    /// <summary>Fills <paramref name="output"/>; it points into the block, which must stay as it is until the output was sent.</summary>
    public static void Write(NativeBlock block, NativeOutput output)
    {
        output.Reset();
        output.WriteVarint((ulong)block.Columns.Count);
        output.WriteVarint((ulong)block.Rows);
        foreach ((string name, NativeColumn column) in block.Columns)
        {
            ThrowIfUneven(block, name, column);
            output.WriteString(name);
            output.WriteString(column.TypeName);
            if (block.Rows > 0)
            {
                column.WritePrefix(output);
                column.WriteData(output);
            }
        }

        output.Complete();
    }

    // A short column would make ClickHouse read the next one's bytes as its own: rows that look right and are not.
    private static void ThrowIfUneven(NativeBlock block, string name, NativeColumn column)
    {
        if (column.Rows != block.Rows)
        {
            throw new InvalidOperationException($"Column {name} of {block.TableName} has {column.Rows} rows instead of {block.Rows}.");
        }
    }
}
