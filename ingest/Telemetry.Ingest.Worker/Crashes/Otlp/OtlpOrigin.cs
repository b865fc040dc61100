using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>Where a record comes from: the project, the resource and the scope around it.</summary>
internal sealed class OtlpOrigin(ProjectId project, DateTimeOffset receivedAt)
{
    private const uint ResourceOrScopeField = (1 << 3) | WireTag.Bytes;
    private const uint AttributesField = (1 << 3) | WireTag.Bytes;
    private const int ResourceDepth = 2;

    private byte[] _resource = [];
    private byte[] _scope = [];
    private Range _resourcePlace;

    /// <summary>The resource's attributes.</summary>
    public OtlpAttributes Resource { get; private set; } = new();

    /// <summary>When the gateway had the request.</summary>
    public DateTimeOffset ReceivedAt => receivedAt;

    /// <summary>Moves to the record the cursor is at.</summary>
    public void MoveTo(RequestCursor cursor, ReadOnlySpan<byte> payload)
    {
        if (!cursor.Resource.Equals(_resourcePlace))
        {
            _resourcePlace = cursor.Resource;
            _resource = MessageOf(payload[cursor.Resource]);
            Resource = ReadAttributes(_resource);
        }

        _scope = MessageOf(payload[cursor.Scope]);
    }

    /// <summary>The id of a record that brought none: the first 16 bytes of SHA-256 over project, resource, scope and record.</summary>
    public CrashId IdOf(ReadOnlySpan<byte> record)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, BitConverter.GetBytes(project.Value));
        Append(hash, _resource);
        Append(hash, _scope);
        Append(hash, record);
        return new CrashId(BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset()));
    }

    /// <summary>With its length in front, so that bytes cannot move from one part to the next.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }

    private static byte[] MessageOf(ReadOnlySpan<byte> container)
    {
        MergedMessage message = default;
        WireReader reader = new(container, 1);
        while (reader.NextField())
        {
            if (reader.Tag == ResourceOrScopeField)
            {
                message.Add(reader.ReadBytes());
            }
            else
            {
                reader.Skip();
            }
        }

        return message.Bytes.ToArray();
    }

    private static OtlpAttributes ReadAttributes(ReadOnlySpan<byte> resource)
    {
        OtlpAttributes attributes = new();
        WireReader reader = new(resource, ResourceDepth);
        while (reader.NextField())
        {
            if (reader.Tag == AttributesField)
            {
                attributes.Add(reader.ReadBytes(), ResourceDepth + 1);
            }
            else
            {
                reader.Skip();
            }
        }

        return attributes;
    }
}
