using CsCheck;
using Telemetry.Query.Contracts;
using Telemetry.Web.Traces;
using Xunit;

namespace Telemetry.Web.Tests.Traces;

public sealed class CriticalPathTests
{
    private static readonly Gen<SpanItem[]> Traces =
        Gen.Select(Gen.Int[0, 100], Gen.Long[0, 1000], Gen.Long[0, 500]).Array[1, 40].Select(draws =>
            draws.Select((draw, i) => i == 0 ? TestSpans.Of(1, 0, 0, 1000) : TestSpans.Of(i + 1, (draw.Item1 % i) + 1, draw.Item2, draw.Item3))
                .OrderBy(span => span.OffsetNanoseconds).ToArray());

    [Fact]
    public void Of_AnyTrace_CoversTheRootOnceWithoutGaps() => Traces.Sample(spans =>
    {
        var path = CriticalPath.Of(SpanTree.Order(spans));

        Assert.Equal(0, path[0].FromNanoseconds);
        Assert.Equal(1000, path[^1].ToNanoseconds);
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.Equal(pair.First.ToNanoseconds, pair.Second.FromNanoseconds));
    });

    [Fact]
    public void Of_AnyTrace_EachStretchLiesInItsSpanAndThoseAbove() => Traces.Sample(spans =>
    {
        var byId = spans.ToDictionary(span => span.SpanId);
        foreach (var stretch in CriticalPath.Of(SpanTree.Order(spans)))
        {
            for (var span = byId[stretch.SpanId]; ; span = byId[span.ParentSpanId])
            {
                Assert.InRange(stretch.FromNanoseconds, span.OffsetNanoseconds, stretch.ToNanoseconds);
                Assert.InRange(stretch.ToNanoseconds, stretch.FromNanoseconds, span.OffsetNanoseconds + span.DurationNanoseconds);
                if (span.ParentSpanId.Length == 0)
                {
                    break;
                }
            }
        }
    });

    [Fact]
    public void Of_ChildrenSideBySide_FollowsTheOneWaitedFor()
    {
        // Two at once, the second ends last; then one after them.
        var path = Path(TestSpans.Of(1, 0, 0, 100), TestSpans.Of(2, 1, 10, 30), TestSpans.Of(3, 1, 20, 40), TestSpans.Of(4, 1, 70, 20));

        Assert.Equal([(1, 0, 20), (3, 20, 60), (1, 60, 70), (4, 70, 90), (1, 90, 100)], path);
    }

    [Fact]
    public void Of_ChildThatOutlivesItsParent_IsCut() =>
        Assert.Equal([(1, 0, 40), (2, 40, 100)], Path(TestSpans.Of(1, 0, 0, 100), TestSpans.Of(2, 1, 40, 500)));

    [Fact]
    public void Of_TenThousandDeep_Ends() =>
        Assert.Equal(10_000, CriticalPath.Of(SpanTree.Order([.. Enumerable.Range(1, 10_000).Select(i => TestSpans.Of(i, i - 1, i, 30_000 - (2 * i)))])).Select(stretch => stretch.SpanId).Distinct().Count());

    [Fact]
    public void Of_NoSpans_IsEmpty() => Assert.Empty(CriticalPath.Of([]));

    private static IEnumerable<(int, long, long)> Path(params SpanItem[] spans) =>
        CriticalPath.Of(SpanTree.Order(spans)).Select(stretch => (Convert.ToInt32(stretch.SpanId, 16), stretch.FromNanoseconds, stretch.ToNanoseconds));
}
