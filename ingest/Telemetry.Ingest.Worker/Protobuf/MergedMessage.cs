using System.Buffers;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Protobuf;

/// <summary>
/// A message field that may occur more than once. Protobuf merges the occurrences, which is the same as reading their bytes one behind
/// the other. Real clients send one, and that is only pointed at.
/// </summary>
internal ref struct MergedMessage
{
    private ReadOnlySpan<byte> _only;
    private ArrayBufferWriter<byte>? _joined;

    /// <summary>Whether it occurred at all.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Set when an occurrence is broken in itself; joined to the next it might look whole.</summary>
    public DropReason? Fault { get; private set; }

    /// <summary>The message.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _joined is null ? _only : _joined.WrittenSpan;

    /// <summary>Adds an occurrence.</summary>
    public void Add(ReadOnlySpan<byte> occurrence)
    {
        if (!IsPresent)
        {
            IsPresent = true;
            _only = occurrence;
            return;
        }

        if (_joined is null)
        {
            _joined = new ArrayBufferWriter<byte>();
            Join(_only);
        }

        Join(occurrence);
    }

    private void Join(ReadOnlySpan<byte> occurrence)
    {
        if (!WireReader.IsWellFormed(occurrence))
        {
            Fault = DropReason.Malformed;
        }

        _joined?.Write(occurrence);
    }
}
