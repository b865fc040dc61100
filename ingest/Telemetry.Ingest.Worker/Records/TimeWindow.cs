using Telemetry.Messaging;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>
/// The times a record may carry: back to the end of its retention, and a day ahead of its receipt. Outside of that it would be deleted
/// at once, or found by nobody; and each further day would be a partition of its own. All in Unix nanoseconds.
/// </summary>
internal readonly struct TimeWindow
{
    private const long NanosecondsPerDay = 86_400_000_000_000;
    private const int MaxRetentionDays = 3650;

    private readonly long _first;
    private readonly long _last;

    /// <summary>The window of the records in a frame.</summary>
    public TimeWindow(in IntakeFrame frame)
    {
        // A gateway whose clock is at the end of time must not make ours overflow.
        ReceivedAt = Math.Clamp(frame.ReceivedAtUnixNanoseconds, 0, long.MaxValue - NanosecondsPerDay);
        RetentionDays = (ushort)Math.Clamp((int)frame.RetentionDays, 1, MaxRetentionDays);
        _first = Math.Max(0, ReceivedAt - (RetentionDays * NanosecondsPerDay));
        _last = ReceivedAt + NanosecondsPerDay;
    }

    /// <summary>When the gateway had the request.</summary>
    public long ReceivedAt { get; }

    /// <summary>Days the records are kept, 1 to 3650.</summary>
    public ushort RetentionDays { get; }

    /// <summary>The time to store: the given one, or the time of receipt and a mark.</summary>
    public long Fit(ulong time, RecordMarks marks)
    {
        if (time <= long.MaxValue && (long)time >= _first && (long)time <= _last)
        {
            return (long)time;
        }

        marks.AddNumber(Mark.OriginalTimestamp, time);
        return ReceivedAt;
    }
}
