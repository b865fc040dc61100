using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Telemetry.Testing.Otlp;

/// <summary>Reads OTLP's JSON into the generated classes: protobuf's own JSON, but with ids in hex instead of base64.</summary>
public static class OtlpJson
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>One request.</summary>
    public static T Parse<T>(MessageParser<T> parser, byte[] json)
        where T : class, IMessage<T>
    {
        JsonNode root = JsonNode.Parse(json) ?? throw new FormatException("The JSON is null.");
        HexToBase64(root);
        return (T)Parser.Parse(root.ToJsonString(), parser.ParseFrom([]).Descriptor);
    }

    private static void HexToBase64(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                HexToBase64(item);
            }
        }
        else if (node is JsonObject fields)
        {
            foreach ((string name, JsonNode? value) in fields.ToArray())
            {
                if (name is "traceId" or "spanId" or "parentSpanId")
                {
                    fields[name] = Convert.ToBase64String(Convert.FromHexString(value?.GetValue<string>() ?? ""));
                }
                else
                {
                    HexToBase64(value);
                }
            }
        }
    }
}
