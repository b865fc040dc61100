using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Telemetry.Ingest.Worker.Tests.Fuzzing;

/// <summary>
/// Rearranges a message without breaking it: fields in another order, fields twice, unknown fields and groups in between, at every depth. Such
/// bytes are unusual and valid, so nothing may be lost.
/// </summary>
internal sealed class StructureMutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A rearranged copy.</summary>
    public byte[] Mutate(byte[] message, int depth = 0)
    {
        List<byte[]> fields = Split(message);
        for (int i = 0; i < fields.Count; i++)
        {
            fields[i] = MutateField(fields[i], depth);
        }

        if (_random.Next(3) == 0)
        {
            _random.Shuffle(CollectionsMarshal.AsSpan(fields));
        }

        if (fields.Count > 0 && _random.Next(6) == 0)
        {
            fields.Insert(_random.Next(fields.Count + 1), fields[_random.Next(fields.Count)]);
        }

        if (_random.Next(6) == 0)
        {
            fields.Insert(_random.Next(fields.Count + 1), Unknown());
        }

        return [.. fields.SelectMany(field => field)];
    }

    /// <summary>Messages within are rearranged too; what is text by chance looks like a message sometimes, and that is as good.</summary>
    private byte[] MutateField(byte[] field, int depth)
    {
        CodedInputStream input = new(field);
        uint tag = input.ReadTag();
        if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited || depth > 8 || _random.Next(4) == 0)
        {
            return field;
        }

        byte[] content = input.ReadBytes().ToByteArray();
        try
        {
            content = Mutate(content, depth + 1);
        }
        catch (InvalidProtocolBufferException)
        {
            return field;
        }

        return Write(output =>
        {
            output.WriteTag(tag);
            output.WriteBytes(ByteString.CopyFrom(content));
        });
    }

    private static List<byte[]> Split(byte[] message)
    {
        List<byte[]> fields = [];
        CodedInputStream input = new(message);
        long start = 0;
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            input.SkipLastField();
            fields.Add(message[(int)start..(int)input.Position]);
            start = input.Position;
        }

        return fields;
    }

    private byte[] Unknown() => Write(output =>
    {
        const int FieldNumber = 1000;
        switch (_random.Next(5))
        {
            case 0:
                output.WriteTag(FieldNumber, WireFormat.WireType.Varint);
                output.WriteUInt64((ulong)_random.NextInt64());
                break;
            case 1:
                output.WriteTag(FieldNumber, WireFormat.WireType.Fixed32);
                output.WriteFixed32((uint)_random.Next());
                break;
            case 2:
                output.WriteTag(FieldNumber, WireFormat.WireType.Fixed64);
                output.WriteFixed64((ulong)_random.NextInt64());
                break;
            case 3:
                output.WriteTag(FieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(new byte[_random.Next(20)]));
                break;
            default:
                output.WriteTag(FieldNumber, WireFormat.WireType.StartGroup);
                output.WriteTag(1, WireFormat.WireType.Varint);
                output.WriteUInt64(1);
                output.WriteTag(FieldNumber, WireFormat.WireType.EndGroup);
                break;
        }
    });

    private static byte[] Write(Action<CodedOutputStream> write)
    {
        using MemoryStream bytes = new();
        using CodedOutputStream output = new(bytes);
        write(output);
        output.Flush();
        return bytes.ToArray();
    }
}
