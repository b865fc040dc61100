using System.Text.Json;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>A transaction as an <c>ExportTraceServiceRequest</c>: the span it is itself, and those within.</summary>
internal sealed class TransactionItem(SentryDraft draft, ClockDrift drift)
{
    private const int MaxSpans = 10_000;

    private readonly ProtobufWriter _writer = draft.Writer;

    /// <summary>Adds it; false when it is none.</summary>
    public bool Write(JsonElement json)
    {
        JsonElement trace = SentryText.Find(SentryText.Find(json, "contexts"), "trace");
        if (trace.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        JsonElement spans = SentryText.Find(json, "spans");
        JsonElement[] children = spans.ValueKind == JsonValueKind.Array ? [.. spans.EnumerateArray()] : [];
        if (children.Length > MaxSpans)
        {
            draft.Drop(Signal.Spans, DropReason.TooLarge, children.Length - MaxSpans, 0);
        }

        JsonElement[] kept = [.. children.Take(MaxSpans)];
        draft.Add(Lane.Spans, Signal.Spans, kept.Length + 1, () => Write(json, trace, kept));
        return true;
    }

    private int Write(JsonElement json, JsonElement trace, JsonElement[] children)
    {
        SentrySource source = SentrySource.OfEvent(json);
        int resource = _writer.Begin(1);
        source.WriteResource(_writer);
        int scope = _writer.Begin(2);
        source.WriteScope(_writer);
        WriteRoot(json, trace);
        foreach (JsonElement child in children)
        {
            WriteChild(child, trace);
        }

        _writer.End(scope);
        _writer.End(resource);
        return children.Length + 1;
    }

    private void WriteRoot(JsonElement json, JsonElement trace)
    {
        string? op = SentryText.Property(trace, "op");
        int span = _writer.Begin(2);
        var fields = new SpanFields(_writer, drift);
        WriteIds(fields, trace, SentryText.Find(trace, "trace_id"));
        fields.Name(SentryText.Property(json, "transaction"), op);
        fields.Times(SentryText.Find(json, "start_timestamp"), SentryText.Find(json, "timestamp"));
        fields.Status(SentryText.Property(trace, "status"));
        var attributes = new AttributeWriter(_writer, SpanFields.AttributesField);
        attributes.Text("sentry.op", op);
        attributes.Text("sentry.origin", SentryText.Property(trace, "origin"));
        attributes.Properties(SentryText.Find(trace, "data"));
        WriteCircumstances(attributes, json);
        _writer.End(span);
    }

    private static void WriteCircumstances(AttributeWriter attributes, JsonElement json)
    {
        JsonElement user = SentryText.Find(json, "user");
        JsonElement request = SentryText.Find(json, "request");
        attributes.Properties(SentryText.Find(json, "tags"));
        attributes.Value("user.id", SentryText.Find(user, "id"));
        attributes.Value("user.email", SentryText.Find(user, "email"));
        attributes.Value("user.name", SentryText.Find(user, "username"));
        attributes.Text("http.request.method", SentryText.Property(request, "method"));
        attributes.Text("url.full", SentryText.Property(request, "url"));
        attributes.Properties(SentryText.Find(json, "extra"), "sentry.extra.");
        attributes.Properties(SentryText.Find(json, "measurements"), "sentry.measurement.");
        foreach (JsonProperty context in Contexts(json))
        {
            attributes.Value("sentry.context." + context.Name, context.Value);
        }
    }

    // What the span and the resource say already is not said again.
    private static IEnumerable<JsonProperty> Contexts(JsonElement json) =>
        SentryText.Find(json, "contexts").EnumerateObject().Where(context => context.Name is not ("trace" or "runtime" or "os"));

    private void WriteChild(JsonElement child, JsonElement trace)
    {
        string? op = SentryText.Property(child, "op");
        int span = _writer.Begin(2);
        var fields = new SpanFields(_writer, drift);
        JsonElement own = SentryText.Find(child, "trace_id");
        WriteIds(fields, child, own.ValueKind == JsonValueKind.String ? own : SentryText.Find(trace, "trace_id"));
        fields.Name(SentryText.Property(child, "description"), op);
        fields.Times(SentryText.Find(child, "start_timestamp"), SentryText.Find(child, "timestamp"));
        fields.Status(SentryText.Property(child, "status"));
        var attributes = new AttributeWriter(_writer, SpanFields.AttributesField);
        attributes.Text("sentry.op", op);
        attributes.Text("sentry.origin", SentryText.Property(child, "origin"));
        attributes.Properties(SentryText.Find(child, "tags"));
        attributes.Properties(SentryText.Find(child, "data"));
        _writer.End(span);
    }

    private static void WriteIds(SpanFields fields, JsonElement span, JsonElement traceId)
    {
        fields.Id(1, traceId);
        fields.Id(2, SentryText.Find(span, "span_id"));
        fields.Id(4, SentryText.Find(span, "parent_span_id"));
    }
}
