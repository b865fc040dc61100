using System.Globalization;
using System.Text;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Services.Map;

/// <summary>Dependencies as a drawing: boxes in columns, callers to the left.</summary>
public sealed class ServiceMap
{
    /// <summary>Of a box.</summary>
    public const double BoxWidth = 176;

    /// <summary>Of a box.</summary>
    public const double BoxHeight = 50;

    /// <summary>Boxes at most; the table has the others.</summary>
    public const int MaxNodes = 80;

    private const double Column = 274;
    private const double Margin = 24;
    private const double BoxRoom = 74;
    private const double LineRoom = 30;

    private readonly List<(string Kind, string Name)> _keys = [];
    private readonly Dictionary<(string Kind, string Name), int> _index = [];
    private readonly List<int> _layerOf = [];
    private readonly List<(DependencyItem Item, List<int> Slots)> _lines = [];

    private ServiceMap(IEnumerable<DependencyItem> items)
    {
        var drawn = items.Where(Fits).ToList();
        var edges = drawn.Select(item => (From: _index[Caller(item)], To: _index[Callee(item)])).ToList();
        var (layer, turned) = Layers.Of(_keys.Count, edges);
        _layerOf.AddRange(layer);
        List<(int, int)> links = [];
        foreach (var (item, edge) in drawn.Zip(edges))
        {
            _lines.Add((item, Route(edge, turned.Contains(edge), links)));
        }

        var heights = _layerOf.Select((_, slot) => slot < _keys.Count ? BoxRoom : LineRoom).ToList();
        var middle = new LayerOrder(_layerOf, heights, links).Arrange();
        Nodes = [.. _keys.Select((key, slot) => Box(key, slot, middle, drawn))];
        var most = drawn.Select(item => item.Calls).DefaultIfEmpty(1).Max();
        var calling = drawn.CountBy(Caller).ToDictionary();
        var called = drawn.CountBy(Callee).ToDictionary();
        Edges = [.. _lines.Select(line => Line(line.Item, line.Slots, middle, Weight(line.Item.Calls, most), Lean(calling[Caller(line.Item)], called[Callee(line.Item)])))];
        Width = (_layerOf.DefaultIfEmpty().Max() * Column) + BoxWidth + (2 * Margin);
        Height = _layerOf.Select((_, slot) => middle[slot] + (heights[slot] / 2)).DefaultIfEmpty().Max() + (2 * Margin);
    }

    /// <summary>The boxes.</summary>
    public IReadOnlyList<MapNode> Nodes { get; }

    /// <summary>The lines between them.</summary>
    public IReadOnlyList<MapEdge> Edges { get; }

    /// <summary>Of the drawing.</summary>
    public double Width { get; }

    /// <summary>Of the drawing.</summary>
    public double Height { get; }

    /// <summary>Draws dependencies; those between boxes beyond <see cref="MaxNodes"/> are left out.</summary>
    /// <param name="items">The most calls first.</param>
    public static ServiceMap Of(IReadOnlyList<DependencyItem> items) => new(items);

    private static (string, string) Caller(DependencyItem item) => ("service", item.Caller);

    private static (string, string) Callee(DependencyItem item) => (item.CalleeKind, item.Callee);

    private bool Fits(DependencyItem item)
    {
        (string, string)[] ends = [Caller(item), Callee(item)];
        if (ends[0] == ends[1] || _keys.Count + ends.Count(end => !_index.ContainsKey(end)) > MaxNodes)
        {
            return false;
        }

        foreach (var end in ends)
        {
            if (_index.TryAdd(end, _keys.Count))
            {
                _keys.Add(end);
            }
        }

        return true;
    }

    // The slots a line goes through, caller first. It may go back to the left, or stay beside its caller.
    private List<int> Route((int From, int To) edge, bool isTurned, List<(int, int)> links)
    {
        var (first, last) = isTurned ? (edge.To, edge.From) : edge;
        List<int> slots = [first];
        for (var layer = _layerOf[first] + 1; layer < _layerOf[last]; layer++)
        {
            _layerOf.Add(layer);
            links.Add((slots[^1], _layerOf.Count - 1));
            slots.Add(_layerOf.Count - 1);
        }

        slots.Add(last);
        links.Add((slots[^2], last));
        if (isTurned)
        {
            slots.Reverse();
        }

        return slots;
    }

    private MapNode Box((string Kind, string Name) key, int slot, double[] middle, List<DependencyItem> items)
    {
        var incoming = items.Where(item => Callee(item) == key).ToList();
        var calls = incoming.Count > 0 ? incoming.Sum(item => item.Calls) : items.Where(item => Caller(item) == key).Sum(item => item.Calls);
        return new MapNode(key.Name, key.Kind, calls, incoming.Sum(item => item.Errors), Left(slot), Margin + middle[slot] - (BoxHeight / 2));
    }

    private MapEdge Line(DependencyItem item, List<int> slots, double[] middle, int weight, double lean)
    {
        var isBack = Left(slots[0]) > Left(slots[^1]);
        var path = new StringBuilder();
        var (x, y) = (Left(slots[0]) + (isBack ? 0 : BoxWidth), Margin + middle[slots[0]]);
        var (labelX, labelY) = (x, y);
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}");
        for (var step = 1; step < slots.Count; step++)
        {
            var isEnd = step == slots.Count - 1;
            var (toX, toY) = (Left(slots[step]) + (isBack ? BoxWidth : 0), Margin + middle[slots[step]]);
            var half = (toX - x) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{x + half:0.#} {y:0.#} {toX - half:0.#} {toY:0.#} {toX:0.#} {toY:0.#}");
            if (step == 1)
            {
                // In its first stretch, which is never under a box.
                (labelX, labelY) = (x + (0.52 * (toX - x)), y + (lean * (toY - y)));
            }

            (x, y) = (toX, toY);
            if (!isEnd)
            {
                x += isBack ? -BoxWidth : BoxWidth;
                path.Append(CultureInfo.InvariantCulture, $"H{x:0.#}");
            }
        }

        return new MapEdge(item, path.ToString(), labelX, labelY, weight);
    }

    // How far its figures stand towards the called: away from the end where many lines meet, since there they would lie upon each other.
    private static double Lean(int ofCaller, int ofCalled) => ofCaller > ofCalled ? 0.9 : ofCaller < ofCalled ? 0.1 : 0.55;

    private static int Weight(long calls, long most) => 1 + (int)Math.Round(3 * Math.Log(1 + calls) / Math.Log(1 + Math.Max(most, 1)));

    private double Left(int slot) => Margin + (_layerOf[slot] * Column);
}
