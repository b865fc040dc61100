using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs;

/// <summary>The columns of a log record, in one order for all statements.</summary>
internal static class LogRow
{
    /// <summary>What is selected.</summary>
    public const string Columns =
        """
            toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
            SeverityNumber,
            SeverityText,
            ServiceName,
            Release,
            Environment,
            Body,
            TraceId,
            SpanId,
            ScopeName,
            EventName,
            LogAttributes,
            ResourceAttributes
        """;

    /// <summary>
    /// A number made of the row's content, which no merge changes: the order among rows of the same nanosecond. Rows with the same number are equal,
    /// and may stand for each other.
    /// </summary>
    public const string Hash =
        "cityHash64(TraceId, SpanId, SeverityNumber, SeverityText, ServiceName, Release, Environment, Body, ScopeName, EventName, LogAttributes, ResourceAttributes)";

    /// <summary>How many <see cref="Columns"/> there are.</summary>
    public const int Count = 13;

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static StoredLog Read(ClickHouseDataReader reader) => new()
    {
        Timestamp = new UnixNanoseconds(reader.GetInt64(0)),
        SeverityNumber = reader.GetByte(1),
        SeverityText = reader.GetString(2),
        Service = reader.GetString(3),
        Release = reader.GetString(4),
        Environment = reader.GetString(5),
        Body = reader.GetString(6),
        TraceId = reader.GetString(7),
        SpanId = reader.GetString(8),
        Scope = reader.GetString(9),
        EventName = reader.GetString(10),
        Attributes = reader.GetFieldValue<Dictionary<string, string>>(11),
        Resource = reader.GetFieldValue<Dictionary<string, string>>(12),
    };
}
