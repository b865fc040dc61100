using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model.Times;

namespace Telemetry.Storage.Spans;

/// <summary>Reads the columns of <c>Sql/Spans/get_trace.sql</c>.</summary>
internal static class SpanColumns
{
    /// <summary>The row the reader stands on.</summary>
    public static StoredSpan Read(ClickHouseDataReader reader) => new()
    {
        Timestamp = new UnixNanoseconds(reader.GetInt64(0)),
        SpanId = reader.GetString(1),
        ParentSpanId = reader.GetString(2),
        Name = reader.GetString(3),
        Kind = reader.GetString(4),
        DurationNanoseconds = (long)Math.Min(reader.GetUInt64(5), long.MaxValue),
        Status = reader.GetString(6),
        StatusMessage = reader.GetString(7),
        Service = reader.GetString(8),
        Release = reader.GetString(9),
        Environment = reader.GetString(10),
        Scope = reader.GetString(11),
        Attributes = reader.GetFieldValue<Dictionary<string, string>>(12),
        Resource = reader.GetFieldValue<Dictionary<string, string>>(13),
        Events = ReadEvents(reader),
        Links = ReadLinks(reader),
    };

    private static StoredSpanEvent[] ReadEvents(ClickHouseDataReader reader)
    {
        var times = reader.GetFieldValue<long[]>(14);
        var names = reader.GetFieldValue<string[]>(15);
        var attributes = reader.GetFieldValue<Dictionary<string, string>[]>(16);
        return [.. times.Select((time, i) => new StoredSpanEvent(new UnixNanoseconds(time), names[i], attributes[i])).OrderBy(item => item.Timestamp)];
    }

    private static StoredSpanLink[] ReadLinks(ClickHouseDataReader reader)
    {
        var traces = reader.GetFieldValue<string[]>(17);
        var spans = reader.GetFieldValue<string[]>(18);
        var states = reader.GetFieldValue<string[]>(19);
        var attributes = reader.GetFieldValue<Dictionary<string, string>[]>(20);
        return [.. traces.Select((trace, i) => new StoredSpanLink(trace, spans[i], states[i], attributes[i]))];
    }
}
