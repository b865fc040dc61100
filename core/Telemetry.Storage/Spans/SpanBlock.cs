using Telemetry.Storage.Native;

namespace Telemetry.Storage.Spans;

/// <summary>Rows of <c>otel_traces</c> (docs/schema.md) on their way in. The columns of events, and those of links, must end each row with equally many elements.</summary>
public sealed class SpanBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public SpanBlock()
        : base("otel_traces")
    {
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        Release = Add("Release", new LowCardinalityColumn());
        Environment = Add("Environment", new LowCardinalityColumn());
        Timestamp = Add("Timestamp", new FixedColumn<long>("DateTime64(9)"));
        TraceId = Add("TraceId", new StringColumn());
        SpanId = Add("SpanId", new StringColumn());
        ParentSpanId = Add("ParentSpanId", new StringColumn());
        TraceState = Add("TraceState", new StringColumn());
        SpanName = Add("SpanName", new LowCardinalityColumn());
        SpanKind = Add("SpanKind", new LowCardinalityColumn());
        ServiceName = Add("ServiceName", new LowCardinalityColumn());
        ResourceAttributes = Add("ResourceAttributes", new MapColumn());
        ScopeName = Add("ScopeName", new LowCardinalityColumn());
        ScopeVersion = Add("ScopeVersion", new LowCardinalityColumn());
        SpanAttributes = Add("SpanAttributes", new MapColumn());
        Duration = Add("Duration", new FixedColumn<ulong>("UInt64"));
        StatusCode = Add("StatusCode", new LowCardinalityColumn());
        StatusMessage = Add("StatusMessage", new StringColumn());
        EventTimestamps = Add("Events.Timestamp", new ArrayColumn<FixedColumn<long>>(new("DateTime64(9)")));
        EventNames = Add("Events.Name", new ArrayColumn<LowCardinalityColumn>(new()));
        EventAttributes = Add("Events.Attributes", new ArrayColumn<MapColumn>(new()));
        LinkTraceIds = Add("Links.TraceId", new ArrayColumn<StringColumn>(new()));
        LinkSpanIds = Add("Links.SpanId", new ArrayColumn<StringColumn>(new()));
        LinkTraceStates = Add("Links.TraceState", new ArrayColumn<StringColumn>(new()));
        LinkAttributes = Add("Links.Attributes", new ArrayColumn<MapColumn>(new()));
        RetentionDays = Add("RetentionDays", new FixedColumn<ushort>("UInt16"));
    }

    public FixedColumn<uint> ProjectId { get; }
    public LowCardinalityColumn Release { get; }
    public LowCardinalityColumn Environment { get; }

    /// <summary>Start, in nanoseconds since 1970.</summary>
    public FixedColumn<long> Timestamp { get; }

    public StringColumn TraceId { get; }
    public StringColumn SpanId { get; }
    public StringColumn ParentSpanId { get; }
    public StringColumn TraceState { get; }
    public LowCardinalityColumn SpanName { get; }
    public LowCardinalityColumn SpanKind { get; }
    public LowCardinalityColumn ServiceName { get; }
    public MapColumn ResourceAttributes { get; }
    public LowCardinalityColumn ScopeName { get; }
    public LowCardinalityColumn ScopeVersion { get; }
    public MapColumn SpanAttributes { get; }

    /// <summary>Nanoseconds.</summary>
    public FixedColumn<ulong> Duration { get; }

    public LowCardinalityColumn StatusCode { get; }
    public StringColumn StatusMessage { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    public ArrayColumn<FixedColumn<long>> EventTimestamps { get; }

    public ArrayColumn<LowCardinalityColumn> EventNames { get; }
    public ArrayColumn<MapColumn> EventAttributes { get; }
    public ArrayColumn<StringColumn> LinkTraceIds { get; }
    public ArrayColumn<StringColumn> LinkSpanIds { get; }
    public ArrayColumn<StringColumn> LinkTraceStates { get; }
    public ArrayColumn<MapColumn> LinkAttributes { get; }
    public FixedColumn<ushort> RetentionDays { get; }

    /// <inheritdoc />
    protected override int KeyCount =>
        SpanAttributes.Keys.Count + ResourceAttributes.Keys.Count + EventAttributes.Elements.Keys.Count + LinkAttributes.Elements.Keys.Count;
}
