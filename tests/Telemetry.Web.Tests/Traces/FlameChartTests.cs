using CsCheck;
using Telemetry.Query.Contracts;
using Telemetry.Web.Traces;
using Xunit;

namespace Telemetry.Web.Tests.Traces;

public sealed class FlameChartTests
{
    private static readonly Gen<SpanItem[]> Traces =
        Gen.Select(Gen.Int[0, 100], Gen.Long[0, 1000], Gen.Long[0, 500]).Array[1, 40].Select(draws =>
            draws.Select((draw, i) => TestSpans.Of(i + 1, i == 0 ? 0 : (draw.Item1 % i) + 1, draw.Item2, draw.Item3, status: draw.Item1 % 9 == 0 ? "error" : "unset"))
                .OrderBy(span => span.OffsetNanoseconds).ToArray());

    [Fact]
    public void Of_AnyTrace_BlocksOfALaneDoNotOverlap() => Traces.Sample(spans =>
    {
        foreach (var lane in FlameChart.Of(SpanTree.Order(spans)).Blocks.GroupBy(block => block.Lane))
        {
            Assert.All(lane.Zip(lane.Skip(1)), pair => Assert.True(pair.First.ToNanoseconds <= pair.Second.FromNanoseconds, $"{pair}"));
        }
    });

    [Fact]
    public void Of_AnyTrace_EverySpanIsInABlockAndEveryFailureInOneOfFailures() => Traces.Sample(spans =>
    {
        var blocks = FlameChart.Of(SpanTree.Order(spans)).Blocks;

        Assert.Equal(spans.Length, blocks.Sum(block => block.Count));
        Assert.Equal(spans.Count(span => span.Status == "error"), blocks.Where(block => block.Row.Span.Status == "error").Sum(block => block.Count));
    });

    [Fact]
    public void Of_ChildrenAtTheSameTime_StandBelowEachOther()
    {
        var flame = FlameChart.Of(SpanTree.Order([TestSpans.Of(1, 0, 0, 1000), TestSpans.Of(2, 1, 0, 600), TestSpans.Of(3, 1, 300, 600)]));

        Assert.Equal([0, 1, 2], flame.Blocks.Select(block => block.Lane));
    }

    [Fact]
    public void Of_TwoHundredLevels_LeavesTheDeepestOutAndSaysSo()
    {
        var flame = FlameChart.Of(SpanTree.Order([.. Enumerable.Range(1, 200).Select(i => TestSpans.Of(i, i - 1, i, 1000 - (2 * i)))]));

        Assert.Equal((FlameChart.MaxLanes, 200 - FlameChart.MaxLanes), (flame.Lanes, flame.Hidden));
    }
}
