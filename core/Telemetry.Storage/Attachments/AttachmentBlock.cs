using Telemetry.Storage.Native;

namespace Telemetry.Storage.Attachments;

/// <summary>Rows of <c>attachments</c> (docs/schema.md) on their way in.</summary>
public sealed class AttachmentBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public AttachmentBlock()
        : base("attachments")
    {
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        EventId = Add("EventId", new StringColumn());
        AttachmentId = Add("AttachmentId", new StringColumn());
        ReceivedAt = Add("ReceivedAt", new FixedColumn<long>("DateTime64(9)"));
        Name = Add("Name", new StringColumn());
        ContentType = Add("ContentType", new StringColumn());
        Kind = Add("Kind", new LowCardinalityColumn());
        Size = Add("Size", new FixedColumn<uint>("UInt32"));
        Content = Add("Content", new StringColumn());
        RetentionDays = Add("RetentionDays", new FixedColumn<ushort>("UInt16"));
    }

    public FixedColumn<uint> ProjectId { get; }

    /// <summary>32 hex digits.</summary>
    public StringColumn EventId { get; }

    /// <summary>32 hex digits, made of what it is.</summary>
    public StringColumn AttachmentId { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    public FixedColumn<long> ReceivedAt { get; }

    public StringColumn Name { get; }
    public StringColumn ContentType { get; }

    /// <summary>What the client calls it, for example <c>event.minidump</c>.</summary>
    public LowCardinalityColumn Kind { get; }

    /// <summary>Bytes of the content.</summary>
    public FixedColumn<uint> Size { get; }

    public StringColumn Content { get; }
    public FixedColumn<ushort> RetentionDays { get; }

    /// <inheritdoc />
    protected override int KeyCount => 0;
}
