using System.Globalization;

namespace Telemetry.Testing.Rows;

/// <summary>A span to be inserted; everything has a default.</summary>
public sealed record TestSpan
{
    internal const string Columns =
        "ProjectId, Timestamp, TraceId, SpanId, ParentSpanId, SpanName, SpanKind, Duration, StatusCode, StatusMessage, ServiceName, Release, Environment, ScopeName, "
        + "SpanAttributes, ResourceAttributes, Events.Timestamp, Events.Name, Events.Attributes, Links.TraceId, Links.SpanId, Links.TraceState, Links.Attributes, RetentionDays";

    public uint Project { get; init; } = 1;

    public required long Nanoseconds { get; init; }

    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public string ParentSpanId { get; init; } = "";

    public string Name { get; init; } = "GET /pay";

    public string Kind { get; init; } = "Server";

    public long DurationNanoseconds { get; init; } = 1_000_000;

    public string Status { get; init; } = "Unset";

    public string StatusMessage { get; init; } = "";

    public string Service { get; init; } = "billing";

    public string Release { get; init; } = "1.0.0";

    public string Environment { get; init; } = "production";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Resource { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<(long Nanoseconds, string Name, IReadOnlyDictionary<string, string> Attributes)> Events { get; init; } = [];

    public IReadOnlyList<(string TraceId, string SpanId)> Links { get; init; } = [];

    public int RetentionDays { get; init; } = 3650;

    internal string ToSql() => "(" + string.Join(
        ", ",
        Project.ToString(CultureInfo.InvariantCulture),
        SqlRows.Time(Nanoseconds),
        SqlRows.Text(TraceId),
        SqlRows.Text(SpanId),
        SqlRows.Text(ParentSpanId),
        SqlRows.Text(Name),
        SqlRows.Text(Kind),
        DurationNanoseconds.ToString(CultureInfo.InvariantCulture),
        SqlRows.Text(Status),
        SqlRows.Text(StatusMessage),
        SqlRows.Text(Service),
        SqlRows.Text(Release),
        SqlRows.Text(Environment),
        "'scope'",
        SqlRows.Map(Attributes),
        SqlRows.Map(Resource),
        List(Events.Select(item => SqlRows.Time(item.Nanoseconds))),
        List(Events.Select(item => SqlRows.Text(item.Name))),
        List(Events.Select(item => SqlRows.Map(item.Attributes))),
        List(Links.Select(link => SqlRows.Text(link.TraceId))),
        List(Links.Select(link => SqlRows.Text(link.SpanId))),
        List(Links.Select(_ => "''")),
        List(Links.Select(_ => "map()")),
        RetentionDays.ToString(CultureInfo.InvariantCulture)) + ")";

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";
}
