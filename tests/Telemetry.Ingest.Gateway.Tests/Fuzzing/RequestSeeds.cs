using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Telemetry.Testing.Otlp;

namespace Telemetry.Ingest.Gateway.Tests.Fuzzing;

/// <summary>Valid requests that mutations start from: those of real clients, and built ones with what real clients seldom send.</summary>
internal static class RequestSeeds
{
    // Field 100 as a group that holds a varint and another group; and a varint of field 1000, as a newer version of the protocol may have it.
    private static readonly byte[] UnknownFields = [0xa3, 0x06, 0x08, 0x01, 0x13, 0x10, 0x05, 0x14, 0xa4, 0x06, 0xc0, 0x3e, 0x01];

    public static IReadOnlyList<byte[]> Of(Signal signal) =>
    [
        .. OtlpCaptures.Of(signal).Where(capture => !capture.IsJson).Select(capture => capture.DecodedBody()),
        Built(signal),
        [.. UnknownFields, .. Built(signal), .. UnknownFields],
        [],
    ];

    private static byte[] Built(Signal signal) => signal switch
    {
        Signal.Logs => new LogsRequestBuilder().WithRecords(4, record => record.Attributes.Add("list", new object?[] { 1, "two", null })).ToBytes(),
        Signal.Spans => new SpansRequestBuilder().WithSpans(4).ToBytes(),
        _ => Metrics().ToByteArray(),
    };

    private static ExportMetricsServiceRequest Metrics()
    {
        NumberDataPoint[] numbers = [new() { AsInt = 1 }, new() { AsDouble = 2 }];
        var scope = new ScopeMetrics
        {
            Metrics =
            {
                new Metric { Name = "gauge", Gauge = new Gauge { DataPoints = { numbers } } },
                new Metric { Name = "sum", Sum = new Sum { DataPoints = { numbers }, IsMonotonic = true } },
                new Metric { Name = "histogram", Histogram = new Histogram { DataPoints = { new HistogramDataPoint { Count = 3, BucketCounts = { 1, 2 }, ExplicitBounds = { 0.5 } } } } },
                new Metric { Name = "exponential", ExponentialHistogram = new ExponentialHistogram { DataPoints = { new ExponentialHistogramDataPoint { Count = 3, Scale = -1 } } } },
                new Metric { Name = "summary", Summary = new Summary { DataPoints = { new SummaryDataPoint { Count = 3, Sum = 1.5 } } } },
            },
        };
        return new ExportMetricsServiceRequest { ResourceMetrics = { new ResourceMetrics { ScopeMetrics = { scope } } } };
    }
}
