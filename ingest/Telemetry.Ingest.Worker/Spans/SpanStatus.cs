using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Spans;

/// <summary>A span's <c>Status</c>.</summary>
internal ref struct SpanStatus
{
    private const uint MessageField = (2 << 3) | WireTag.Bytes;
    private const uint CodeField = (3 << 3) | WireTag.Varint;

    /// <summary>0 unset, 1 ok, 2 error.</summary>
    public int Code { get; private set; }

    /// <summary>As it came.</summary>
    public ReadOnlySpan<byte> Message { get; private set; }

    /// <summary>What is wrong with it, if anything.</summary>
    public DropReason? Fault { get; private set; }

    /// <summary>Reads it.</summary>
    public static SpanStatus Read(ReadOnlySpan<byte> message, int depth)
    {
        SpanStatus status = default;
        WireReader reader = new(message, depth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case MessageField:
                    status.Message = reader.ReadBytes();
                    break;
                case CodeField:
                    status.Code = (int)reader.ReadVarint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        status.Fault = reader.Fault;
        return status;
    }
}
