using Telemetry.Query.Contracts;

namespace Telemetry.Web.Traces;

/// <summary>A block of the flame.</summary>
/// <param name="Row">Its span; the first of several that are drawn as one.</param>
/// <param name="Lane">From 0, callers above those they call.</param>
/// <param name="FromNanoseconds">Offset in the trace.</param>
/// <param name="ToNanoseconds">Offset in the trace.</param>
/// <param name="Count">Spans it stands for.</param>
public sealed record FlameBlock(SpanRow Row, int Lane, long FromNanoseconds, long ToNanoseconds, int Count);

/// <summary>
/// A trace as a flame: time to the right, each span below its parent, spans at the same time in lanes of their own. Neighbours in a lane that are too narrow to be
/// seen are drawn as one block.
/// </summary>
public sealed class FlameChart
{
    /// <summary>Lanes at most; what is deeper is left out, and counted.</summary>
    public const int MaxLanes = 120;

    // Half a thousandth of the line: less than a pixel of any screen.
    private const double Narrow = 0.0005;

    private readonly List<SortedList<long, long>> _taken = [];
    private readonly List<FlameBlock> _blocks = [];

    private FlameChart(IReadOnlyList<SpanRow> rows)
    {
        List<int> way = [];
        foreach (var row in rows)
        {
            way.RemoveRange(row.Depth, way.Count - row.Depth);
            var lane = Place(row.Span, way.Count > 0 ? way[^1] + 1 : 0);
            way.Add(lane);
            if (lane < MaxLanes)
            {
                _blocks.Add(new FlameBlock(row, lane, row.Span.OffsetNanoseconds, row.Span.OffsetNanoseconds + row.Span.DurationNanoseconds, 1));
            }
            else
            {
                Hidden++;
            }
        }

        Lanes = _blocks.Select(block => block.Lane + 1).DefaultIfEmpty().Max();
        var whole = _blocks.Select(block => block.ToNanoseconds).DefaultIfEmpty().Max();
        Blocks = [.. _blocks.GroupBy(block => block.Lane).SelectMany(lane => Merge(lane.OrderBy(block => block.FromNanoseconds), (long)(whole * Narrow)))];
    }

    /// <summary>By lane, then by time.</summary>
    public IReadOnlyList<FlameBlock> Blocks { get; }

    /// <summary>How many lanes there are.</summary>
    public int Lanes { get; }

    /// <summary>Spans left out, deeper than <see cref="MaxLanes"/>.</summary>
    public int Hidden { get; private set; }

    /// <summary>Draws a trace.</summary>
    /// <param name="rows">In the order of the tree.</param>
    public static FlameChart Of(IReadOnlyList<SpanRow> rows) => new(rows);

    // The first lane below the parent's with room.
    private int Place(SpanItem span, int lane)
    {
        var (from, to) = (span.OffsetNanoseconds, span.OffsetNanoseconds + Math.Max(span.DurationNanoseconds, 1));
        while (lane < MaxLanes && !HasRoom(lane, from, to))
        {
            lane++;
        }

        if (lane < MaxLanes)
        {
            _taken[lane].Add(from, to);
        }

        return Math.Min(lane, MaxLanes);
    }

    private bool HasRoom(int lane, long from, long to)
    {
        while (_taken.Count <= lane)
        {
            _taken.Add([]);
        }

        var next = Next(_taken[lane].Keys, from);
        return (next == 0 || _taken[lane].Values[next - 1] <= from) && (next == _taken[lane].Count || _taken[lane].Keys[next] >= to);
    }

    // Index of the first that starts at this moment or later.
    private static int Next(IList<long> starts, long from)
    {
        var (low, high) = (0, starts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = starts[middle] < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static List<FlameBlock> Merge(IEnumerable<FlameBlock> lane, long narrow)
    {
        List<FlameBlock> merged = [];
        foreach (var block in lane)
        {
            if (merged.Count > 0 && merged[^1] is var last && CanMerge(last, block, narrow))
            {
                merged[^1] = last with { ToNanoseconds = block.ToNanoseconds, Count = last.Count + 1 };
            }
            else
            {
                merged.Add(block);
            }
        }

        return merged;
    }

    // A failure is never drawn under another's colour.
    private static bool CanMerge(FlameBlock last, FlameBlock block, long narrow) =>
        block.ToNanoseconds - last.FromNanoseconds <= narrow && last.Row.Span.Service == block.Row.Span.Service && last.Row.Span.Status == block.Row.Span.Status;
}
