using Telemetry.Storage.Native;

namespace Telemetry.Storage.Logs;

/// <summary>Rows of <c>otel_logs</c> (docs/schema.md) on their way in.</summary>
public sealed class LogBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public LogBlock()
        : base("otel_logs")
    {
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        Release = Add("Release", new LowCardinalityColumn());
        Environment = Add("Environment", new LowCardinalityColumn());
        Timestamp = Add("Timestamp", new FixedColumn<long>("DateTime64(9)"));
        TraceId = Add("TraceId", new StringColumn());
        SpanId = Add("SpanId", new StringColumn());
        TraceFlags = Add("TraceFlags", new FixedColumn<byte>("UInt8"));
        SeverityText = Add("SeverityText", new LowCardinalityColumn());
        SeverityNumber = Add("SeverityNumber", new FixedColumn<byte>("UInt8"));
        ServiceName = Add("ServiceName", new LowCardinalityColumn());
        Body = Add("Body", new StringColumn());
        ResourceSchemaUrl = Add("ResourceSchemaUrl", new LowCardinalityColumn());
        ResourceAttributes = Add("ResourceAttributes", new MapColumn());
        ScopeSchemaUrl = Add("ScopeSchemaUrl", new LowCardinalityColumn());
        ScopeName = Add("ScopeName", new LowCardinalityColumn());
        ScopeVersion = Add("ScopeVersion", new LowCardinalityColumn());
        ScopeAttributes = Add("ScopeAttributes", new MapColumn());
        LogAttributes = Add("LogAttributes", new MapColumn());
        EventName = Add("EventName", new LowCardinalityColumn());
        RetentionDays = Add("RetentionDays", new FixedColumn<ushort>("UInt16"));
    }

    public FixedColumn<uint> ProjectId { get; }
    public LowCardinalityColumn Release { get; }
    public LowCardinalityColumn Environment { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    public FixedColumn<long> Timestamp { get; }

    public StringColumn TraceId { get; }
    public StringColumn SpanId { get; }
    public FixedColumn<byte> TraceFlags { get; }
    public LowCardinalityColumn SeverityText { get; }
    public FixedColumn<byte> SeverityNumber { get; }
    public LowCardinalityColumn ServiceName { get; }
    public StringColumn Body { get; }
    public LowCardinalityColumn ResourceSchemaUrl { get; }
    public MapColumn ResourceAttributes { get; }
    public LowCardinalityColumn ScopeSchemaUrl { get; }
    public LowCardinalityColumn ScopeName { get; }
    public LowCardinalityColumn ScopeVersion { get; }
    public MapColumn ScopeAttributes { get; }
    public MapColumn LogAttributes { get; }
    public LowCardinalityColumn EventName { get; }
    public FixedColumn<ushort> RetentionDays { get; }

    /// <inheritdoc />
    protected override int KeyCount => LogAttributes.Keys.Count + ResourceAttributes.Keys.Count + ScopeAttributes.Keys.Count;
}
