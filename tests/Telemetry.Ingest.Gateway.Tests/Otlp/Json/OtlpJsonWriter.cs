using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Json;

/// <summary>Writes a request as OTLP's JSON: protobuf's own JSON by Google.Protobuf, but with ids in hex instead of base64.</summary>
internal static class OtlpJsonWriter
{
    public static byte[] Write(IMessage request)
    {
        JsonNode root = JsonNode.Parse(JsonFormatter.Default.Format(request))!;
        Base64ToHex(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Base64ToHex(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                Base64ToHex(item);
            }
        }
        else if (node is JsonObject fields)
        {
            foreach ((string name, JsonNode? value) in fields.ToArray())
            {
                if (name is "traceId" or "spanId" or "parentSpanId")
                {
                    fields[name] = Convert.ToHexStringLower(Convert.FromBase64String(value!.GetValue<string>()));
                }
                else
                {
                    Base64ToHex(value);
                }
            }
        }
    }
}
