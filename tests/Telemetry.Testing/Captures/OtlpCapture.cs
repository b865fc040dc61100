using System.IO.Compression;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Model;
using Telemetry.Testing.Otlp;

namespace Telemetry.Testing.Captures;

/// <summary>One request of a real OpenTelemetry client, as it was on the wire.</summary>
/// <param name="Name">Client and number, for example <c>otel-python-1.45.1-http_py3.14/0001</c>.</param>
/// <param name="Path">HTTP path, or the full gRPC method.</param>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Body">As sent: still compressed where <c>content-encoding</c> says so; the bare message for gRPC.</param>
public sealed record OtlpCapture(string Name, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Whether it came over gRPC.</summary>
    public bool IsGrpc => Path.EndsWith("/Export", StringComparison.Ordinal);

    /// <summary>Whether the body is JSON.</summary>
    public bool IsJson => Headers.GetValueOrDefault("content-type") == "application/json";

    /// <summary>What it carries.</summary>
    public Signal Signal => Path switch
    {
        _ when Path.Contains("logs", StringComparison.OrdinalIgnoreCase) => Signal.Logs,
        _ when Path.Contains("trace", StringComparison.OrdinalIgnoreCase) => Signal.Spans,
        _ => Signal.Metrics,
    };

    /// <summary>The body, decompressed.</summary>
    public byte[] DecodedBody()
    {
        if (Headers.GetValueOrDefault("content-encoding") != "gzip")
        {
            return Body;
        }

        using var gzip = new GZipStream(new MemoryStream(Body), CompressionMode.Decompress);
        using var decoded = new MemoryStream();
        gzip.CopyTo(decoded);
        return decoded.ToArray();
    }

    /// <summary>The request as Google.Protobuf reads it.</summary>
    public ExportLogsServiceRequest ParseLogs() => Parse(ExportLogsServiceRequest.Parser);

    /// <summary>The request as Google.Protobuf reads it.</summary>
    public ExportTraceServiceRequest ParseSpans() => Parse(ExportTraceServiceRequest.Parser);

    /// <inheritdoc />
    public override string ToString() => Name;

    private T Parse<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        IsJson ? OtlpJson.Parse(parser, DecodedBody()) : parser.ParseFrom(DecodedBody());
}
