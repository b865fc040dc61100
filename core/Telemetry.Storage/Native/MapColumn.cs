namespace Telemetry.Storage.Native;

/// <summary>A <c>Map(LowCardinality(String), String)</c> column: the end of each row, then all keys, then all values.</summary>
public sealed class MapColumn : NativeColumn
{
    private const int GuessedPositions = 64;

    private readonly FixedColumn<ulong> _ends = new("UInt64");
    private readonly LowCardinalityColumn _keys = new();
    private readonly StringColumn _values = new();
    private readonly uint[] _guesses = new uint[GuessedPositions];

    /// <inheritdoc />
    public override string TypeName => "Map(LowCardinality(String), String)";

    /// <inheritdoc />
    public override long Rows => _ends.Rows;

    /// <inheritdoc />
    public override long Capacity => _ends.Capacity + _keys.Capacity + _values.Capacity;

    /// <summary>The distinct keys.</summary>
    public Utf8Dictionary Keys => _keys.Dictionary;

    /// <summary>
    /// The number of a key that is there already. Records of one source carry the same keys in the same order, so the key that stood at this
    /// position last time is compared first: most look-ups end without a hash.
    /// </summary>
    public bool TryFindKey(int position, ReadOnlySpan<byte> key, out uint number)
    {
        ref uint guess = ref _guesses[position % GuessedPositions];
        number = guess;
        if (Keys.Is(guess, key))
        {
            return true;
        }

        if (!Keys.TryFind(key, out number))
        {
            return false;
        }

        guess = number;
        return true;
    }

    /// <summary>Adds a row.</summary>
    public void Append(MapRow row)
    {
        _keys.Append(row.Keys);
        _values.Append(row.Values);
        _ends.Append((ulong)_values.Rows);
    }

    /// <summary>Adds several rows whose pairs lie one behind the other.</summary>
    /// <param name="rows">The pairs of all of them.</param>
    /// <param name="rowEnds">For each row the count of pairs up to its end.</param>
    public void Append(MapRow rows, ReadOnlySpan<int> rowEnds)
    {
        ulong before = (ulong)_values.Rows;
        _keys.Append(rows.Keys);
        _values.Append(rows.Values);
        foreach (int end in rowEnds)
        {
            _ends.Append(before + (ulong)end);
        }
    }

    /// <inheritdoc />
    public override void Reset()
    {
        _ends.Reset();
        _keys.Reset();
        _values.Reset();
        Array.Clear(_guesses);
    }

    /// <inheritdoc />
    public override void WritePrefix(NativeOutput output) => _keys.WritePrefix(output);

    /// <inheritdoc />
    public override void WriteData(NativeOutput output)
    {
        _ends.WriteData(output);
        _keys.WriteData(output);
        _values.WriteData(output);
    }
}
