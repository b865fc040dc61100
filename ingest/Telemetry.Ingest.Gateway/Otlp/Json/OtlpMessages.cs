using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>
/// The messages of opentelemetry-proto 1.x that reach the queue, field by field. Of metrics only what counts their points: they are not
/// stored yet, so their values are stepped over like unknown fields.
/// </summary>
internal static class OtlpMessages
{
    private static readonly string[] Severities =
    [
        "SEVERITY_NUMBER_UNSPECIFIED",
        .. new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" }.SelectMany(level => new[] { "", "2", "3", "4" }.Select(step => $"SEVERITY_NUMBER_{level}{step}")),
    ];

    private static readonly string[] SpanKinds =
        ["SPAN_KIND_UNSPECIFIED", "SPAN_KIND_INTERNAL", "SPAN_KIND_SERVER", "SPAN_KIND_CLIENT", "SPAN_KIND_PRODUCER", "SPAN_KIND_CONSUMER"];

    private static readonly string[] StatusCodes = ["STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"];

    private static readonly JsonMessage KeyValue = new(new("key", 1, JsonKind.Text), One("value", 2, GetAnyValue));

    private static readonly JsonMessage KeyValueList = new(Many("values", 1, () => KeyValue));

    // Writers in JavaScript leave null in an array for a value they have no type for; a batch is not refused for that.
    private static readonly JsonMessage ArrayValue = new(new JsonField("values", 1, JsonKind.Messages) { Message = GetAnyValue, AllowsNullItems = true });

    private static readonly JsonMessage AnyValue = new(
        new("string_value", 1, JsonKind.Text),
        new("bool_value", 2, JsonKind.Bool),
        new("int_value", 3, JsonKind.Int64),
        new("double_value", 4, JsonKind.Double),
        One("array_value", 5, () => ArrayValue),
        One("kvlist_value", 6, () => KeyValueList),
        new("bytes_value", 7, JsonKind.Base64));

    private static readonly JsonMessage Resource = new(Attributes(1), new("dropped_attributes_count", 2, JsonKind.UInt32));

    private static readonly JsonMessage Scope = new(
        new("name", 1, JsonKind.Text),
        new("version", 2, JsonKind.Text),
        Attributes(3),
        new("dropped_attributes_count", 4, JsonKind.UInt32));

    private static readonly JsonMessage LogRecord = new(
        new("time_unix_nano", 1, JsonKind.Fixed64),
        new("observed_time_unix_nano", 11, JsonKind.Fixed64),
        new("severity_number", 2, JsonKind.Enum) { EnumNames = Severities },
        new("severity_text", 3, JsonKind.Text),
        One("body", 5, () => AnyValue),
        Attributes(6),
        new("dropped_attributes_count", 7, JsonKind.UInt32),
        new("flags", 8, JsonKind.Fixed32),
        new("trace_id", 9, JsonKind.Hex),
        new("span_id", 10, JsonKind.Hex),
        new("event_name", 12, JsonKind.Text));

    private static readonly JsonMessage Event = new(
        new("time_unix_nano", 1, JsonKind.Fixed64),
        new("name", 2, JsonKind.Text),
        Attributes(3),
        new("dropped_attributes_count", 4, JsonKind.UInt32));

    private static readonly JsonMessage Link = new(
        new("trace_id", 1, JsonKind.Hex),
        new("span_id", 2, JsonKind.Hex),
        new("trace_state", 3, JsonKind.Text),
        Attributes(4),
        new("dropped_attributes_count", 5, JsonKind.UInt32),
        new("flags", 6, JsonKind.Fixed32));

    private static readonly JsonMessage Status = new(
        new("message", 2, JsonKind.Text),
        new("code", 3, JsonKind.Enum) { EnumNames = StatusCodes });

    private static readonly JsonMessage Span = new(
        new("trace_id", 1, JsonKind.Hex),
        new("span_id", 2, JsonKind.Hex),
        new("trace_state", 3, JsonKind.Text),
        new("parent_span_id", 4, JsonKind.Hex),
        new("name", 5, JsonKind.Text),
        new("kind", 6, JsonKind.Enum) { EnumNames = SpanKinds },
        new("start_time_unix_nano", 7, JsonKind.Fixed64),
        new("end_time_unix_nano", 8, JsonKind.Fixed64),
        Attributes(9),
        new("dropped_attributes_count", 10, JsonKind.UInt32),
        Many("events", 11, () => Event),
        new("dropped_events_count", 12, JsonKind.UInt32),
        Many("links", 13, () => Link),
        new("dropped_links_count", 14, JsonKind.UInt32),
        One("status", 15, () => Status),
        new("flags", 16, JsonKind.Fixed32));

    private static readonly JsonMessage Unread = new();

    private static readonly JsonMessage Points = new(Many("data_points", 1, () => Unread));

    private static readonly JsonMessage Metric = new(
        One("gauge", 5, () => Points),
        One("sum", 7, () => Points),
        One("histogram", 9, () => Points),
        One("exponential_histogram", 10, () => Points),
        One("summary", 11, () => Points));

    private static readonly JsonMessage LogsRequest = Request("resource_logs", "scope_logs", "log_records", () => LogRecord);
    private static readonly JsonMessage TraceRequest = Request("resource_spans", "scope_spans", "spans", () => Span);
    private static readonly JsonMessage MetricsRequest = Request("resource_metrics", "scope_metrics", "metrics", () => Metric);

    /// <summary>The request of a signal.</summary>
    public static JsonMessage RequestOf(Signal signal) => signal switch
    {
        Signal.Logs => LogsRequest,
        Signal.Spans => TraceRequest,
        Signal.Metrics => MetricsRequest,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "No such signal."),
    };

    private static JsonMessage Request(string resources, string scopes, string items, Func<JsonMessage> item)
    {
        var scope = new JsonMessage(One("scope", 1, () => Scope), Many(items, 2, item), new("schema_url", 3, JsonKind.Text));
        var resource = new JsonMessage(One("resource", 1, () => Resource), Many(scopes, 2, () => scope), new("schema_url", 3, JsonKind.Text));
        return new JsonMessage(Many(resources, 1, () => resource));
    }

    private static JsonMessage GetAnyValue() => AnyValue;

    private static JsonField Attributes(int number) => Many("attributes", number, () => KeyValue);

    private static JsonField One(string name, int number, Func<JsonMessage> message) => new(name, number, JsonKind.Message) { Message = message };

    private static JsonField Many(string name, int number, Func<JsonMessage> message) => new(name, number, JsonKind.Messages) { Message = message };
}
