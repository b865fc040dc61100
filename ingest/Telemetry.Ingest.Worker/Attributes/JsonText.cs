using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Attributes;

/// <summary>
/// Writes OTLP values as JSON, up to a length; beyond it values are only read, so that a fault in them still shows. Bytes become base64,
/// doubles the shortest text that reads back, numbers JSON cannot say (NaN) a string. UTF-8 is taken as it is.
/// </summary>
internal sealed class JsonText(int maxBytes)
{
    private const uint ArrayValues = (1 << 3) | WireTag.Bytes;
    private const uint MapValues = (1 << 3) | WireTag.Bytes;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private byte[] _text = new byte[256];

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>The text so far.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, Length);

    /// <summary>What is wrong with an array or map, without writing it.</summary>
    public static DropReason? FindFault(AnyValueKind kind, ReadOnlySpan<byte> message, int depth) =>
        new JsonText(0).WriteNested(kind, message, depth);

    /// <summary>Starts again, keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Goes back to an earlier length.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>Writes as it is; one byte beyond the limit shows that something did not fit.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, maxBytes + 1 - Length)];
        if (_text.Length - Length < text.Length)
        {
            Array.Resize(ref _text, Math.Max(Length + text.Length, _text.Length * 2));
        }

        text.CopyTo(_text.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Writes a text in quotes.</summary>
    public void WriteString(ReadOnlySpan<byte> text)
    {
        Write("\""u8);
        for (int next = text.IndexOfAny(Escaped); next >= 0; next = text.IndexOfAny(Escaped))
        {
            Write(text[..next]);
            WriteEscape(text[next]);
            text = text[(next + 1)..];
        }

        Write(text);
        Write("\""u8);
    }

    /// <summary>Writes an <c>AnyValue</c>.</summary>
    /// <param name="message">Its bytes.</param>
    /// <param name="depth">Messages around it.</param>
    public DropReason? WriteValue(ReadOnlySpan<byte> message, int depth)
    {
        AnyValue value = AnyValue.Read(message, depth);
        if (value.Fault is not null)
        {
            return value.Fault;
        }

        switch (value.Kind)
        {
            case AnyValueKind.Empty:
                Write("null"u8);
                return null;
            case AnyValueKind.Text:
                WriteString(value.Bytes);
                return null;
            case AnyValueKind.Array or AnyValueKind.Map:
                return WriteNested(value.Kind, value.Bytes, depth);
            case AnyValueKind.Double when !double.IsFinite(BitConverter.UInt64BitsToDouble(value.Bits)):
            case AnyValueKind.Bytes:
                Write("\""u8);
                WriteScalar(value);
                Write("\""u8);
                return null;
            default:
                WriteScalar(value);
                return null;
        }
    }

    /// <summary>Writes a bool, number or bytes without quotes.</summary>
    public void WriteScalar(AnyValue value)
    {
        Span<byte> text = stackalloc byte[32];
        int length = 0;
        switch (value.Kind)
        {
            case AnyValueKind.Bool:
                Write(value.Bits == 0 ? "false"u8 : "true"u8);
                break;
            case AnyValueKind.Integer:
                Utf8Formatter.TryFormat((long)value.Bits, text, out length);
                break;
            case AnyValueKind.Double:
                BitConverter.UInt64BitsToDouble(value.Bits).TryFormat(text, out length, default, CultureInfo.InvariantCulture);
                break;
            case AnyValueKind.Bytes:
                WriteBase64(value.Bytes);
                break;
        }

        Write(text[..length]);
    }

    /// <summary>Writes an <c>ArrayValue</c> or <c>KeyValueList</c>.</summary>
    /// <param name="kind">Which of the two.</param>
    /// <param name="message">Its bytes.</param>
    /// <param name="valueDepth">Messages around the value that holds it.</param>
    public DropReason? WriteNested(AnyValueKind kind, ReadOnlySpan<byte> message, int valueDepth)
    {
        bool isMap = kind == AnyValueKind.Map;
        WireReader reader = new(message, valueDepth + 1);
        Write(isMap ? "{"u8 : "["u8);
        bool isFirst = true;
        while (reader.NextField())
        {
            if (reader.Tag != (isMap ? MapValues : ArrayValues))
            {
                reader.Skip();
                continue;
            }

            Write(isFirst ? default : ","u8);
            isFirst = false;
            ReadOnlySpan<byte> element = reader.ReadBytes();
            DropReason? fault = reader.Fault ?? (isMap ? WritePair(element, valueDepth + 2) : WriteValue(element, valueDepth + 2));
            if (fault is not null)
            {
                return fault;
            }
        }

        Write(isMap ? "}"u8 : "]"u8);
        return reader.Fault;
    }

    private DropReason? WritePair(ReadOnlySpan<byte> message, int depth)
    {
        KeyValue pair = KeyValue.Read(message, depth);
        if (pair.Fault is not null)
        {
            return pair.Fault;
        }

        WriteString(pair.Key);
        Write(":"u8);
        return WriteValue(pair.Value, depth + 1);
    }

    private void WriteEscape(byte character)
    {
        switch (character)
        {
            case (byte)'"':
                Write("\\\""u8);
                break;
            case (byte)'\\':
                Write("\\\\"u8);
                break;
            case (byte)'\n':
                Write("\\n"u8);
                break;
            case (byte)'\r':
                Write("\\r"u8);
                break;
            case (byte)'\t':
                Write("\\t"u8);
                break;
            default:
                Span<byte> escape = stackalloc byte[6];
                "\\u00"u8.CopyTo(escape);
                Utf8Formatter.TryFormat(character, escape[4..], out _, new StandardFormat('x', 2));
                Write(escape);
                break;
        }
    }

    /// <summary>What cannot fit is not encoded in the first place.</summary>
    private void WriteBase64(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Math.Max(0, maxBytes - Length) + 3)];
        byte[] encoded = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        Base64.EncodeToUtf8(bytes, encoded, out _, out int length);
        Write(encoded.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(encoded);
    }
}
