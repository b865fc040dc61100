using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Telemetry.Testing.Otlp;

/// <summary>
/// Builds an <see cref="ExportTraceServiceRequest"/> of one resource and scope. Spans are valid and differ by number: name, times, ids and
/// the attribute <c>record.number</c> come from it. All share the trace of the builder.
/// </summary>
public sealed class SpansRequestBuilder
{
    private readonly ResourceSpans _resource = new()
    {
        Resource = new Resource(),
        ScopeSpans = { new ScopeSpans { Scope = new InstrumentationScope { Name = "checkout", Version = "1.2" } } },
    };

    private DateTimeOffset _start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private ByteString _traceId = OtlpValues.TraceId(1);
    private long _nextNumber = 1;

    /// <summary>Starts with the service <c>shop</c> in version <c>1.4.0</c>.</summary>
    public SpansRequestBuilder()
    {
        WithResource("service.name", "shop").WithResource("service.version", "1.4.0");
    }

    /// <summary>Adds a resource attribute.</summary>
    public SpansRequestBuilder WithResource(string key, object? value)
    {
        _resource.Resource.Attributes.Add(key, value);
        return this;
    }

    /// <summary>The start of the first span; each next one starts a millisecond later and lasts 5 ms.</summary>
    public SpansRequestBuilder StartingAt(DateTimeOffset start)
    {
        _start = start;
        return this;
    }

    /// <summary>The number of the next span.</summary>
    public SpansRequestBuilder NumberedFrom(long number)
    {
        _nextNumber = number;
        return this;
    }

    /// <summary>The trace of the spans that follow.</summary>
    public SpansRequestBuilder InTrace(long number)
    {
        _traceId = OtlpValues.TraceId(number);
        return this;
    }

    /// <summary>Adds spans; <paramref name="change"/> sees each before it goes in.</summary>
    public SpansRequestBuilder WithSpans(int count, Action<Span>? change = null)
    {
        for (int i = 0; i < count; i++)
        {
            Span span = Span(_nextNumber++);
            change?.Invoke(span);
            _resource.ScopeSpans[0].Spans.Add(span);
        }

        return this;
    }

    /// <summary>The request. Later changes to the builder show in it.</summary>
    public ExportTraceServiceRequest Build() => new() { ResourceSpans = { _resource } };

    /// <summary>The request as protobuf.</summary>
    public byte[] ToBytes() => Build().ToByteArray();

    private Span Span(long number)
    {
        ulong start = _start.UnixNanoseconds() + ((ulong)_resource.ScopeSpans[0].Spans.Count * 1_000_000);
        return new Span
        {
            TraceId = _traceId,
            SpanId = OtlpValues.SpanId(number),
            Name = "GET /pay",
            Kind = OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Server,
            StartTimeUnixNano = start,
            EndTimeUnixNano = start + 5_000_000,
            Status = new Status(),
            Attributes = { OtlpValues.Pair("http.route", "/pay"), OtlpValues.Pair("record.number", number) },
        };
    }
}
