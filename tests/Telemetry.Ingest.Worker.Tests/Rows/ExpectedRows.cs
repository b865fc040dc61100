using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Messaging;

namespace Telemetry.Ingest.Worker.Tests.Rows;

/// <summary>The rows a request must become, worked out from what Google.Protobuf reads in it. Knows the marks, but none of the limits on size.</summary>
internal sealed class ExpectedRows(IntakeFrame frame)
{
    private const long NanosecondsPerDay = 86_400_000_000_000;

    public IReadOnlyList<string> Of(ExportLogsServiceRequest request) =>
        [.. from resource in request.ResourceLogs from scope in resource.ScopeLogs from record in scope.LogRecords select Row(resource, scope, record)];

    /// <summary>Spans without valid ids are left out.</summary>
    public IReadOnlyList<string> Of(ExportTraceServiceRequest request) =>
        [.. from resource in request.ResourceSpans
            from scope in resource.ScopeSpans
            from span in scope.Spans
            where ExpectedText.Hex(span.TraceId, 16) != "" && ExpectedText.Hex(span.SpanId, 8) != ""
            select Row(resource, scope, span)];

    private string Row(ResourceLogs resource, ScopeLogs scope, LogRecord record)
    {
        List<(string, string)> marks = [];
        ulong time = record.TimeUnixNano != 0 ? record.TimeUnixNano : record.ObservedTimeUnixNano;
        string timestamp = time == 0 ? ExpectedText.Number(frame.ReceivedAtUnixNanoseconds) : Fit(time, marks);
        bool isKnownSeverity = record.SeverityNumber is >= 0 and <= 24;
        if (!isKnownSeverity)
        {
            marks.Add(("telemetry.original_severity_number", ExpectedText.Number((uint)record.SeverityNumber)));
        }

        marks.AddRange(ExpectedText.Count("otel.dropped_attributes_count", record.DroppedAttributesCount));
        marks.AddRange(InvalidIds(("trace_id", record.TraceId, 16), ("span_id", record.SpanId, 8)));
        return Lines(
            Resource(resource.Resource),
            ("Timestamp", timestamp),
            ("TraceId", ExpectedText.Hex(record.TraceId, 16)),
            ("SpanId", ExpectedText.Hex(record.SpanId, 8)),
            ("TraceFlags", ExpectedText.Number((byte)record.Flags)),
            ("SeverityText", record.SeverityText),
            ("SeverityNumber", ExpectedText.Number(isKnownSeverity ? record.SeverityNumber : 0)),
            ("ServiceName", ExpectedText.Name(Promoted(resource.Resource, "service.name"))),
            ("Body", ExpectedText.Of(record.Body)),
            ("ResourceSchemaUrl", resource.SchemaUrl),
            ("ResourceAttributes", Attributes(resource.Resource)),
            ("ScopeSchemaUrl", scope.SchemaUrl),
            ("ScopeName", scope.Scope?.Name ?? ""),
            ("ScopeVersion", scope.Scope?.Version ?? ""),
            ("ScopeAttributes", ExpectedText.Map(ScopePairs(scope.Scope, "", "otel.dropped_attributes_count"))),
            ("LogAttributes", ExpectedText.Map([.. ExpectedText.Pairs(record.Attributes), .. marks])),
            ("EventName", record.EventName),
            ("RetentionDays", ExpectedText.Number(frame.RetentionDays)));
    }

    private string Row(ResourceSpans resource, ScopeSpans scope, Span span)
    {
        List<(string, string)> marks = [];
        string timestamp = Fit(span.StartTimeUnixNano, marks);
        bool isOrdered = span.StartTimeUnixNano != 0 && span.EndTimeUnixNano >= span.StartTimeUnixNano;
        if (!isOrdered)
        {
            marks.Add(("telemetry.original_end_timestamp", ExpectedText.Number(span.EndTimeUnixNano)));
        }

        marks.AddRange(ExpectedText.Count("otel.dropped_attributes_count", span.DroppedAttributesCount));
        marks.AddRange(ExpectedText.Count("otel.dropped_events_count", span.DroppedEventsCount));
        marks.AddRange(ExpectedText.Count("otel.dropped_links_count", span.DroppedLinksCount));
        marks.AddRange(InvalidIds(("parent_span_id", span.ParentSpanId, 8)));
        return Lines(
            Resource(resource.Resource),
            ("Timestamp", timestamp),
            ("TraceId", ExpectedText.Hex(span.TraceId, 16)),
            ("SpanId", ExpectedText.Hex(span.SpanId, 8)),
            ("ParentSpanId", ExpectedText.Hex(span.ParentSpanId, 8)),
            ("TraceState", span.TraceState),
            ("SpanName", span.Name),
            ("SpanKind", Enum.IsDefined(span.Kind) ? span.Kind.ToString() : "Unspecified"),
            ("ServiceName", ExpectedText.Name(Promoted(resource.Resource, "service.name"))),
            ("ResourceAttributes", Attributes(resource.Resource)),
            ("ScopeName", scope.Scope?.Name ?? ""),
            ("ScopeVersion", scope.Scope?.Version ?? ""),
            ("SpanAttributes", ExpectedText.Map(
                [.. ExpectedText.Pairs(span.Attributes), .. marks, .. ScopePairs(scope.Scope, "otel.scope.", "otel.scope.dropped_attributes_count")])),
            ("Duration", ExpectedText.Number(isOrdered ? span.EndTimeUnixNano - span.StartTimeUnixNano : 0)),
            ("StatusCode", span.Status is { } status && Enum.IsDefined(status.Code) ? status.Code.ToString() : "Unset"),
            ("StatusMessage", span.Status?.Message ?? ""),
            ("Events.Timestamp", Array(span.Events, item => item.TimeUnixNano > long.MaxValue ? timestamp : ExpectedText.Number(item.TimeUnixNano))),
            ("Events.Name", Array(span.Events, item => item.Name)),
            ("Events.Attributes", Array(span.Events, item => ExpectedText.Map([.. ExpectedText.Pairs(item.Attributes), .. EventMarks(item)]))),
            ("Links.TraceId", Array(span.Links, link => ExpectedText.Hex(link.TraceId, 16))),
            ("Links.SpanId", Array(span.Links, link => ExpectedText.Hex(link.SpanId, 8))),
            ("Links.TraceState", Array(span.Links, link => link.TraceState)),
            ("Links.Attributes", Array(span.Links, link => ExpectedText.Map([.. ExpectedText.Pairs(link.Attributes), .. LinkMarks(link)]))),
            ("RetentionDays", ExpectedText.Number(frame.RetentionDays)));
    }

