using Telemetry.Web.Addresses;

namespace Telemetry.Web.Traces;

/// <summary>A row of the waterfall.</summary>
/// <param name="Row">The span; of a repeat, its first one.</param>
/// <param name="Descendants">Spans below it.</param>
/// <param name="IsClosed">Whether those are folded away; of a repeat, whether it is one row.</param>
/// <param name="Repeats">The spans of a repeat, in order; empty for an ordinary row.</param>
public sealed record OutlineRow(SpanRow Row, int Descendants, bool IsClosed, IReadOnlyList<SpanRow> Repeats)
{
    /// <summary>Whether it stands for several spans.</summary>
    public bool IsRepeat => Repeats.Count > 0;
}

/// <summary>
/// Folds a trace: what the reader closed, and repeats. A repeat is five or more spans in a row under one parent with the same service, name and kind, none of which failed or
/// has a descendant that did: a failure must never be folded away by itself.
/// </summary>
public sealed class TraceOutline
{
    /// <summary>So many make a repeat; fewer are read faster than they are opened.</summary>
    public const int FewestRepeats = 5;

    private readonly IReadOnlyList<SpanRow> _rows;
    private readonly int[] _end;
    private readonly bool[] _isFailed;
    private readonly HashSet<string> _closed;
    private readonly HashSet<string> _opened;
    private readonly int _selected;
    private readonly List<OutlineRow> _outline = [];

    private TraceOutline(IReadOnlyList<SpanRow> rows, TraceAddress address)
    {
        _rows = rows;
        _end = new int[rows.Count];
        _isFailed = new bool[rows.Count];
        _closed = [.. address.Closed];
        _opened = [.. address.Opened];
        _selected = address.Span is null ? -1 : rows.Select(row => row.Span.SpanId).ToList().IndexOf(address.Span);
        Measure();
    }

    /// <summary>The rows to show. The span of the address is always among them, whatever is folded.</summary>
    public static IReadOnlyList<OutlineRow> Of(IReadOnlyList<SpanRow> rows, TraceAddress address)
    {
        var outline = new TraceOutline(rows, address);
        for (var row = 0; row < rows.Count;)
        {
            row = outline.Add(row);
        }

        return outline._outline;
    }

    // From the last row up: the end of each subtree, and whether something in it failed.
    private void Measure()
    {
        var open = new Stack<int>();
        for (var row = _rows.Count - 1; row >= 0; row--)
        {
            _isFailed[row] = _rows[row].Span.Status == "error";
            _end[row] = row + 1;
            while (open.TryPeek(out var child) && _rows[child].Depth > _rows[row].Depth)
            {
                open.Pop();
                _isFailed[row] |= _isFailed[child];
                _end[row] = Math.Max(_end[row], _end[child]);
            }

            open.Push(row);
        }
    }

    private int Add(int row)
    {
        var repeats = Repeats(row);
        if (repeats.Count < FewestRepeats)
        {
            return AddSpan(row);
        }

        var end = _end[repeats[^1]];
        var isClosed = !_opened.Contains(_rows[row].Span.SpanId) && !(_selected >= row && _selected < end);
        _outline.Add(new OutlineRow(_rows[row], end - row - repeats.Count, isClosed, [.. repeats.Select(index => _rows[index])]));
        for (var next = row; !isClosed && next < end;)
        {
            // Deeper rows may be repeats of their own.
            next = _rows[next].Depth > _rows[row].Depth ? Add(next) : AddSpan(next);
        }

        return end;
    }

    private int AddSpan(int row)
    {
        var isClosed = _end[row] > row + 1 && _closed.Contains(_rows[row].Span.SpanId) && !(_selected > row && _selected < _end[row]);
        _outline.Add(new OutlineRow(_rows[row], _end[row] - row - 1, isClosed, []));
        return isClosed ? _end[row] : row + 1;
    }

    private List<int> Repeats(int first)
    {
        List<int> repeats = [];
        for (var row = first; row < _rows.Count && !_isFailed[row] && _rows[row].Depth == _rows[first].Depth && _rows[row].Depth > 0 && IsLike(_rows[row], _rows[first]); row = _end[row])
        {
            repeats.Add(row);
        }

        return repeats;
    }

    private static bool IsLike(SpanRow row, SpanRow other) =>
        row.Span.Name == other.Span.Name && row.Span.Service == other.Span.Service && row.Span.Kind == other.Span.Kind;
}
