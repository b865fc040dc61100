using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;

namespace Telemetry.Testing.Otlp;

/// <summary>
/// Builds an <see cref="ExportLogsServiceRequest"/> of one resource and scope. Records are valid and differ by number: body, time, ids and
/// the attribute <c>record.number</c> come from it.
/// </summary>
public sealed class LogsRequestBuilder
{
    private readonly ResourceLogs _resource = new()
    {
        Resource = new Resource(),
        ScopeLogs = { new ScopeLogs { Scope = new InstrumentationScope { Name = "checkout", Version = "1.2" } } },
    };

    private DateTimeOffset _start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private long _nextNumber = 1;

    /// <summary>Starts with the service <c>shop</c> in version <c>1.4.0</c>.</summary>
    public LogsRequestBuilder()
    {
        WithResource("service.name", "shop").WithResource("service.version", "1.4.0");
    }

    /// <summary>Adds a resource attribute.</summary>
    public LogsRequestBuilder WithResource(string key, object? value)
    {
        _resource.Resource.Attributes.Add(key, value);
        return this;
    }

    /// <summary>The time of the first record; each next one is a millisecond later.</summary>
    public LogsRequestBuilder StartingAt(DateTimeOffset start)
    {
        _start = start;
        return this;
    }

    /// <summary>The number of the next record.</summary>
    public LogsRequestBuilder NumberedFrom(long number)
    {
        _nextNumber = number;
        return this;
    }

    /// <summary>Adds records; <paramref name="change"/> sees each before it goes in.</summary>
    public LogsRequestBuilder WithRecords(int count, Action<LogRecord>? change = null)
    {
        for (int i = 0; i < count; i++)
        {
            LogRecord record = Record(_nextNumber++);
            change?.Invoke(record);
            _resource.ScopeLogs[0].LogRecords.Add(record);
        }

        return this;
    }

    /// <summary>The request. Later changes to the builder show in it.</summary>
    public ExportLogsServiceRequest Build() => new() { ResourceLogs = { _resource } };

    /// <summary>The request as protobuf.</summary>
    public byte[] ToBytes() => Build().ToByteArray();

    private LogRecord Record(long number)
    {
        ulong time = _start.UnixNanoseconds() + ((ulong)_resource.ScopeLogs[0].LogRecords.Count * 1_000_000);
        return new LogRecord
        {
            TimeUnixNano = time,
            ObservedTimeUnixNano = time + 1,
            SeverityNumber = 9,
            SeverityText = "INFO",
            Body = OtlpValues.Any($"order {number} was paid"),
            TraceId = OtlpValues.TraceId(number),
            SpanId = OtlpValues.SpanId(number),
            Attributes = { OtlpValues.Pair("http.route", "/pay"), OtlpValues.Pair("record.number", number) },
        };
    }
}
