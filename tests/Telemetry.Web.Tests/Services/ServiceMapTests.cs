using CsCheck;
using Telemetry.Query.Contracts;
using Telemetry.Web.Services.Map;
using Xunit;

namespace Telemetry.Web.Tests.Services;

public sealed class ServiceMapTests
{
    private static readonly Gen<DependencyItem[]> Dependencies =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Long[1, 100_000], (caller, callee, calls) => new DependencyItem($"s{caller}", $"s{callee}", "service", calls, calls / 7, 1000))
            .Array[0, 40].Select(items => items.DistinctBy(item => (item.Caller, item.Callee)).ToArray());

    [Fact]
    public void Of_Anything_BoxesNeverTouch() => Dependencies.Sample(items =>
    {
        var nodes = ServiceMap.Of(items).Nodes;
        foreach (var (a, i) in nodes.Select((node, i) => (node, i)))
        {
            foreach (var b in nodes.Skip(i + 1))
            {
                Assert.True(
                    a.Left + ServiceMap.BoxWidth <= b.Left || b.Left + ServiceMap.BoxWidth <= a.Left || a.Top + ServiceMap.BoxHeight <= b.Top || b.Top + ServiceMap.BoxHeight <= a.Top,
                    $"{a} and {b}");
            }
        }
    });

    [Fact]
    public void Of_Anything_EachServiceAndCallIsDrawnOnceInsideTheDrawing() => Dependencies.Sample(items =>
    {
        var map = ServiceMap.Of(items);
        var calls = items.Where(item => item.Caller != item.Callee).ToArray();

        Assert.Equal(calls.Length, map.Edges.Count);
        Assert.Equal(calls.SelectMany(item => new[] { item.Caller, item.Callee }).Distinct().Order(), map.Nodes.Select(node => node.Name).Order());
        Assert.All(map.Nodes, node => Assert.True(node.Left >= 0 && node.Top >= 0 && node.Left + ServiceMap.BoxWidth <= map.Width && node.Top + ServiceMap.BoxHeight <= map.Height, node.ToString()));
    });

    [Fact]
    public void Of_WithoutCircles_CallersAreLeftOfThoseTheyCall() => Dependencies.Sample(items =>
    {
        var forward = items.Where(item => string.CompareOrdinal(item.Caller, item.Callee) < 0).ToArray();
        var left = ServiceMap.Of(forward).Nodes.ToDictionary(node => node.Name, node => node.Left);

        Assert.All(forward, item => Assert.True(left[item.Caller] < left[item.Callee], $"{item.Caller} and {item.Callee}"));
    });

    [Fact]
    public void Of_MoreServicesThanFit_DrawsTheBusiestAndNoneTwice()
    {
        var map = ServiceMap.Of([.. Enumerable.Range(0, 300).Select(i => new DependencyItem("hub", $"s{i}", "service", 1000 - i, 0, 1))]);

        Assert.Equal(ServiceMap.MaxNodes, map.Nodes.Count);
        Assert.Equal(Enumerable.Range(0, ServiceMap.MaxNodes - 1).Select(i => $"s{i}"), map.Nodes.Skip(1).Select(node => node.Name));
    }
}
