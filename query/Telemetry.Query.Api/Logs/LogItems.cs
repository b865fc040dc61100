using Telemetry.Model.Logs;
using Telemetry.Model.Times;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Logs;

namespace Telemetry.Query.Api.Logs;

/// <summary>Stored log records as the contract shows them.</summary>
internal static class LogItems
{
    /// <summary>A record.</summary>
    public static LogItem From(StoredLog log) => new()
    {
        Timestamp = log.Timestamp.ToString(),
        Severity = Severity.NameOf(log.SeverityNumber, log.SeverityText),
        SeverityNumber = log.SeverityNumber,
        SeverityText = log.SeverityText,
        Service = log.Service,
        Release = log.Release,
        Environment = log.Environment,
        Body = log.Body,
        TraceId = log.TraceId,
        SpanId = log.SpanId,
        Scope = log.Scope,
        EventName = log.EventName,
        Attributes = log.Attributes,
        Resource = log.Resource,
    };

    /// <summary>A range.</summary>
    public static TimeRange From(TimeWindow window) => new(window.From.ToString(), window.To.ToString());

    /// <summary>Counts over time.</summary>
    public static LogHistogram From(StoredHistogram histogram)
    {
        HistogramBucket[] buckets =
        [
            .. histogram.Buckets.Select((bucket, i) =>
                new HistogramBucket(new UnixNanoseconds(histogram.Start.Value + (i * histogram.WidthNanoseconds)).ToString(), bucket.Count, bucket.Groups)),
        ];
        return new LogHistogram(buckets, histogram.WidthNanoseconds / 1e9);
    }
}
