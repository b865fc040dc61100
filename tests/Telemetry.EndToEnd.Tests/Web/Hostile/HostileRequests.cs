using System.Globalization;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Testing.Otlp;
using OtlpSpan = OpenTelemetry.Proto.Trace.V1.Span;
using OtlpStatus = OpenTelemetry.Proto.Trace.V1.Status;

namespace Telemetry.EndToEnd.Tests.Web.Hostile;

/// <summary>OTLP requests with one text in every field that takes text.</summary>
internal static class HostileRequests
{
    // Thirty fields of a megabyte each are more than a request may have; all of them are cut on the way in long before this.
    private const int MostBesideTheBody = 300_000;

    /// <summary>The trace that all spans are of, as an address says it.</summary>
    public static string Trace { get; } = "0a" + 1.ToString("x30", CultureInfo.InvariantCulture);

    /// <summary>One log record.</summary>
    public static ExportLogsServiceRequest Log(string body, int number, DateTimeOffset time)
    {
        string text = Short(body);
        ExportLogsServiceRequest request = new LogsRequestBuilder().NumberedFrom(number).StartingAt(time).WithRecords(1, record =>
        {
            record.Body = OtlpValues.Any(body);
            record.SeverityText = text;
            record.SeverityNumber = 17;
            record.EventName = text;
            record.TraceId = OtlpValues.TraceId(1);
            record.SpanId = OtlpValues.SpanId(number);
            record.Attributes.Add(text, text);
            record.Attributes.Add("exception.stacktrace", text);
            record.Attributes.Add("list", new object?[] { text, 1, text });
        }).Build();
        Name(request.ResourceLogs[0].Resource, text);
        request.ResourceLogs[0].ScopeLogs[0].Scope.Name = text;
        request.ResourceLogs[0].ScopeLogs[0].Scope.Version = text;
        request.ResourceLogs[0].ScopeLogs[0].Scope.Attributes.Add(text, text);
        return request;
    }

    /// <summary>One span; the first is the root of the trace, and each of the others calls somebody whose name is the text too.</summary>
    public static ExportTraceServiceRequest Span(string whole, int number, DateTimeOffset time)
    {
        string text = Short(whole);
        ExportTraceServiceRequest request = new SpansRequestBuilder().InTrace(1).NumberedFrom(number).StartingAt(time).WithSpans(1, span =>
        {
            span.Name = text;
            span.Kind = number == 1 ? OtlpSpan.Types.SpanKind.Server : OtlpSpan.Types.SpanKind.Client;
            span.ParentSpanId = number == 1 ? Google.Protobuf.ByteString.Empty : OtlpValues.SpanId(1);
            span.TraceState = text;
            span.Status = new OtlpStatus { Code = OtlpStatus.Types.StatusCode.Error, Message = text };
            span.Attributes.Add(text, text);
            foreach (string key in new[] { "peer.service", "server.address", "db.system.name", "messaging.system", "http.route", "url.full", "exception.message" })
            {
                span.Attributes.Add(key, text);
            }

            span.Events.Add(new OtlpSpan.Types.Event { Name = text, TimeUnixNano = span.StartTimeUnixNano, Attributes = { OtlpValues.Pair(text, text), OtlpValues.Pair("exception.stacktrace", text), OtlpValues.Pair("exception.type", text) } });
            span.Links.Add(new OtlpSpan.Types.Link { TraceId = OtlpValues.TraceId(2), SpanId = OtlpValues.SpanId(2), TraceState = text, Attributes = { OtlpValues.Pair(text, text) } });
        }).Build();
        Name(request.ResourceSpans[0].Resource, text);
        request.ResourceSpans[0].ScopeSpans[0].Scope.Name = text;
        request.ResourceSpans[0].ScopeSpans[0].Scope.Version = text;
        return request;
    }

    private static string Short(string text) => text[..Math.Min(text.Length, MostBesideTheBody)];

    private static void Name(OpenTelemetry.Proto.Resource.V1.Resource resource, string text)
    {
        resource.Attributes.Clear();
        foreach (string key in new[] { "service.name", "service.version", "deployment.environment.name", "service.instance.id", "host.name", text })
        {
            resource.Attributes.Add(key, text);
        }
    }
}