    private (string, string)[] Resource(Resource? resource) =>
    [
        ("ProjectId", ExpectedText.Number(frame.Project.Value)),
        ("Release", ExpectedText.Name(Promoted(resource, "service.version"))),
        ("Environment", ExpectedText.Name(Environment(resource))),
    ];

    private static string Environment(Resource? resource) =>
        Promoted(resource, resource?.Attributes.Any(attribute => attribute.Key == "deployment.environment.name") == true
            ? "deployment.environment.name"
            : "deployment.environment");

    private string Fit(ulong time, List<(string, string)> marks)
    {
        long received = frame.ReceivedAtUnixNanoseconds;
        if (time <= long.MaxValue && (long)time >= received - (frame.RetentionDays * NanosecondsPerDay) && (long)time <= received + NanosecondsPerDay)
        {
            return ExpectedText.Number(time);
        }

        marks.Add(("telemetry.original_timestamp", ExpectedText.Number(time)));
        return ExpectedText.Number(received);
    }

    private static string Promoted(Resource? resource, string key) =>
        ExpectedText.Of(resource?.Attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value);

    private static string Attributes(Resource? resource) => resource is null
        ? "{}"
        : ExpectedText.Map(
        [
            .. ExpectedText.Pairs(resource.Attributes),
            .. ExpectedText.Count("otel.dropped_attributes_count", resource.DroppedAttributesCount),
            .. Truncated(
                ("service.name", Promoted(resource, "service.name")),
                ("service.version", Promoted(resource, "service.version")),
                ("deployment.environment.name", Environment(resource))),
        ]);

    private static IEnumerable<(string, string)> Truncated(params (string Name, string Text)[] texts)
    {
        string[] names = [.. texts.Where(text => ExpectedText.Name(text.Text) != text.Text).Select(text => text.Name)];
        return names.Length == 0 ? [] : [("telemetry.truncated", string.Join(',', names))];
    }

    private static IEnumerable<(string, string)> ScopePairs(InstrumentationScope? scope, string prefix, string droppedKey) => scope is null
        ? []
        : [.. ExpectedText.Pairs(scope.Attributes).Select(pair => (prefix + pair.Key, pair.Value)), .. ExpectedText.Count(droppedKey, scope.DroppedAttributesCount)];

    private static IEnumerable<(string, string)> EventMarks(Span.Types.Event item) =>
    [
        .. ExpectedText.Count("otel.dropped_attributes_count", item.DroppedAttributesCount),
        .. ExpectedText.Count("telemetry.original_timestamp", item.TimeUnixNano > long.MaxValue ? item.TimeUnixNano : 0),
    ];

    private static IEnumerable<(string, string)> LinkMarks(Span.Types.Link link) =>
    [
        .. ExpectedText.Count("otel.dropped_attributes_count", link.DroppedAttributesCount),
        .. InvalidIds(("trace_id", link.TraceId, 16), ("span_id", link.SpanId, 8)),
    ];

    private static IEnumerable<(string, string)> InvalidIds(params (string Name, Google.Protobuf.ByteString Id, int Length)[] ids)
    {
        string[] names = [.. ids.Where(id => id.Id.Length != 0 && id.Id.Length != id.Length).Select(id => id.Name)];
        return names.Length == 0 ? [] : [("telemetry.invalid_id", string.Join(',', names))];
    }

    private static string Array<T>(IEnumerable<T> items, Func<T, string> text) => "[" + string.Join(", ", items.Select(text)) + "]";

    private static string Lines((string Name, string Value)[] first, params (string Name, string Value)[] rest) =>
        string.Concat(first.Concat(rest).Select(line => $"{line.Name} = {line.Value}\n"));
}
