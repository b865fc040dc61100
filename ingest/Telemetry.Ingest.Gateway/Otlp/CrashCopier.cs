using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>
/// Copies the records of a request that are crashes, with their resource and scope, into a smaller request of the same kind: log records with an attribute
/// <c>exception.type</c> or <c>exception.message</c> or the event name <c>telemetry.crash</c>, spans with an event named <c>exception</c>. Bytes are
/// copied as they are; nothing is decoded that is not looked at. Never throws on malformed input: a record that is broken inside is no crash.
/// </summary>
internal ref struct CrashCopier
{
    private static readonly uint ResourceTag = WireReader.MessageTag(1);
    private static readonly uint ScopeTag = WireReader.MessageTag(2);
    private static readonly uint RecordTag = WireReader.MessageTag(2);

    private readonly ReadOnlySpan<byte> _request;
    private readonly Signal _signal;
    private readonly IntakeBuffer _output;
    private readonly ProtobufWriter _writer;
    private WireReader _reader;
    private int _items;

    private CrashCopier(ReadOnlySpan<byte> request, Signal signal, IntakeBuffer output)
    {
        _request = request;
        _signal = signal;
        _output = output;
        _writer = new ProtobufWriter(output);
        _reader = new WireReader(request);
    }

    /// <summary>Whether the bytes can hold a crash at all. Two vectorised searches: nearly every request ends here.</summary>
    public static bool MayHoldCrash(ReadOnlySpan<byte> request, Signal signal) =>
        signal is Signal.Logs or Signal.Spans && (request.IndexOf("exception."u8) >= 0 || (signal == Signal.Logs && request.IndexOf("telemetry.crash"u8) >= 0));

    /// <summary>What the copied request is called in the crash lane.</summary>
    public static CrashEncoding EncodingOf(Signal signal) => signal == Signal.Spans ? CrashEncoding.OtlpSpans : CrashEncoding.OtlpLogs;

    /// <summary>Appends the smaller request; nothing when there is no crash.</summary>
    /// <param name="request">A request whose framing is sound (<see cref="OtlpWalker"/>).</param>
    /// <param name="signal">Logs or spans.</param>
    /// <param name="output">Gets the request.</param>
    /// <returns>Crashes: log records, or exception events of spans.</returns>
    /// <exception cref="BufferRoomException">The buffer's limit is reached.</exception>
    public static int Copy(ReadOnlySpan<byte> request, Signal signal, IntakeBuffer output)
    {
        var copier = new CrashCopier(request, signal, output);
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

    /// <summary>A resource with its scopes, or a scope with its records: written whole but for the children, and taken back when no child is a crash.</summary>
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

    /// <summary>A field that was stepped over: copied, unless it is a record without a crash.</summary>
    private bool CopyField(uint tag, uint childTag, int start)
    {
        ReadOnlySpan<byte> bytes = _request[start.._reader.Position];
        if (tag == childTag)
        {
            int crashes = CrashRecord.Count(bytes, _signal);
            if (crashes == 0)
            {
                return true;
            }

            _items += crashes;
        }

        bytes.CopyTo(_writer.Room(bytes.Length));
        _writer.Advance(bytes.Length);
        return true;
    }
}
