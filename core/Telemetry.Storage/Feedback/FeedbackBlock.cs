using Telemetry.Storage.Native;

namespace Telemetry.Storage.Feedback;

/// <summary>Rows of <c>user_feedback</c> (docs/schema.md) on their way in.</summary>
public sealed class FeedbackBlock : NativeBlock
{
    /// <summary>An empty block.</summary>
    public FeedbackBlock()
        : base("user_feedback")
    {
        ProjectId = Add("ProjectId", new FixedColumn<uint>("UInt32"));
        EventId = Add("EventId", new StringColumn());
        FeedbackId = Add("FeedbackId", new StringColumn());
        Timestamp = Add("Timestamp", new FixedColumn<long>("DateTime64(9)"));
        ReceivedAt = Add("ReceivedAt", new FixedColumn<long>("DateTime64(9)"));
        Name = Add("Name", new StringColumn());
        Email = Add("Email", new StringColumn());
        Comments = Add("Comments", new StringColumn());
        Url = Add("Url", new StringColumn());
        Release = Add("Release", new LowCardinalityColumn());
        Environment = Add("Environment", new LowCardinalityColumn());
        RetentionDays = Add("RetentionDays", new FixedColumn<ushort>("UInt16"));
    }

    public FixedColumn<uint> ProjectId { get; }

    /// <summary>32 hex digits; empty when it is about no event.</summary>
    public StringColumn EventId { get; }

    /// <summary>32 hex digits.</summary>
    public StringColumn FeedbackId { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    public FixedColumn<long> Timestamp { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    public FixedColumn<long> ReceivedAt { get; }

    public StringColumn Name { get; }
    public StringColumn Email { get; }
    public StringColumn Comments { get; }
    public StringColumn Url { get; }
    public LowCardinalityColumn Release { get; }
    public LowCardinalityColumn Environment { get; }
    public FixedColumn<ushort> RetentionDays { get; }

    /// <inheritdoc />
    protected override int KeyCount => 0;
}
