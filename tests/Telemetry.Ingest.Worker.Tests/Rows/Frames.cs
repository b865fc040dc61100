using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Otlp;

namespace Telemetry.Ingest.Worker.Tests.Rows;

/// <summary>Frames as the gateway would make them.</summary>
internal static class Frames
{
    /// <summary>When all of them came; the builders' records are of the same day.</summary>
    public static readonly DateTimeOffset ReceivedAt = new(2026, 11, 23, 13, 30, 30, TimeSpan.Zero);

    public static IntakeFrame Of(Signal signal, byte[] payload, int itemCount = 1, uint project = 7, ushort retentionDays = 30) =>
        new(new ProjectId(project), new IngestKeyId(70), signal, retentionDays, (long)ReceivedAt.UnixNanoseconds(), itemCount, payload);

    public static IntakeFrame Of(ExportLogsServiceRequest request, uint project = 7, ushort retentionDays = 30) => Of(
        Signal.Logs, request.ToByteArray(), request.ResourceLogs.Sum(resource => resource.ScopeLogs.Sum(scope => scope.LogRecords.Count)), project, retentionDays);

    public static IntakeFrame Of(ExportTraceServiceRequest request, uint project = 7, ushort retentionDays = 30) => Of(
        Signal.Spans, request.ToByteArray(), request.ResourceSpans.Sum(resource => resource.ScopeSpans.Sum(scope => scope.Spans.Count)), project, retentionDays);
}
