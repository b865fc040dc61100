using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

/// <summary>OTLP messages as bytes.</summary>
internal static class OtlpMessages
{
    /// <summary>A <c>KeyValue</c> with a text.</summary>
    public static byte[] Pair(string key, string value) => Attribute(key, value).ToByteArray();

    /// <summary>The same, as a message.</summary>
    public static KeyValue Attribute(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };
}
