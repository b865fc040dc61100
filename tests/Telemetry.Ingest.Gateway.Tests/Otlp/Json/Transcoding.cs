using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Json;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Json;

/// <summary>Short ways to transcode in tests.</summary>
internal static class Transcoding
{
    private const int MaxBytes = 1 << 24;

    /// <summary>Transcodes and lets Google.Protobuf read the result.</summary>
    /// <exception cref="FormatException">Refused; the message is the answer's.</exception>
    public static T Read<T>(MessageParser<T> parser, byte[] json, Signal signal)
        where T : IMessage<T>
    {
        using var output = new IntakeBuffer(new IntakeBudget(long.MaxValue), MaxBytes);
        return JsonTranscoder.Transcode(json, signal, output) is { } refusal
            ? throw new FormatException($"{refusal.Kind}: {refusal.Message}")
            : parser.ParseFrom(output.Written.Span);
    }

    public static ExportLogsServiceRequest ReadLogs(string json) => Read(ExportLogsServiceRequest.Parser, Encoding.UTF8.GetBytes(json), Signal.Logs);

    /// <summary>A log record of these fields.</summary>
    public static LogRecord ReadRecord(string fields) =>
        ReadLogs($$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{{fields}}}]}]}]}""").ResourceLogs[0].ScopeLogs[0].LogRecords[0];

    /// <summary>A log record whose body is this AnyValue.</summary>
    public static AnyValue ReadBody(string body) => ReadRecord($"\"body\":{body}").Body;
}
