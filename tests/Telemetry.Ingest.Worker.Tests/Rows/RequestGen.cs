using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Testing.Otlp;

namespace Telemetry.Ingest.Worker.Tests.Rows;

/// <summary>Random requests that use every field, often in ways a client should not: empty, zero, out of range, nested, twice.</summary>
internal static class RequestGen
{
    private static readonly ulong Now = Frames.ReceivedAt.UnixNanoseconds();

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("", "a", "INFO", "service.name", "service.version", "deployment.environment", "naïve ☃ 𝄞", "\"quoted\"\n\\\t\u0001"),
        Gen.String[Gen.Char[' ', '\u02ff'], 0, 30]);

    private static readonly Gen<ByteString> Id = Gen.OneOf(
        Gen.Byte.Array[16], Gen.Byte.Array[8], Gen.Byte.Array[0, 20], Gen.OneOf(new byte[16], new byte[8], [])).Select(ByteString.CopyFrom);

    private static readonly Gen<ulong> Time = Gen.OneOf(
        Gen.OneOf<ulong>(0, 1, ulong.MaxValue, long.MaxValue, 7_258_118_400_000_000_000), Gen.ULong, Gen.ULong[Now - 1_000_000_000_000, Now]);

    private static readonly Gen<uint> Count = Gen.OneOf<uint>(0, 0, 0, 1, 12, uint.MaxValue);

    private static readonly Gen<AnyValue> Scalar = Gen.OneOf(
        Text.Select(text => OtlpValues.Any(text)),
        Gen.Bool.Select(flag => OtlpValues.Any(flag)),
        Gen.Long.Select(number => OtlpValues.Any(number)),
        Gen.OneOf(Gen.Double, Gen.OneOf(double.NaN, double.NegativeInfinity, -0.0, 1e300, 0.1)).Select(number => OtlpValues.Any(number)),
        Gen.Byte.Array[0, 20].Select(bytes => OtlpValues.Any(bytes)),
        Gen.Const(0).Select(_ => OtlpValues.Any(null)));

    private static readonly Gen<AnyValue> Any = Nested(Nested(Nested(Scalar)));

    private static readonly Gen<KeyValue[]> Attributes = Gen.Select(Text, Any, Pair).Array[0, 6];

    private static readonly Gen<Resource?> AnyResource = Gen.Select(
        Gen.Bool, Attributes, Count,
        (isThere, attributes, dropped) => isThere ? new Resource { Attributes = { attributes }, DroppedAttributesCount = dropped } : null);

    private static readonly Gen<InstrumentationScope?> AnyScope = Gen.Select(
        Gen.Bool, Text, Text, Attributes, Count,
        (isThere, name, version, attributes, dropped) => isThere
            ? new InstrumentationScope { Name = name, Version = version, Attributes = { attributes }, DroppedAttributesCount = dropped }
            : null);

    private static readonly Gen<LogRecord> Record = Gen.Select(
        Gen.Select(Time, Time), Gen.Int[-1, 25], Gen.Select(Text, Text), Any, Attributes, Gen.Select(Id, Id), Gen.Select(Gen.UInt, Count),
        (times, severity, texts, body, attributes, ids, numbers) => new LogRecord
        {
            TimeUnixNano = times.Item1,
            ObservedTimeUnixNano = times.Item2,
            SeverityNumber = severity,
            SeverityText = texts.Item1,
            EventName = texts.Item2,
            Body = body,
            Attributes = { attributes },
            TraceId = ids.Item1,
            SpanId = ids.Item2,
            Flags = numbers.Item1,
            DroppedAttributesCount = numbers.Item2,
        });

    private static readonly Gen<Span.Types.Event> Event = Gen.Select(
        Time, Text, Attributes, Count,
        (time, name, attributes, dropped) => new Span.Types.Event { TimeUnixNano = time, Name = name, Attributes = { attributes }, DroppedAttributesCount = dropped });

    private static readonly Gen<Span.Types.Link> Link = Gen.Select(
        Id, Id, Text, Attributes, Count,
        (traceId, spanId, state, attributes, dropped) => new Span.Types.Link
        {
            TraceId = traceId,
            SpanId = spanId,
            TraceState = state,
            Attributes = { attributes },
            DroppedAttributesCount = dropped,
        });

    private static readonly Gen<Span> OneSpan = Gen.Select(
        Gen.Select(Id, Id, Id), Gen.Select(Text, Text, Text), Gen.Select(Time, Time), Gen.Select(Gen.Int[-1, 7], Gen.Int[-1, 4]), Attributes,
        Gen.Select(Event.Array[0, 3], Link.Array[0, 3]), Gen.Select(Count, Count, Count),
        (ids, texts, times, codes, attributes, parts, counts) => new Span
        {
            TraceId = ids.Item1,
            SpanId = ids.Item2,
            ParentSpanId = ids.Item3,
            Name = texts.Item1,
            TraceState = texts.Item2,
            Status = codes.Item2 < 0 ? null : new Status { Code = (Status.Types.StatusCode)codes.Item2, Message = texts.Item3 },
            Kind = (Span.Types.SpanKind)codes.Item1,
            StartTimeUnixNano = times.Item1,
            EndTimeUnixNano = times.Item2,
            Attributes = { attributes },
            Events = { parts.Item1 },
            Links = { parts.Item2 },
            DroppedAttributesCount = counts.Item1,
            DroppedEventsCount = counts.Item2,
            DroppedLinksCount = counts.Item3,
        });

    private static readonly Gen<ScopeLogs> OneScopeLogs = Gen.Select(
        AnyScope, Text, Record.Array[0, 4],
        (scope, schema, records) => new ScopeLogs { Scope = scope, SchemaUrl = schema, LogRecords = { records } });

    private static readonly Gen<ScopeSpans> OneScopeSpans = Gen.Select(
        AnyScope, Text, OneSpan.Array[0, 4],
        (scope, schema, spans) => new ScopeSpans { Scope = scope, SchemaUrl = schema, Spans = { spans } });

    public static Gen<ExportLogsServiceRequest> Logs { get; } = Gen.Select(
        AnyResource, Text, OneScopeLogs.Array[0, 3],
        (resource, schema, scopes) => new ResourceLogs { Resource = resource, SchemaUrl = schema, ScopeLogs = { scopes } })
        .Array[0, 3].Select(resources => new ExportLogsServiceRequest { ResourceLogs = { resources } });

    public static Gen<ExportTraceServiceRequest> Spans { get; } = Gen.Select(
        AnyResource, Text, OneScopeSpans.Array[0, 3],
        (resource, schema, scopes) => new ResourceSpans { Resource = resource, SchemaUrl = schema, ScopeSpans = { scopes } })
        .Array[0, 3].Select(resources => new ExportTraceServiceRequest { ResourceSpans = { resources } });

    private static Gen<AnyValue> Nested(Gen<AnyValue> inner) => Gen.Frequency(
        (4, Scalar),
        (1, inner.Array[0, 4].Select(values => new AnyValue { ArrayValue = new ArrayValue { Values = { values } } })),
        (1, Gen.Select(Text, inner, Pair).Array[0, 4].Select(pairs => new AnyValue { KvlistValue = new KeyValueList { Values = { pairs } } })));

    private static KeyValue Pair(string key, AnyValue value) => new() { Key = key, Value = value };
}
