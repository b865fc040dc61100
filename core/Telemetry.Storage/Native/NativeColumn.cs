namespace Telemetry.Storage.Native;

/// <summary>
/// A column of a block in ClickHouse's Native format, filled row by row. What stands on the wire: name, type, then for a block with rows
/// the <em>prefix</em> (versions of serialisations, outermost first) and the <em>data</em>. Not thread-safe.
/// </summary>
public abstract class NativeColumn
{
    /// <summary>The ClickHouse type, for example <c>LowCardinality(String)</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>Rows so far.</summary>
    public abstract long Rows { get; }

    /// <summary>Bytes of memory held.</summary>
    public abstract long Capacity { get; }

    /// <summary>Forgets the rows, keeps the memory.</summary>
    public abstract void Reset();

    /// <summary>Writes what stands before the data; most types have nothing.</summary>
    public virtual void WritePrefix(NativeOutput output)
    {
    }

    /// <summary>Writes all rows.</summary>
    public abstract void WriteData(NativeOutput output);
}
