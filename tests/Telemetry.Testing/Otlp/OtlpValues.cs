using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;

namespace Telemetry.Testing.Otlp;

/// <summary>Short ways to write OTLP values and ids.</summary>
public static class OtlpValues
{
    /// <summary>A .NET value as an <see cref="AnyValue"/>: string, bool, int, long, double, byte[], a list, or null for an empty one.</summary>
    public static AnyValue Any(object? value) => value switch
    {
        null => new AnyValue(),
        AnyValue any => any,
        string text => new AnyValue { StringValue = text },
        bool flag => new AnyValue { BoolValue = flag },
        int number => new AnyValue { IntValue = number },
        long number => new AnyValue { IntValue = number },
        double number => new AnyValue { DoubleValue = number },
        byte[] bytes => new AnyValue { BytesValue = ByteString.CopyFrom(bytes) },
        IEnumerable<object?> items => new AnyValue { ArrayValue = new ArrayValue { Values = { items.Select(Any) } } },
        IEnumerable<KeyValuePair<string, object?>> pairs => new AnyValue { KvlistValue = new KeyValueList { Values = { pairs.Select(pair => Pair(pair.Key, pair.Value)) } } },
        _ => throw new ArgumentException($"No OTLP value for {value.GetType()}."),
    };

    /// <summary>An attribute.</summary>
    public static KeyValue Pair(string key, object? value) => new() { Key = key, Value = Any(value) };

    /// <summary>Adds an attribute.</summary>
    public static void Add(this RepeatedField<KeyValue> attributes, string key, object? value) => attributes.Add(Pair(key, value));

    /// <summary>A valid trace id made of a number: 16 bytes, never all zeros.</summary>
    public static ByteString TraceId(long number) => Hex("0a" + number.ToString("x30", CultureInfo.InvariantCulture));

    /// <summary>A valid span id made of a number: 8 bytes, never all zeros.</summary>
    public static ByteString SpanId(long number) => Hex("0b" + number.ToString("x14", CultureInfo.InvariantCulture));

    /// <summary>Bytes from hex digits.</summary>
    public static ByteString Hex(string digits) => ByteString.CopyFrom(Convert.FromHexString(digits));

    /// <summary>Nanoseconds since 1970.</summary>
    public static ulong UnixNanoseconds(this DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
