using System.Text.Json;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>Spans that come without a transaction, in a container or alone, as an <c>ExportTraceServiceRequest</c>.</summary>
internal sealed class SpanItem(SentryDraft draft, ClockDrift drift)
{
    private const int MaxSpans = 10_000;

    private readonly ProtobufWriter _writer = draft.Writer;

    /// <summary>Adds them; false when there are none. What is no object is counted as malformed.</summary>
    public bool Write(JsonElement json)
    {
        if (SourceGroups.ItemsOf(json) is not { Length: > 0 } items)
        {
            return false;
        }

        JsonElement[] spans = ContainerItems.Keep(draft, Signal.Spans, items, MaxSpans);
        draft.Add(Lane.Spans, Signal.Spans, spans.Length, () => SourceGroups.Write(_writer, spans, WriteSpan));
        return true;
    }

    private void WriteSpan(JsonElement json)
    {
        JsonElement attributes = SentryText.Find(json, "attributes");
        string? op = SentryText.Property(json, "op") ?? SentryText.Read(AttributeWriter.TypedValue(SentryText.Find(attributes, "sentry.op")));
        int span = _writer.Begin(2);
        var fields = new SpanFields(_writer, drift);
        fields.Id(1, SentryText.Find(json, "trace_id"));
        fields.Id(2, SentryText.Find(json, "span_id"));
        fields.Id(4, SentryText.Find(json, "parent_span_id"));
        fields.Name(SentryText.Property(json, "name") ?? SentryText.Property(json, "description"), op);
        JsonElement end = SentryText.Find(json, "end_timestamp");
        fields.Times(SentryText.Find(json, "start_timestamp"), end.ValueKind == JsonValueKind.Undefined ? SentryText.Find(json, "timestamp") : end);
        fields.Status(SentryText.Property(json, "status"));
        var written = new AttributeWriter(_writer, SpanFields.AttributesField);
        written.Text("sentry.op", SentryText.Property(json, "op"));
        written.Typed(attributes, SentrySource.IsOfSource);
        written.Properties(SentryText.Find(json, "data"));
        WriteLinks(fields, SentryText.Find(json, "links"));
        _writer.End(span);
    }

    // Span: links 13. Link: trace_id 1, span_id 2, attributes 4.
    private void WriteLinks(SpanFields fields, JsonElement links)
    {
        if (links.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (JsonElement json in links.EnumerateArray())
        {
            int link = _writer.Begin(13);
            fields.Id(1, SentryText.Find(json, "trace_id"));
            fields.Id(2, SentryText.Find(json, "span_id"));
            new AttributeWriter(_writer, 4).Typed(SentryText.Find(json, "attributes"), static _ => false);
            _writer.End(link);
        }
    }
}
