using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;

namespace Telemetry.Ingest.Worker.Tests.Rows;

/// <summary>How docs/schema.md wants values written, said once more and in the simplest way, from the classes Google.Protobuf makes.</summary>
internal static class ExpectedText
{
    public static string Of(AnyValue? value) => value?.ValueCase switch
    {
        null or AnyValue.ValueOneofCase.None => "",
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        _ => Json(value),
    };

    /// <summary>A name, cut at a character so that it has at most 1024 bytes.</summary>
    public static string Name(string text)
    {
        int bytes = 0;
        return string.Concat(text.EnumerateRunes().TakeWhile(rune => (bytes += rune.Utf8SequenceLength) <= 1024));
    }

    public static string Hex(ByteString id, int length) =>
        id.Length == length && id.Any(digit => digit != 0) ? Convert.ToHexStringLower(id.Span) : "";

    /// <summary>Pairs as <see cref="NativeRows"/> shows them.</summary>
    public static string Map(IEnumerable<(string Key, string Value)> pairs) => "{" + string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}")) + "}";

    public static IEnumerable<(string Key, string Value)> Pairs(RepeatedField<KeyValue> attributes) =>
        attributes.Select(attribute => (attribute.Key, Of(attribute.Value)));

    /// <summary>A count as a mark; none when zero.</summary>
    public static IEnumerable<(string Key, string Value)> Count(string key, ulong count) => count == 0 ? [] : [(key, Number(count))];

    public static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Json(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.None => "null",
        AnyValue.ValueOneofCase.StringValue => Quote(value.StringValue),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => Number(value.IntValue),
        AnyValue.ValueOneofCase.DoubleValue when !double.IsFinite(value.DoubleValue) => Quote(Number(value.DoubleValue)),
        AnyValue.ValueOneofCase.DoubleValue => Number(value.DoubleValue),
        AnyValue.ValueOneofCase.BytesValue => Quote(value.BytesValue.ToBase64()),
        AnyValue.ValueOneofCase.ArrayValue => "[" + string.Join(',', value.ArrayValue.Values.Select(Json)) + "]",
        _ => "{" + string.Join(',', value.KvlistValue.Values.Select(pair => $"{Quote(pair.Key)}:{(pair.Value is null ? "null" : Json(pair.Value))}")) + "}",
    };

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
