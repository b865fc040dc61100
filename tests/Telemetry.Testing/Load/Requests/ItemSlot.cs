namespace Telemetry.Testing.Load.Requests;

/// <summary>Where in a template the values of one log record or span lie. Offsets from the start of the request; <see cref="None"/> when it has no such value.</summary>
/// <param name="Time">Eight bytes: time of a record, start of a span.</param>
/// <param name="EndTime">Eight bytes: observed time of a record, end of a span.</param>
/// <param name="DurationNanoseconds">End minus start.</param>
/// <param name="TraceId">16 bytes.</param>
/// <param name="SpanId">Eight bytes.</param>
/// <param name="ParentSpanId">Eight bytes; <see cref="Root"/> for a span without a parent.</param>
/// <param name="RecordId"><see cref="RequestTemplate.RecordIdLength"/> digits.</param>
/// <param name="Token"><see cref="SentenceSource.TokenLength"/> characters.</param>
/// <param name="EventTime">Eight bytes: time of a span's event, which is its end.</param>
internal readonly record struct ItemSlot(
    int Time, int EndTime, long DurationNanoseconds, int TraceId, int SpanId, int ParentSpanId, int RecordId, int Token, int EventTime)
{
    /// <summary>No such value.</summary>
    public const int None = -1;

    /// <summary>A span that begins its trace.</summary>
    public const int Root = -2;

    /// <summary>The same, in a message that starts <paramref name="by"/> bytes later.</summary>
    public ItemSlot Shift(int by) => this with
    {
        Time = Time + by,
        EndTime = EndTime + by,
        TraceId = TraceId + by,
        SpanId = SpanId + by,
        ParentSpanId = Moved(ParentSpanId, by),
        RecordId = RecordId + by,
        Token = Moved(Token, by),
        EventTime = Moved(EventTime, by),
    };

    private static int Moved(int offset, int by) => offset < 0 ? offset : offset + by;
}
