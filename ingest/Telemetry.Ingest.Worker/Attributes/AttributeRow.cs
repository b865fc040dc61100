using Telemetry.Ingest.Worker.Records;
using Telemetry.Model;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Attributes;

/// <summary>
/// Reads the attributes of a record, resource, scope, event or link into pairs for a map column. What may not have a key of its own (too many
/// attributes, too many new keys in the request, too long a key) goes into one JSON attribute, <see cref="Mark.OtherAttributes"/>, and what
/// does not fit there is counted in <see cref="Mark.LostAttributes"/>.
/// </summary>
internal sealed class AttributeRow(DecoderScratch scratch, int maxBytes = int.MaxValue)
{
    private readonly JsonText _others = new(IngestLimits.MaxValueBytes);
    private MapColumn? _column;
    private int _firstPair;
    private int _lost;
    private bool _isStripped;

    /// <summary>The pairs, in the numbers of the column's keys.</summary>
    public MapRow Pairs { get; } = new();

    /// <summary>What was changed about whatever has these attributes.</summary>
    public RecordMarks Marks { get; } = new();

    /// <summary>Starts a row of that column. Further rows of the same record may follow behind it: events and links.</summary>
    public void Begin(MapColumn column, bool keepPairs = false)
    {
        if (!keepPairs)
        {
            Pairs.Clear();
        }

        _column = column;
        _firstPair = Pairs.Count;
        _others.Clear();
        _lost = 0;
        _isStripped = false;
        Marks.Clear();
    }

    /// <summary>Adds an attribute.</summary>
    /// <param name="message">A <c>KeyValue</c>.</param>
    /// <param name="depth">Messages around it.</param>
    /// <returns>What is wrong with it, if anything.</returns>
    public DropReason? Add(ReadOnlySpan<byte> message, int depth) => Add(default, message, depth);

    /// <summary>Adds an attribute under a prefix.</summary>
    public DropReason? Add(ReadOnlySpan<byte> keyPrefix, ReadOnlySpan<byte> message, int depth)
    {
        KeyValue pair = KeyValue.Read(message, depth);
        if (pair.Fault is not null)
        {
            return pair.Fault;
        }

        ReadOnlySpan<byte> key = scratch.Prefixed(keyPrefix, pair.Key);
        DropReason? fault = scratch.Values.Read(pair.Value, depth + 1, out ReadOnlySpan<byte> text);
        if (fault is not null)
        {
            return fault;
        }

        if (HasRoom(text.Length) && TryFindKey(key, out uint number))
        {
            Pairs.Add(number, scratch.Texts.Of(text, IngestLimits.MaxValueBytes, key, Marks));
        }
        else
        {
            AddToOthers(key, pair.Value, depth + 1);
        }

        return null;
    }

    /// <summary>Adds an attribute of our own, which no limit stops.</summary>
    public void AddMark(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text) => Pairs.Add(Column.Keys.FindOrAdd(key), text);

    /// <summary>Writes the marks; the row is complete.</summary>
    public void End()
    {
        if (_others.Length > 0)
        {
            _others.Write("}"u8);
            AddMark(Mark.OtherAttributes, scratch.Texts.Of(_others.Text, int.MaxValue, Mark.OtherAttributes, Marks));
        }

        Marks.AddCount(Mark.LostAttributes, (ulong)_lost);
        Marks.MoveTo(this);
    }

    /// <summary>Gives up the pairs, which were repeated too often, and says so once.</summary>
    public void Strip(ReadOnlySpan<byte> name)
    {
        if (Pairs.Count > 0 && !_isStripped)
        {
            Pairs.Clear();
            AddMark(Mark.Truncated, name);
            _isStripped = true;
        }
    }

    private MapColumn Column => _column ?? throw new InvalidOperationException("Begin comes first.");

    private bool HasRoom(int valueBytes) =>
        Pairs.Count - _firstPair < IngestLimits.MaxAttributes && Math.Min(valueBytes, IngestLimits.MaxValueBytes) <= maxBytes - Pairs.Values.Encoded.Length;

    private bool TryFindKey(ReadOnlySpan<byte> key, out uint number)
    {
        if (Column.TryFindKey(Pairs.Count - _firstPair, key, out number))
        {
            return true;
        }

        if (key.Length > IngestLimits.MaxNameBytes || !scratch.Budget.TryTakeNewKey())
        {
            return false;
        }

        number = Column.Keys.FindOrAdd(scratch.Texts.Of(key, IngestLimits.MaxNameBytes, key, Marks));
        return true;
    }

    private void AddToOthers(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, int depth)
    {
        int before = _others.Length;
        _others.Write(before == 0 ? "{"u8 : ","u8);
        _others.WriteString(key);
        _others.Write(":"u8);
        _others.WriteValue(value, depth);
        if (_others.Length >= IngestLimits.MaxValueBytes)
        {
            _others.CutTo(before);
            _lost++;
        }
    }
}
