using System.Buffers.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>
/// OTLP's JSON to protobuf in one pass, so that behind it there is one encoding. Unknown fields are ignored, null is absent, names may be in
/// lowerCamelCase or as in the .proto file.
/// </summary>
internal ref struct JsonTranscoder
{
    // What lies in unknown fields may be as deep as this; what we read is bounded by MaxDepth of protobuf, which is less.
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 1000 };

    private Utf8JsonReader _reader;
    private readonly ProtobufWriter _writer;

    private JsonTranscoder(ReadOnlySpan<byte> json, IntakeBuffer output)
    {
        _reader = new Utf8JsonReader(json, ReaderOptions);
        _writer = new ProtobufWriter(output);
    }

    /// <summary>Writes the request as protobuf. Returns null, or why it is refused and where; then what was written is of no use.</summary>
    public static IntakeAnswer? Transcode(ReadOnlySpan<byte> json, Signal signal, IntakeBuffer output)
    {
        // A byte order mark is not JSON, but readers may pass over it (RFC 8259, section 8.1).
        json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        var transcoder = new JsonTranscoder(json, output);
        try
        {
            transcoder.ReadDocument(OtlpMessages.RequestOf(signal));
            return null;
        }
        catch (JsonRefusedException refused)
        {
            return new IntakeAnswer(refused.Kind, $"{refused.Message}, at {JsonPlace.Describe(json, refused.Offset)}.");
        }
        catch (JsonException exception)
        {
            return IntakeAnswer.Malformed($"Not valid JSON, at {JsonPlace.Describe(exception)}.");
        }
        catch (BufferRoomException full)
        {
            return IntakeLimits.Refuse(full.Room);
        }
    }

    private void ReadDocument(JsonMessage request)
    {
        _reader.Read();
        Expect(JsonTokenType.StartObject, "The request");
        ReadFields(request, depth: 0);
        _reader.Read();
    }

    private void ReadFields(JsonMessage message, int depth)
    {
        if (depth > WireReader.MaxDepth)
        {
            throw Refuse($"Nested deeper than {WireReader.MaxDepth} messages", AnswerKind.TooDeep);
        }

        int expected = 0;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            JsonField? field = message.Find(in _reader, ref expected);
            _reader.Read();
            if (field is null)
            {
                _reader.Skip();
            }
            else if (_reader.TokenType != JsonTokenType.Null)
            {
                ReadField(field, depth);
            }
        }
    }

    private void ReadField(JsonField field, int depth)
    {
        if (field.Kind != JsonKind.Messages)
        {
            ReadValue(field, depth);
            return;
        }

        Expect(JsonTokenType.StartArray, field.Name);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            ReadMessage(field, depth);
        }
    }

    private void ReadMessage(JsonField field, int depth)
    {
        JsonMessage message = (field.Message ?? throw new InvalidOperationException($"{field.Name} has no message.")).Invoke();
        int start = _writer.Begin(field.Number);
        if (_reader.TokenType != JsonTokenType.Null || !field.AllowsNullItems)
        {
            Expect(JsonTokenType.StartObject, field.Name);
            ReadFields(message, depth + 1);
        }

        _writer.End(start);
    }

    private void ReadValue(JsonField field, int depth)
    {
        switch (field.Kind)
        {
            case JsonKind.Message:
                ReadMessage(field, depth);
                break;
            case JsonKind.Text:
                ReadText(field);
                break;
            case JsonKind.Base64:
                ReadBase64(field);
                break;
            case JsonKind.Bool:
                _writer.Varint(field.Number, ReadBool(field) ? 1UL : 0);
                break;
            default:
                ReadShort(field);
                break;
        }
    }

    private void ReadText(JsonField field)
    {
        Expect(JsonTokenType.String, field.Name);
        ReadOnlySpan<byte> text = JsonText.Repair(_reader.ValueSpan);
        if (!_reader.ValueIsEscaped)
        {
            _writer.Bytes(field.Number, text);
            return;
        }

        int start = _writer.Begin(field.Number);
        _writer.Advance(JsonText.Unescape(text, _writer.Room(text.Length)));
        _writer.End(start);
    }

    private void ReadBase64(JsonField field)
    {
        Expect(JsonTokenType.String, field.Name);
        int start = _writer.Begin(field.Number);
        Span<byte> room = _writer.Room(_reader.ValueSpan.Length);
        Span<byte> digits = room[..JsonText.Unescape(_reader.ValueSpan, room)];
        digits.Replace((byte)'+', (byte)'-');
        digits.Replace((byte)'/', (byte)'_');
        if (!Base64Url.IsValid(digits))
        {
            throw Refuse($"{field.Name} is not base64");
        }

        _writer.Advance(Base64Url.DecodeFromUtf8InPlace(digits));
        _writer.End(start);
    }

    private readonly bool ReadBool(JsonField field) => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Refuse($"{field.Name} is not true or false"),
    };

    // Numbers, ids and names: all that is short, so that it can be unescaped on the stack.
    private void ReadShort(JsonField field)
    {
        const int longest = 256;
        scoped ReadOnlySpan<byte> text = _reader.ValueSpan;
        bool isString = _reader.TokenType == JsonTokenType.String;
        if ((!isString && _reader.TokenType != JsonTokenType.Number) || text.Length > longest)
        {
            throw Refuse($"{field.Name} has the wrong type");
        }

        Span<byte> unescaped = stackalloc byte[isString && _reader.ValueIsEscaped ? longest : 0];
        if (!unescaped.IsEmpty)
        {
            text = unescaped[..JsonText.Unescape(text, unescaped)];
        }

        if (!TryWriteShort(field, text, isString))
        {
            throw Refuse($"{field.Name} is not a valid value");
        }
    }

    private readonly bool TryWriteShort(JsonField field, scoped ReadOnlySpan<byte> text, bool isString) => field.Kind switch
    {
        JsonKind.Hex => isString && TryWriteHex(field, text),
        JsonKind.Enum when isString => TryWriteName(field, text),
        JsonKind.Enum => TryWriteInt(field, text, int.MinValue, int.MaxValue),
        JsonKind.Int64 => TryWriteInt(field, text, long.MinValue, long.MaxValue),
        JsonKind.UInt32 => TryWriteInt(field, text, uint.MinValue, uint.MaxValue),
        JsonKind.Fixed32 => TryWriteFixed32(field, text),
        JsonKind.Fixed64 => TryWriteFixed64(field, text),
        JsonKind.Double => TryWriteDouble(field, text, isString),
        _ => throw new InvalidOperationException($"{field.Kind} is read elsewhere."),
    };

    private readonly bool TryWriteInt(JsonField field, scoped ReadOnlySpan<byte> text, long min, long max)
    {
        bool fits = JsonNumbers.TryInt64(text, out long value) && value >= min && value <= max;
        if (fits)
        {
            _writer.Varint(field.Number, (ulong)value);
        }

        return fits;
    }

    private readonly bool TryWriteFixed32(JsonField field, scoped ReadOnlySpan<byte> text)
    {
        bool fits = JsonNumbers.TryUInt64(text, out ulong value) && value <= uint.MaxValue;
        if (fits)
        {
            _writer.Fixed32(field.Number, (uint)value);
        }

        return fits;
    }

    private readonly bool TryWriteFixed64(JsonField field, scoped ReadOnlySpan<byte> text)
    {
        bool fits = JsonNumbers.TryUInt64(text, out ulong value);
        if (fits)
        {
            _writer.Fixed64(field.Number, value);
        }

        return fits;
    }

    private readonly bool TryWriteDouble(JsonField field, scoped ReadOnlySpan<byte> text, bool isString)
    {
        double? special = !isString ? null
            : text.SequenceEqual("NaN"u8) ? double.NaN
            : text.SequenceEqual("Infinity"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity
            : null;
        double value = 0;
        bool fits = special.HasValue || JsonNumbers.TryDouble(text, out value);
        if (fits)
        {
            _writer.Fixed64(field.Number, BitConverter.DoubleToUInt64Bits(special ?? value));
        }

        return fits;
    }

    private readonly bool TryWriteHex(JsonField field, scoped ReadOnlySpan<byte> digits)
    {
        int start = _writer.Begin(field.Number);
        bool valid = Convert.FromHexString(digits, _writer.Room(digits.Length), out _, out int written) == System.Buffers.OperationStatus.Done;
        _writer.Advance(written);
        _writer.End(start);
        return valid;
    }

    private readonly bool TryWriteName(JsonField field, scoped ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < field.EnumNames.Count; i++)
        {
            if (System.Text.Ascii.Equals(name, field.EnumNames[i]))
            {
                _writer.Varint(field.Number, (ulong)i);
                return true;
            }
        }

        return false;
    }

    private readonly void Expect(JsonTokenType type, string what)
    {
        if (_reader.TokenType != type)
        {
            throw Refuse($"{what} is not {(type == JsonTokenType.StartObject ? "an object" : type == JsonTokenType.StartArray ? "an array" : "a string")}");
        }
    }

    private readonly JsonRefusedException Refuse(string message, AnswerKind kind = AnswerKind.Malformed) => new(kind, message, _reader.TokenStartIndex);
}
