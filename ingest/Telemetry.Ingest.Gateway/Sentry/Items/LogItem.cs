using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>Logs of Sentry's SDKs as an <c>ExportLogsServiceRequest</c>.</summary>
internal sealed class LogItem(SentryDraft draft, ClockDrift drift)
{
    private const int MaxRecords = 10_000;

    private readonly ProtobufWriter _writer = draft.Writer;

    /// <summary>Adds them; false when there are none. What is no object is counted as malformed.</summary>
    public bool Write(JsonElement json)
    {
        if (SourceGroups.ItemsOf(json) is not { Length: > 0 } items)
        {
            return false;
        }

        JsonElement[] records = ContainerItems.Keep(draft, Signal.Logs, items, MaxRecords);
        draft.Add(Lane.Logs, Signal.Logs, records.Length, () => SourceGroups.Write(_writer, records, WriteRecord));
        return true;
    }

    // LogRecord: time 1, severity_number 2, severity_text 3, body 5, attributes 6, trace_id 9, span_id 10.
    private void WriteRecord(JsonElement json)
    {
        string level = SentryText.Property(json, "level") ?? "";
        int record = _writer.Begin(2);
        if (SentryTime.Read(SentryText.Find(json, "timestamp")) is { } time)
        {
            _writer.Fixed64(1, (ulong)drift.Correct(time).Value);
        }

        _writer.Varint(2, Severity(level));
        _writer.Bytes(3, Encoding.UTF8.GetBytes(level));
        WriteBody(SentryText.Find(json, "body"));
        new AttributeWriter(_writer, 6).Typed(SentryText.Find(json, "attributes"), IsSaidElsewhere);
        var fields = new SpanFields(_writer, drift);
        fields.Id(9, SentryText.Find(json, "trace_id"));
        fields.Id(10, SentryText.Find(json, "span_id"));
        _writer.End(record);
    }

    private void WriteBody(JsonElement json)
    {
        int body = _writer.Begin(5);
        _writer.Bytes(1, Encoding.UTF8.GetBytes(SentryText.Read(json) ?? (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? "" : json.GetRawText())));
        _writer.End(body);
    }

    private static bool IsSaidElsewhere(string attribute) => SentrySource.IsOfSource(attribute) || attribute is "sentry.severity_number" or "sentry.severity_text";

    // The first number of each level in OTLP.
    private static uint Severity(string level) => level switch
    {
        "trace" => 1,
        "debug" => 5,
        "info" => 9,
        "warn" or "warning" => 13,
        "error" => 17,
        "fatal" or "critical" => 21,
        _ => 0,
    };
}
