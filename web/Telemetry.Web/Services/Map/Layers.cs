namespace Telemetry.Web.Services.Map;

/// <summary>
/// Places the nodes of a directed graph in layers, callers left of those they call: the first two steps of Sugiyama, Tagawa and Toda (Methods for visual
/// understanding of hierarchical system structures, 1981). Edges that close a circle are turned around for the placing only.
/// </summary>
internal sealed class Layers
{
    private readonly List<int>[] _next;
    private readonly int[] _state;
    private readonly HashSet<(int From, int To)> _turned = [];
    private readonly List<int> _finished = [];

    private Layers(int count, IReadOnlyList<(int From, int To)> edges)
    {
        _next = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        _state = new int[count];
        foreach (var (from, to) in edges)
        {
            _next[from].Add(to);
        }
    }

    /// <summary>The layer of each node, from 0; and the edges that go back to an earlier one.</summary>
    /// <param name="count">Nodes.</param>
    /// <param name="edges">Between two different nodes each.</param>
    public static (int[] Layer, IReadOnlySet<(int From, int To)> Turned) Of(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var layers = new Layers(count, edges);
        var called = edges.Select(edge => edge.To).ToHashSet();
        // From those whom nobody calls, so that circles are cut where one comes into them.
        foreach (var node in Enumerable.Range(0, count).OrderBy(called.Contains))
        {
            layers.Visit(node);
        }

        return (layers.Place(count), layers._turned);
    }

    // The services of one project: some hundred, so this may recurse.
    private void Visit(int node)
    {
        if (_state[node] != 0)
        {
            return;
        }

        _state[node] = 1;
        foreach (var next in _next[node])
        {
            if (_state[next] == 1)
            {
                _turned.Add((node, next));
            }
            else
            {
                Visit(next);
            }
        }

        _state[node] = 2;
        _finished.Add(node);
    }

    // Each as far right as its longest way from the left; callers finish after those they call. An edge that goes back needs no place: its ends have theirs.
    private int[] Place(int count)
    {
        var layer = new int[count];
        foreach (var node in Enumerable.Reverse(_finished))
        {
            foreach (var next in _next[node].Where(next => !_turned.Contains((node, next))))
            {
                layer[next] = Math.Max(layer[next], layer[node] + 1);
            }
        }

        return layer;
    }
}
