using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

/// <summary>OTLP messages as bytes.</summary>
internal static class OtlpMessages
{
    /// <summary>A <c>KeyValue</c> with a text.</summary>
    public static byte[] Pair(string key, string value) => Attribute(key, value).ToByteArray();

    /// <summary>A request for logs with one native crash.</summary>
    public static byte[] Crash(string document) => new ExportLogsServiceRequest
    {
        ResourceLogs = { new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { new LogRecord { EventName = "telemetry.crash", Body = new AnyValue { StringValue = document } } } } } } },
    }.ToByteArray();

    /// <summary>A <c>KeyValue</c> with a text, as a message.</summary>
    public static KeyValue Attribute(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };
}
