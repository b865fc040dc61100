using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>
/// How long the whole trace of a span took, by its root: all spans of a trace whose root meets the condition. Written as a second look at the spans of the range, so that it
/// goes together with conditions on any span: <c>service:billing trace.duration:&gt;=1s</c>. The root may start up to an hour before the range.
/// </summary>
internal sealed class TraceDurationField(DurationField duration) : SearchField
{
    // A range cuts traces, and a list reads its range in windows that grow backwards.
    private const string SlackNanoseconds = "3600000000000";

    public override string AnyOf(FieldNode node, SearchSql sql) => OfRoots(duration.AnyOf(node, sql));

    public override string IsPresent(SearchSql sql) => OfRoots(duration.IsPresent(sql));

    protected override string Matches(SearchValue value, SearchSql sql) => throw new NotSupportedException("Values are matched by the field of durations.");

    // The names are those of SearchWhere.Range, which every statement on spans begins with. ParentSpanId is empty for a root alone. The sort key's
    // bucket is left to the engine, which derives it from the time.
    private static string OfRoots(string condition) =>
        $"TraceId IN (SELECT TraceId FROM otel_traces WHERE ProjectId = {{project:UInt32}} AND Timestamp >= {SearchWhere.Time($"{{from:Int64}} - {SlackNanoseconds}")} AND Timestamp < {SearchWhere.Time("{to:Int64}")} AND ParentSpanId = '' AND {condition})";
}
