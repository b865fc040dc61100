using Telemetry.Storage.Native;

namespace Telemetry.Storage.Crashes;

/// <summary>Rows of <c>crashes</c> (docs/schema.md) on their way in.</summary>
public sealed class CrashBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public CrashBlock()
        : base("crashes")
    {
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        Release = Add("Release", new LowCardinalityColumn());
        Environment = Add("Environment", new LowCardinalityColumn());
        Timestamp = Add("Timestamp", new FixedColumn<long>("DateTime64(9)"));
        ReceivedAt = Add("ReceivedAt", new FixedColumn<long>("DateTime64(9)"));
        CrashId = Add("CrashId", new StringColumn());
        GroupingVersion = Add("GroupingVersion", new FixedColumn<ushort>("UInt16"));
        GroupingHash = Add("GroupingHash", new FixedColumn<ulong>("UInt64"));
        Kind = Add("Kind", new LowCardinalityColumn());
        Level = Add("Level", new LowCardinalityColumn());
        Unhandled = Add("Unhandled", new FixedColumn<byte>("UInt8"));
        Type = Add("Type", new LowCardinalityColumn());
        Message = Add("Message", new StringColumn());
        Culprit = Add("Culprit", new StringColumn());
        ServiceName = Add("ServiceName", new LowCardinalityColumn());
        Affected = Add("Affected", new FixedColumn<ulong>("UInt64"));
        UserId = Add("UserId", new StringColumn());
        InstallId = Add("InstallId", new StringColumn());
        SessionId = Add("SessionId", new StringColumn());
        TraceId = Add("TraceId", new StringColumn());
        SpanId = Add("SpanId", new StringColumn());
        Facts = Add("Facts", new MapColumn());
        DistributionsHash = Add("DistributionsHash", new LowCardinalityColumn());
        Document = Add("Document", new StringColumn());
        Batch = Add("Batch", new FixedColumn<ulong>("UInt64"));
        RetentionDays = Add("RetentionDays", new FixedColumn<ushort>("UInt16"));
    }

    public FixedColumn<uint> ProjectId { get; }
    public LowCardinalityColumn Release { get; }
    public LowCardinalityColumn Environment { get; }

    /// <summary>When it happened, in nanoseconds since 1970.</summary>
    public FixedColumn<long> Timestamp { get; }

    /// <summary>When the gateway had it, in nanoseconds since 1970.</summary>
    public FixedColumn<long> ReceivedAt { get; }

    /// <summary>32 lower-case hex digits.</summary>
    public StringColumn CrashId { get; }

    public FixedColumn<ushort> GroupingVersion { get; }
    public FixedColumn<ulong> GroupingHash { get; }
    public LowCardinalityColumn Kind { get; }
    public LowCardinalityColumn Level { get; }

    /// <summary>1 when nobody handled it.</summary>
    public FixedColumn<byte> Unhandled { get; }

    public LowCardinalityColumn Type { get; }

    /// <summary>The beginning of the message: what lists show.</summary>
    public StringColumn Message { get; }

    public StringColumn Culprit { get; }
    public LowCardinalityColumn ServiceName { get; }

    /// <summary>A hash of the installation, or of the user where there is none; 0 when neither is known.</summary>
    public FixedColumn<ulong> Affected { get; }

    public StringColumn UserId { get; }
    public StringColumn InstallId { get; }
    public StringColumn SessionId { get; }
    public StringColumn TraceId { get; }
    public StringColumn SpanId { get; }

    /// <summary>Tags, and what is known of the machine.</summary>
    public MapColumn Facts { get; }

    public LowCardinalityColumn DistributionsHash { get; }

    /// <summary>The whole crash as JSON (docs/crash-format.md).</summary>
    public StringColumn Document { get; }

    /// <summary>Names the batch it came in: a batch that is handled again must not take its own crashes for known ones.</summary>
    public FixedColumn<ulong> Batch { get; }

    public FixedColumn<ushort> RetentionDays { get; }

    /// <inheritdoc />
    protected override int KeyCount => Facts.Keys.Count;
}
