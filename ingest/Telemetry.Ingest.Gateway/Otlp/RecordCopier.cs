using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Protobuf;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>How many items a record is in a copy; 0: it is left out.</summary>
/// <param name="record">The record with its tag and length.</param>
internal delegate int RecordItems(ReadOnlySpan<byte> record);

/// <summary>
/// Copies some records of a request, with their resource and scope, into a smaller request of the same kind. Bytes are
/// copied as they are; nothing is decoded that is not looked at. Never throws on malformed input.
/// </summary>
internal ref struct RecordCopier
{
    private static readonly uint ResourceTag = WireReader.MessageTag(1);
    private static readonly uint ScopeTag = WireReader.MessageTag(2);
    private static readonly uint RecordTag = WireReader.MessageTag(2);

    private readonly ReadOnlySpan<byte> _request;
    private readonly RecordItems _itemsOf;
    private readonly IntakeBuffer _output;
    private readonly ProtobufWriter _writer;
    private WireReader _reader;
    private int _items;

    private RecordCopier(ReadOnlySpan<byte> request, RecordItems itemsOf, IntakeBuffer output)
    {
        _request = request;
        _itemsOf = itemsOf;
        _output = output;
        _writer = new ProtobufWriter(output);
        _reader = new WireReader(request);
    }

    /// <summary>Appends the smaller request; nothing when no record counts.</summary>
    /// <param name="request">A request whose framing is sound (<see cref="OtlpWalker"/>).</param>
    /// <param name="itemsOf">Tells what a record counts.</param>
    /// <param name="output">Gets the request.</param>
    /// <returns>Items in it.</returns>
    /// <exception cref="BufferRoomException">The buffer's limit is reached.</exception>
    public static int Copy(ReadOnlySpan<byte> request, RecordItems itemsOf, IntakeBuffer output)
    {
        var copier = new RecordCopier(request, itemsOf, output);
        copier.CopyRequest();
        return copier._items;
    }

    private void CopyRequest()
    {
        while (!_reader.AtEnd)
        {
            uint tag = _reader.ReadTag();
            if (tag == 0 || (tag == ResourceTag ? !CopyGroup(1, ScopeTag, isScope: false) : !_reader.Skip(tag, depth: 0)))
            {
                return;
            }
        }
    }

    /// <summary>A resource with its scopes, or a scope with its records: written whole but for the children, and taken back when no child is kept.</summary>
    private bool CopyGroup(int field, uint childTag, bool isScope)
    {
        int before = _output.Length;
        int itemsBefore = _items;
        int content = _writer.Begin(field);
        int outerEnd = _reader.Enter();
        bool isSound = outerEnd >= 0;
        while (isSound && !_reader.AtEnd)
        {
            int start = _reader.Position;
            uint tag = _reader.ReadTag();
            isSound = tag != 0 && (tag == childTag && !isScope ? CopyGroup(2, RecordTag, isScope: true) : _reader.Skip(tag, depth: isScope ? 2 : 1) && CopyField(tag, childTag, start));
        }

        _reader.Leave(outerEnd);
        if (isSound && _items > itemsBefore)
        {
            _writer.End(content);
        }
        else
        {
            _items = itemsBefore;
            _output.Truncate(before);
        }

        return isSound;
    }

    /// <summary>A field that was stepped over: copied, unless it is a record that is left out.</summary>
    private bool CopyField(uint tag, uint childTag, int start)
    {
        ReadOnlySpan<byte> bytes = _request[start.._reader.Position];
        if (tag == childTag)
        {
            int items = _itemsOf(bytes);
            if (items == 0)
            {
                return true;
            }

            _items += items;
        }

        bytes.CopyTo(_writer.Room(bytes.Length));
        _writer.Advance(bytes.Length);
        return true;
    }
}
