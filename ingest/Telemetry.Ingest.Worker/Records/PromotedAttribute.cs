using System.Text;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>
/// A resource attribute that also has a column of its own. Several keys may stand for it, the best first; of one key the first
/// occurrence counts, as it does for whoever asks the map for it.
/// </summary>
internal sealed class PromotedAttribute(params string[] keys)
{
    private readonly byte[][] _keys = [.. keys.Select(Encoding.UTF8.GetBytes)];
    // A character more than the column takes: enough to see that it has to be cut.
    private readonly byte[] _value = new byte[IngestLimits.MaxNameBytes + 4];
    private int _rank = int.MaxValue;
    private int _length;

    /// <summary>Forgets the value.</summary>
    public void Clear()
    {
        _rank = int.MaxValue;
        _length = 0;
    }

    /// <summary>Keeps the value when it is the best so far. False when the key is another.</summary>
    public bool TryTake(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        for (int rank = 0; rank < _keys.Length; rank++)
        {
            if (key.SequenceEqual(_keys[rank]))
            {
                Keep(rank, value);
                return true;
            }
        }

        return false;
    }

    /// <summary>The value's number in the dictionary of its column; that of the empty text when there is none.</summary>
    public uint NumberIn(LowCardinalityColumn column, StoredText texts, RecordMarks marks) =>
        texts.NumberIn(column, _value.AsSpan(0, _length), _keys[0], marks);

    private void Keep(int rank, ReadOnlySpan<byte> value)
    {
        if (rank < _rank)
        {
            _rank = rank;
            _length = Math.Min(value.Length, _value.Length);
            value[.._length].CopyTo(_value);
        }
    }
}
