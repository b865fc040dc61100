using System.Globalization;

namespace Telemetry.Testing.Rows;

/// <summary>A log record to be inserted; everything has a default.</summary>
public sealed record TestLog
{
    internal const string Columns =
        "ProjectId, Timestamp, SeverityNumber, SeverityText, ServiceName, Release, Environment, Body, TraceId, SpanId, ScopeName, EventName, LogAttributes, ResourceAttributes, RetentionDays";

    public uint Project { get; init; } = 1;

    public required long Nanoseconds { get; init; }

    public int SeverityNumber { get; init; } = 9;

    public string SeverityText { get; init; } = "INFO";

    public string Service { get; init; } = "billing";

    public string Release { get; init; } = "1.0.0";

    public string Environment { get; init; } = "production";

    public string Body { get; init; } = "";

    public string TraceId { get; init; } = "";

    public string SpanId { get; init; } = "";

    public string Scope { get; init; } = "";

    public string EventName { get; init; } = "";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Resource { get; init; } = new Dictionary<string, string>();

    /// <summary>Long enough that a fixed time in a test is not deleted under it.</summary>
    public int RetentionDays { get; init; } = 3650;

    internal string ToSql() => string.Create(
        CultureInfo.InvariantCulture,
        $"({Project}, {SqlRows.Time(Nanoseconds)}, {SeverityNumber}, {SqlRows.Text(SeverityText)}, {SqlRows.Text(Service)}, {SqlRows.Text(Release)}, {SqlRows.Text(Environment)}, ")
        + $"{SqlRows.Text(Body)}, {SqlRows.Text(TraceId)}, {SqlRows.Text(SpanId)}, {SqlRows.Text(Scope)}, {SqlRows.Text(EventName)}, {SqlRows.Map(Attributes)}, {SqlRows.Map(Resource)}, "
        + RetentionDays.ToString(CultureInfo.InvariantCulture) + ")";
}
