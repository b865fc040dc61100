using System.Globalization;
using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>Writes attributes of OTLP (<c>KeyValue</c>) from JSON.</summary>
/// <param name="writer">Where.</param>
/// <param name="field">The field of the message around that holds attributes.</param>
internal readonly struct AttributeWriter(ProtobufWriter writer, int field)
{
    // KeyValue: key 1, value 2. AnyValue: string 1, bool 2, int 3, double 4, array 5, kvlist 6; the last two hold values 1.
    private const int KeyField = 1;
    private const int ValueField = 2;
    private const int ValuesField = 1;

    // Deeper values become the text of their JSON: the worker's limit of messages within messages is about 48 of these.
    private const int MaxDepth = 16;

    /// <summary>Writes a text; an empty one is left out.</summary>
    public void Text(string key, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            int pair = Begin(field, key);
            int value = writer.Begin(ValueField);
            writer.Bytes(1, Encoding.UTF8.GetBytes(text));
            writer.End(value);
            writer.End(pair);
        }
    }

    /// <summary>Writes a value of any kind; null and nothing are left out.</summary>
    public void Value(string key, JsonElement json)
    {
        if (json.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        {
            Pair(field, key, json, 0);
        }
    }

    /// <summary>Writes each property of an object as an attribute.</summary>
    public void Properties(JsonElement json, string prefix = "")
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in json.EnumerateObject())
            {
                Value(prefix + property.Name, property.Value);
            }
        }
    }

    /// <summary>Writes Sentry's typed attributes, <c>{"key":{"value":…,"type":…}}</c>, but for those that <paramref name="isLeftOut"/>.</summary>
    public void Typed(JsonElement json, Func<string, bool> isLeftOut)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in json.EnumerateObject().Where(property => !isLeftOut(property.Name)))
            {
                Value(property.Name, TypedValue(property.Value));
            }
        }
    }

    /// <summary>The value of a typed attribute. A bare value is taken as it is.</summary>
    public static JsonElement TypedValue(JsonElement attribute) =>
        attribute.ValueKind == JsonValueKind.Object && attribute.TryGetProperty("value", out JsonElement value) ? value : attribute;

    private int Begin(int number, string key)
    {
        int pair = writer.Begin(number);
        writer.Bytes(KeyField, Encoding.UTF8.GetBytes(key));
        return pair;
    }

    private void Pair(int number, string key, JsonElement json, int depth)
    {
        int pair = Begin(number, key);
        AnyValue(ValueField, json, depth);
        writer.End(pair);
    }

    private void AnyValue(int number, JsonElement json, int depth)
    {
        int value = writer.Begin(number);
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                writer.Varint(2, json.ValueKind == JsonValueKind.True ? 1u : 0);
                break;
            case JsonValueKind.Number:
                Number(json);
                break;
            case JsonValueKind.Array when depth < MaxDepth:
                Array(json, depth + 1);
                break;
            case JsonValueKind.Object when depth < MaxDepth:
                Object(json, depth + 1);
                break;
            case JsonValueKind.Null:
                break;
            default:
                writer.Bytes(1, Encoding.UTF8.GetBytes(SentryText.Read(json) ?? json.GetRawText()));
                break;
        }

        writer.End(value);
    }

    private void Number(JsonElement json)
    {
        if (json.TryGetInt64(out long whole))
        {
            writer.Varint(3, (ulong)whole);
        }
        else
        {
            // Beyond the range of a double the framework gives infinity, which is right.
            writer.Fixed64(4, BitConverter.DoubleToUInt64Bits(double.Parse(json.GetRawText(), CultureInfo.InvariantCulture)));
        }
    }

    private void Array(JsonElement json, int depth)
    {
        int array = writer.Begin(5);
        foreach (JsonElement element in json.EnumerateArray())
        {
            AnyValue(ValuesField, element, depth);
        }

        writer.End(array);
    }

    private void Object(JsonElement json, int depth)
    {
        int list = writer.Begin(6);
        foreach (JsonProperty property in json.EnumerateObject())
        {
            Pair(ValuesField, property.Name, property.Value, depth);
        }

        writer.End(list);
    }
}
