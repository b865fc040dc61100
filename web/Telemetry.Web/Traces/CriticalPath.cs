using Telemetry.Query.Contracts;

namespace Telemetry.Web.Traces;

/// <summary>A stretch of time during which one span alone decides how long the trace takes.</summary>
/// <param name="SpanId">The span.</param>
/// <param name="FromNanoseconds">Offset in the trace.</param>
/// <param name="ToNanoseconds">Offset in the trace; never before the start.</param>
public readonly record struct PathStretch(string SpanId, long FromNanoseconds, long ToNanoseconds);

/// <summary>
/// The critical path: what would have to be faster for the trace to be faster. Backwards from the end of the root: the child that ended last before this
/// moment was waited for, so the path goes through it, and before its start the same holds again; time no child covers belongs to the span itself. That is the
/// algorithm of CRISP (Zhang and others, "CRISP: Critical Path Analysis of Large-Scale Microservice Architectures", USENIX ATC 2022, section 3), as Jaeger has it.
/// Children are cut to the time of their parent: what runs on after the parent has ended was not waited for, and clocks differ.
/// </summary>
public static class CriticalPath
{
    /// <summary>The stretches in order of time. They do not overlap, and together they are as long as the root. Empty for a trace without spans.</summary>
    /// <param name="rows">A trace; of several roots, the longest is followed.</param>
    public static IReadOnlyList<PathStretch> Of(IReadOnlyList<SpanRow> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var root = rows.Index().Where(row => row.Item.Depth == 0).MaxBy(row => row.Item.Span.DurationNanoseconds);
        var children = Children(rows);
        List<PathStretch> path = [];
        var pending = new Stack<(int Row, long From, long To)>([(root.Index, Start(rows[root.Index].Span), End(rows[root.Index].Span))]);
        // A stack of its own, not recursion: a trace may be 10,000 deep.
        while (pending.TryPop(out var next))
        {
            var moment = next.To;
            foreach (var child in Waited(rows, children[next.Row], next.From, next.To))
            {
                if (child.To <= moment)
                {
                    Add(path, rows[next.Row].Span, child.To, moment);
                    pending.Push(child);
                    moment = child.From;
                }
            }

            Add(path, rows[next.Row].Span, next.From, moment);
        }

        return [.. path.OrderBy(stretch => stretch.FromNanoseconds)];
    }

    // Children within the time of their parent, the last to end first.
    private static IEnumerable<(int Row, long From, long To)> Waited(IReadOnlyList<SpanRow> rows, List<int> children, long from, long to) => children
        .Select(row => (Row: row, From: Math.Max(Start(rows[row].Span), from), To: Math.Min(End(rows[row].Span), to)))
        .Where(child => child.From < child.To)
        .OrderByDescending(child => child.To)
        .ThenBy(child => child.From);

    private static void Add(List<PathStretch> path, SpanItem span, long from, long to)
    {
        if (from < to)
        {
            path.Add(new PathStretch(span.SpanId, from, to));
        }
    }

    // Rows are in the order of the tree, so the parent of a row is the last one before it that is a level higher.
    private static List<int>[] Children(IReadOnlyList<SpanRow> rows)
    {
        var children = rows.Select(_ => new List<int>()).ToArray();
        List<int> way = [];
        for (var row = 0; row < rows.Count; row++)
        {
            way.RemoveRange(rows[row].Depth, way.Count - rows[row].Depth);
            if (way.Count > 0)
            {
                children[way[^1]].Add(row);
            }

            way.Add(row);
        }

        return children;
    }

    private static long Start(SpanItem span) => span.OffsetNanoseconds;

    private static long End(SpanItem span) => span.OffsetNanoseconds + span.DurationNanoseconds;
}
