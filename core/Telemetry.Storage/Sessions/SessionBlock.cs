using Telemetry.Storage.Native;

namespace Telemetry.Storage.Sessions;

/// <summary>Rows of <c>sessions</c> (docs/schema.md) on their way in.</summary>
public sealed class SessionBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public SessionBlock()
        : base("sessions")
    {
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        SessionId = Add("SessionId", new StringColumn());
        Version = Add("Version", new FixedColumn<ulong>("UInt64"));
        Release = Add("Release", new LowCardinalityColumn());
        Environment = Add("Environment", new LowCardinalityColumn());
        ServiceName = Add("ServiceName", new LowCardinalityColumn());
        UserId = Add("UserId", new StringColumn());
        Started = Add("Started", new FixedColumn<long>("DateTime64(9)"));
        Timestamp = Add("Timestamp", new FixedColumn<long>("DateTime64(9)"));
        Duration = Add("Duration", new FixedColumn<ulong>("UInt64"));
        Status = Add("Status", new LowCardinalityColumn());
        AbnormalMechanism = Add("AbnormalMechanism", new LowCardinalityColumn());
        Errors = Add("Errors", new FixedColumn<uint>("UInt32"));
        Sessions = Add("Sessions", new FixedColumn<uint>("UInt32"));
        Errored = Add("Errored", new FixedColumn<uint>("UInt32"));
        Unhandled = Add("Unhandled", new FixedColumn<uint>("UInt32"));
        Abnormal = Add("Abnormal", new FixedColumn<uint>("UInt32"));
        Crashed = Add("Crashed", new FixedColumn<uint>("UInt32"));
        UserAgent = Add("UserAgent", new StringColumn());
        InstallId = Add("InstallId", new StringColumn());
        PreviousRelease = Add("PreviousRelease", new LowCardinalityColumn());
        Kind = Add("Kind", new LowCardinalityColumn());
        Consent = Add("Consent", new LowCardinalityColumn());
        Packaging = Add("Packaging", new LowCardinalityColumn());
        ExitCode = Add("ExitCode", new NullableColumn<long>("Int64"));
        SdkName = Add("SdkName", new LowCardinalityColumn());
        SdkVersion = Add("SdkVersion", new LowCardinalityColumn());
        RetentionDays = Add("RetentionDays", new FixedColumn<ushort>("UInt16"));
    }

    public FixedColumn<uint> ProjectId { get; }
    public StringColumn SessionId { get; }

    /// <summary>The row with the highest one is the session.</summary>
    public FixedColumn<ulong> Version { get; }

    public LowCardinalityColumn Release { get; }
    public LowCardinalityColumn Environment { get; }
    public LowCardinalityColumn ServiceName { get; }
    public StringColumn UserId { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    public FixedColumn<long> Started { get; }

    /// <summary>Of the last word about it, in nanoseconds since 1970.</summary>
    public FixedColumn<long> Timestamp { get; }

    /// <summary>Nanoseconds.</summary>
    public FixedColumn<ulong> Duration { get; }

    public LowCardinalityColumn Status { get; }
    public LowCardinalityColumn AbnormalMechanism { get; }
    public FixedColumn<uint> Errors { get; }

    /// <summary>How many sessions the row stands for: 1, or a sum. The four behind it never overlap.</summary>
    public FixedColumn<uint> Sessions { get; }

    public FixedColumn<uint> Errored { get; }
    public FixedColumn<uint> Unhandled { get; }
    public FixedColumn<uint> Abnormal { get; }
    public FixedColumn<uint> Crashed { get; }
    public StringColumn UserAgent { get; }
    public StringColumn InstallId { get; }
    public LowCardinalityColumn PreviousRelease { get; }
    public LowCardinalityColumn Kind { get; }
    public LowCardinalityColumn Consent { get; }
    public LowCardinalityColumn Packaging { get; }

    /// <summary>Of the process; null when nobody knows it.</summary>
    public NullableColumn<long> ExitCode { get; }

    public LowCardinalityColumn SdkName { get; }
    public LowCardinalityColumn SdkVersion { get; }
    public FixedColumn<ushort> RetentionDays { get; }

    /// <inheritdoc />
    protected override int KeyCount => 0;
}
