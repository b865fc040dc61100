using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>Fields that Sentry's spans of all kinds have in common, as those of OTLP.</summary>
/// <param name="writer">Within a <c>Span</c>.</param>
/// <param name="drift">Of the client's clock.</param>
internal readonly struct SpanFields(ProtobufWriter writer, ClockDrift drift)
{
    // Span: trace_id 1, span_id 2, parent_span_id 4, name 5, kind 6, start 7, end 8, attributes 9, status 15. Status: message 2, code 3.
    /// <summary>Where attributes go.</summary>
    public const int AttributesField = 9;

    private const uint Ok = 1;
    private const uint Error = 2;

    /// <summary>Writes an id; what is no hex is left out, and the worker says so.</summary>
    public void Id(int field, JsonElement json)
    {
        if (SentryText.Read(json) is { Length: > 0 and <= 64 } text && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
        {
            writer.Bytes(field, Convert.FromHexString(text));
        }
    }

    /// <summary>Writes name and kind.</summary>
    public void Name(string? name, string? op)
    {
        writer.Bytes(5, Encoding.UTF8.GetBytes(string.IsNullOrEmpty(name) ? op ?? "" : name));
        writer.Varint(6, Kind(op ?? ""));
    }

    /// <summary>Writes start and end; one that is none is left out.</summary>
    public void Times(JsonElement start, JsonElement end)
    {
        Time(7, start);
        Time(8, end);
    }

    /// <summary>Writes the status: everything but "ok" and "unset" is an error of that name.</summary>
    public void Status(string? status)
    {
        if (status is null or "" or "unset" or "unknown")
        {
            return;
        }

        int message = writer.Begin(15);
        if (status is not ("ok" or "error"))
        {
            writer.Bytes(2, Encoding.UTF8.GetBytes(status));
        }

        writer.Varint(3, status == "ok" ? Ok : Error);
        writer.End(message);
    }

    // The kinds of OTLP: internal 1, server 2, client 3, producer 4, consumer 5.
    private static uint Kind(string op) => op switch
    {
        _ when op.EndsWith(".server", StringComparison.Ordinal) => 2,
        _ when op.EndsWith(".client", StringComparison.Ordinal) || op == "db" || op.StartsWith("db.", StringComparison.Ordinal) || op.StartsWith("cache.", StringComparison.Ordinal) => 3,
        "queue.publish" or "queue.submit.celery" => 4,
        "queue.process" or "queue.task.celery" or "queue.receive" => 5,
        _ => 1,
    };

    private void Time(int field, JsonElement json)
    {
        if (SentryTime.Read(json) is { } time)
        {
            writer.Fixed64(field, (ulong)drift.Correct(time).Value);
        }
    }
}
