using Telemetry.Storage.Native;

namespace Telemetry.Storage.Ledger;

/// <summary>Rows of <c>ingest_ledger</c> (docs/schema.md) on their way in.</summary>
public sealed class LedgerBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public LedgerBlock()
        : base("ingest_ledger")
    {
        Time = Add("Time", new FixedColumn<uint>("DateTime"));
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        KeyId = Add("KeyId", new FixedColumn<uint>("UInt32"));
        Signal = Add("Signal", new LowCardinalityColumn());
        Outcome = Add("Outcome", new LowCardinalityColumn());
        Reason = Add("Reason", new LowCardinalityColumn());
        Items = Add("Items", new FixedColumn<ulong>("UInt64"));
        Bytes = Add("Bytes", new FixedColumn<ulong>("UInt64"));
    }

    /// <summary>Seconds since 1970.</summary>
    public FixedColumn<uint> Time { get; }

    public FixedColumn<uint> ProjectId { get; }
    public FixedColumn<uint> KeyId { get; }
    public LowCardinalityColumn Signal { get; }
    public LowCardinalityColumn Outcome { get; }
    public LowCardinalityColumn Reason { get; }
    public FixedColumn<ulong> Items { get; }
    public FixedColumn<ulong> Bytes { get; }

    /// <inheritdoc />
    protected override int KeyCount => 0;
}
