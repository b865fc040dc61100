using Telemetry.Query.Contracts;

namespace Telemetry.Web.Traces;

/// <summary>What is odd about a span's place in its trace.</summary>
[Flags]
public enum SpanOddity
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its parent is not among the spans: not arrived, dropped, or beyond the limit.</summary>
    ParentMissing = 1,

    /// <summary>Its parents lead back to itself.</summary>
    Cycle = 2,

    /// <summary>It starts before its parent: two clocks disagree.</summary>
    ClockSkew = 4,
}

/// <summary>A span at its place in the waterfall.</summary>
/// <param name="Span">The span.</param>
/// <param name="Depth">0 for a root.</param>
/// <param name="Oddity">What to tell about it.</param>
public sealed record SpanRow(SpanItem Span, int Depth, SpanOddity Oddity);

/// <summary>Puts spans in the order of a waterfall: each once, children under their parent, whatever the parent ids say.</summary>
public sealed class SpanTree
{
    // Clocks synchronised by NTP differ by less; smaller differences are everywhere and mean nothing.
    private const long SkewNanoseconds = 1_000_000;

    private readonly IReadOnlyList<SpanItem> _spans;
    private readonly Dictionary<string, int> _byId = [];
    private readonly Dictionary<string, List<int>> _children = [];
    private readonly bool[] _isPlaced;
    private readonly List<SpanRow> _rows;

    private SpanTree(IReadOnlyList<SpanItem> spans)
    {
        _spans = spans;
        _isPlaced = new bool[spans.Count];
        _rows = new List<SpanRow>(spans.Count);
        for (var index = 0; index < spans.Count; index++)
        {
            // Of two spans with one id the first is the parent of the children; both are shown.
            _byId.TryAdd(spans[index].SpanId, index);
        }
    }

    /// <summary>The rows, as many as there are spans.</summary>
    /// <param name="spans">By start time.</param>
    public static IReadOnlyList<SpanRow> Order(IReadOnlyList<SpanItem> spans)
    {
        var tree = new SpanTree(spans);
        tree.FindChildren();
        tree.PlaceRoots();
        tree.PlaceCycles();
        return tree._rows;
    }

    private void FindChildren()
    {
        for (var index = 0; index < _spans.Count; index++)
        {
            if (Parent(index) is not null)
            {
                var parentId = _spans[index].ParentSpanId;
                if (!_children.TryGetValue(parentId, out var siblings))
                {
                    _children[parentId] = siblings = [];
                }

                siblings.Add(index);
            }
        }
    }

    private void PlaceRoots()
    {
        for (var index = 0; index < _spans.Count; index++)
        {
            if (Parent(index) is null)
            {
                PlaceWithDescendants(index, RootOddity(_spans[index]));
            }
        }
    }

    // What no root leads to hangs on a circle: it is cut open at its earliest span.
    private void PlaceCycles()
    {
        for (var index = 0; index < _spans.Count; index++)
        {
            if (!_isPlaced[index])
            {
                PlaceWithDescendants(index, SpanOddity.Cycle);
            }
        }
    }

    // A stack of its own, not recursion: a trace may be 10,000 deep.
    private void PlaceWithDescendants(int root, SpanOddity oddity)
    {
        var pending = new Stack<(int Index, int Depth, SpanOddity Oddity)>([(root, 0, oddity)]);
        while (pending.TryPop(out var next))
        {
            if (_isPlaced[next.Index])
            {
                continue;
            }

            _isPlaced[next.Index] = true;
            var span = _spans[next.Index];
            _rows.Add(new SpanRow(span, next.Depth, next.Oddity));
            foreach (var child in Children(next.Index).Reverse())
            {
                var isSkewed = _spans[child].OffsetNanoseconds + SkewNanoseconds < span.OffsetNanoseconds;
                pending.Push((child, next.Depth + 1, isSkewed ? SpanOddity.ClockSkew : SpanOddity.None));
            }
        }
    }

    private static SpanOddity RootOddity(SpanItem span) =>
        span.ParentSpanId.Length == 0 ? SpanOddity.None
        : span.ParentSpanId == span.SpanId ? SpanOddity.Cycle
        : SpanOddity.ParentMissing;

    private IEnumerable<int> Children(int index) =>
        _byId[_spans[index].SpanId] == index && _children.TryGetValue(_spans[index].SpanId, out var children) ? children : [];

    private int? Parent(int index)
    {
        var id = _spans[index].ParentSpanId;
        return id.Length > 0 && id != _spans[index].SpanId && _byId.TryGetValue(id, out var parent) ? parent : null;
    }
}
