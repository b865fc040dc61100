using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Ingest.Gateway.Tests.Shallow;
using Telemetry.Model;
using MetricsRequest = Telemetry.Ingest.Gateway.Tests.Shallow.MetricsRequest;

namespace Telemetry.Ingest.Gateway.Tests.Fuzzing;

/// <summary>What Google.Protobuf says about a request.</summary>
internal static class GoogleProtobuf
{
    /// <summary>Items of a request whose resources, scopes and items are opaque; null when it is refused.</summary>
    public static int? ShallowCount(byte[] request, Signal signal) => signal == Signal.Metrics
        ? Count(MetricsRequest.Parser, request, parsed => parsed.Resources.SelectMany(resource => resource.Scopes).SelectMany(scope => scope.Metrics).Sum(CountPoints))
        : Count(ItemsRequest.Parser, request, parsed => parsed.Resources.SelectMany(resource => resource.Scopes).Sum(scope => scope.Items.Count));

    /// <summary>Items of a request read whole; null when it is refused.</summary>
    public static int? DeepCount(byte[] request, Signal signal) => signal switch
    {
        Signal.Logs => Count(ExportLogsServiceRequest.Parser, request, parsed => parsed.ResourceLogs.SelectMany(resource => resource.ScopeLogs).Sum(scope => scope.LogRecords.Count)),
        Signal.Spans => Count(ExportTraceServiceRequest.Parser, request, parsed => parsed.ResourceSpans.SelectMany(resource => resource.ScopeSpans).Sum(scope => scope.Spans.Count)),
        _ => Count(ExportMetricsServiceRequest.Parser, request, parsed => ShallowCount(parsed.ToByteArray(), signal) ?? 0),
    };

    private static int CountPoints(Metric metric) =>
        (metric.Gauge ?? metric.Sum ?? metric.Histogram ?? metric.ExponentialHistogram ?? metric.Summary)?.DataPoints.Count ?? 0;

    private static int? Count<T>(MessageParser<T> parser, byte[] request, Func<T, int> count)
        where T : IMessage<T>
    {
        try
        {
            return count(parser.ParseFrom(request));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
