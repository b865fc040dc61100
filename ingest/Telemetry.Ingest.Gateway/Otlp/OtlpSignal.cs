using Telemetry.Control.Projects;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>What differs between the signals.</summary>
/// <param name="Signal">What the items are.</param>
/// <param name="Lane">Where they wait; null when they are not stored.</param>
/// <param name="HttpPath">OTLP/HTTP.</param>
/// <param name="GrpcPath">OTLP/gRPC.</param>
/// <param name="RejectedField">The count in a partial success, in JSON.</param>
/// <param name="Tag">The metrics' tag.</param>
internal sealed record OtlpSignal(Signal Signal, Lane? Lane, string HttpPath, string GrpcPath, string RejectedField, string Tag)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<OtlpSignal> All { get; } =
    [
        new(Signal.Logs, Messaging.Lane.Logs, "/v1/logs", "/opentelemetry.proto.collector.logs.v1.LogsService/Export", "rejectedLogRecords", "logs"),
        new(Signal.Spans, Messaging.Lane.Spans, "/v1/traces", "/opentelemetry.proto.collector.trace.v1.TraceService/Export", "rejectedSpans", "spans"),
        new(Signal.Metrics, null, "/v1/metrics", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "rejectedDataPoints", "metrics"),
    ];

    /// <summary>How long the project keeps them.</summary>
    public ushort RetentionDays(IngestKeyGrant grant) => Signal == Signal.Spans ? grant.SpanRetentionDays : grant.LogRetentionDays;
}
