namespace Telemetry.Web.Services.Map;

/// <summary>
/// Orders the slots of each layer so that few lines cross, and gives each a height: the other two steps. Where a line passes a layer it has a slot of its own,
/// so that it goes between the boxes and not through them.
/// </summary>
internal sealed class LayerOrder
{
    private const int Sweeps = 8;

    private readonly List<int>[] _layers;
    private readonly List<int>[] _left;
    private readonly List<int>[] _right;
    private readonly double[] _position;
    private readonly double[] _height;

    /// <summary>Begins with the slots in the order given.</summary>
    /// <param name="layerOf">Of each slot.</param>
    /// <param name="heights">Of each slot, with the room around it.</param>
    /// <param name="links">Between slots of neighbouring layers, left to right.</param>
    public LayerOrder(IReadOnlyList<int> layerOf, IReadOnlyList<double> heights, IReadOnlyList<(int From, int To)> links)
    {
        _layers = [.. Enumerable.Range(0, layerOf.DefaultIfEmpty().Max() + 1).Select(_ => new List<int>())];
        _left = [.. layerOf.Select(_ => new List<int>())];
        _right = [.. layerOf.Select(_ => new List<int>())];
        _position = new double[layerOf.Count];
        _height = [.. heights];
        for (var slot = 0; slot < layerOf.Count; slot++)
        {
            _layers[layerOf[slot]].Add(slot);
        }

        foreach (var (from, to) in links)
        {
            _right[from].Add(to);
            _left[to].Add(from);
        }
    }

    /// <summary>The middle of each slot; no two of a layer overlap, and the highest begins at 0.</summary>
    public double[] Arrange()
    {
        Array.ForEach(_layers, Stack);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Sweep(_layers, _left, isOrderFree: sweep < Sweeps / 2);
            Sweep(_layers.Reverse(), _right, isOrderFree: sweep < Sweeps / 2);
        }

        var top = _position.Select((middle, slot) => middle - (_height[slot] / 2)).DefaultIfEmpty().Min();
        return [.. _position.Select(middle => middle - top)];
    }

    private void Sweep(IEnumerable<List<int>> layers, List<int>[] neighbours, bool isOrderFree)
    {
        foreach (var layer in layers)
        {
            var wish = layer.ToDictionary(slot => slot, slot => neighbours[slot].Select(other => _position[other]).DefaultIfEmpty(_position[slot]).Average());
            if (isOrderFree)
            {
                var sorted = layer.OrderBy(slot => wish[slot]).ToList();
                layer.Clear();
                layer.AddRange(sorted);
            }

            Settle(layer, wish);
        }
    }

    // Down from the first, each at its wish or right below the one before; then all of them moved back by what they were pushed on average.
    private void Settle(List<int> layer, Dictionary<int, double> wish)
    {
        var bottom = double.NegativeInfinity;
        foreach (var slot in layer)
        {
            _position[slot] = Math.Max(wish[slot], bottom + (_height[slot] / 2));
            bottom = _position[slot] + (_height[slot] / 2);
        }

        var pushed = layer.Select(slot => _position[slot] - wish[slot]).DefaultIfEmpty().Average();
        layer.ForEach(slot => _position[slot] -= pushed);
    }

    private void Stack(List<int> layer)
    {
        var bottom = -layer.Sum(slot => _height[slot]) / 2;
        foreach (var slot in layer)
        {
            _position[slot] = bottom + (_height[slot] / 2);
            bottom += _height[slot];
        }
    }
}
