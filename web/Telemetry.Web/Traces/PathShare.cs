namespace Telemetry.Web.Traces;

/// <summary>The critical path, span by span.</summary>
public sealed class PathShare
{
    private readonly ILookup<string, PathStretch> _bySpan;

    private PathShare(IReadOnlyList<PathStretch> path)
    {
        _bySpan = path.ToLookup(stretch => stretch.SpanId);
        Nanoseconds = path.Sum(stretch => stretch.ToNanoseconds - stretch.FromNanoseconds);
    }

    /// <summary>The whole path.</summary>
    public long Nanoseconds { get; }

    /// <summary>Of a trace.</summary>
    public static PathShare Of(IReadOnlyList<SpanRow> rows) => new(CriticalPath.Of(rows));

    /// <summary>The stretches of a span, in order of time.</summary>
    public IEnumerable<PathStretch> Of(string spanId) => _bySpan[spanId];

    /// <summary>How much of the path a span is; its descendants have their own.</summary>
    public long NanosecondsOf(string spanId) => _bySpan[spanId].Sum(stretch => stretch.ToNanoseconds - stretch.FromNanoseconds);
}
