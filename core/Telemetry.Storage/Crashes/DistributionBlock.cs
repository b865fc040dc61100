using Telemetry.Storage.Native;

namespace Telemetry.Storage.Crashes;

/// <summary>Rows of <c>crash_distributions</c> (docs/schema.md) on their way in.</summary>
public sealed class DistributionBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public DistributionBlock()
        : base("crash_distributions")
    {
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        DistributionsHash = Add("DistributionsHash", new StringColumn());
        Name = Add("Name", new LowCardinalityColumn());
        Version = Add("Version", new StringColumn());
        LastSeen = Add("LastSeen", new FixedColumn<ushort>("Date"));
        RetentionDays = Add("RetentionDays", new FixedColumn<ushort>("UInt16"));
    }

    public FixedColumn<uint> ProjectId { get; }
    public StringColumn DistributionsHash { get; }
    public LowCardinalityColumn Name { get; }
    public StringColumn Version { get; }

    /// <summary>Days since 1970.</summary>
    public FixedColumn<ushort> LastSeen { get; }

    public FixedColumn<ushort> RetentionDays { get; }

    /// <inheritdoc />
    protected override int KeyCount => 0;
}

/// <summary>Writes <c>crash_distributions</c>.</summary>
public sealed class DistributionWriter(NativeInsertClient client) : BlockWriter<DistributionBlock>(client);
