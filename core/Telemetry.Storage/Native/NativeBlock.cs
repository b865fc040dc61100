namespace Telemetry.Storage.Native;

/// <summary>
/// The rows of one insert, column by column. A subclass names its columns; every one of them gets exactly one row per record. Filled by one
/// thread, sent, reset, filled again: the memory stays.
/// </summary>
/// <param name="tableName">Where the rows go, without the database.</param>
public abstract class NativeBlock(string tableName)
{
    /// <summary>A batch of the queue (50,000 items) is one block; a single message with more is cut here.</summary>
    public const int MaxRows = 65_536;

    /// <summary>
    /// Bounds the worker's memory when few records carry much. Far below ClickHouse's <c>min_insert_block_size_bytes</c>, and never an option:
    /// the cut must fall at the same record when a batch is repeated, or its deduplication token lies.
    /// </summary>
    public const long MaxTextBytes = 32 * 1024 * 1024;

    // Keys that no row uses any more cost memory too: a client that invents them fills a block by keys before it fills it by rows.
    private const int MaxKeys = 65_536;

    private readonly List<(string Name, NativeColumn Column)> _columns = [];

    /// <summary>Where the rows go, without the database.</summary>
    public string TableName { get; } = tableName;

    /// <summary>Names and columns, in wire order.</summary>
    public IReadOnlyList<(string Name, NativeColumn Column)> Columns => _columns;

    /// <summary>Where the block is laid out for sending.</summary>
    internal NativeOutput Output { get; } = new();

    /// <summary>Rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Bytes of memory held.</summary>
    public long Capacity => _columns.Sum(static column => column.Column.Capacity) + Output.Capacity;

    /// <summary>Bytes of text so far, by the caller's estimate.</summary>
    public long TextBytes { get; private set; }

    /// <summary>Whether the next row belongs into another block.</summary>
    public bool IsFull => Rows >= MaxRows || TextBytes >= MaxTextBytes || KeyCount >= MaxKeys;

    /// <summary>Distinct keys of the map columns that clients fill at will.</summary>
    protected abstract int KeyCount { get; }

    /// <summary>Counts a row; call it once every column has it.</summary>
    /// <param name="textBytes">Bytes that its texts take in this block.</param>
    public void EndRow(int textBytes)
    {
        Rows++;
        TextBytes += textBytes;
    }

    /// <summary>Forgets the rows, keeps the memory.</summary>
    public void Reset()
    {
        Rows = 0;
        TextBytes = 0;
        Output.Reset();
        foreach ((_, NativeColumn column) in _columns)
        {
            column.Reset();
        }
    }

    /// <summary>Registers a column.</summary>
    protected TColumn Add<TColumn>(string name, TColumn column)
        where TColumn : NativeColumn
    {
        _columns.Add((name, column));
        return column;
    }
}
