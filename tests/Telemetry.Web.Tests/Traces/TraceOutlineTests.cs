using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Traces;
using Xunit;

namespace Telemetry.Web.Tests.Traces;

public sealed class TraceOutlineTests
{
    private static readonly TraceAddress Address = new("0");

    // 1 has 2, then twelve queries 10 … 21, each with a child 30 … 41, then 3.
    private static readonly SpanItem[] Spans =
    [
        TestSpans.Of(1, 0, 0, 1000, "root"),
        TestSpans.Of(2, 1, 10, 10, "first"),
        .. Enumerable.Range(0, 12).Select(i => TestSpans.Of(10 + i, 1, 100 + (i * 10), 5, "SELECT")),
        TestSpans.Of(3, 1, 900, 10, "last"),
        .. Enumerable.Range(0, 12).Select(i => TestSpans.Of(30 + i, 10 + i, 101 + (i * 10), 2, "fetch")),
    ];

    [Fact]
    public void Of_Repeats_AreOneRow()
    {
        var outline = Outline(Spans, Address);

        Assert.Equal(["root", "first", "SELECT", "last"], outline.Select(row => row.Row.Span.Name));
        Assert.Equal((12, 12, true), (outline[2].Repeats.Count, outline[2].Descendants, outline[2].IsClosed));
    }

    [Fact]
    public void Of_OpenedRepeats_ShowEachBehindTheirRow() =>
        Assert.Equal(1 + 1 + 1 + 24 + 1, Outline(Spans, Address.Unfold(TestSpans.Hex(10))).Count);

    [Fact]
    public void Of_FourAlike_AreNoRepeat() =>
        Assert.Equal(5, Outline([Spans[0], .. Spans[2..6]], Address).Count);

    [Fact]
    public void Of_FailedSpanAmongRepeats_IsSeen()
    {
        SpanItem[] spans = [.. Spans.Select(span => span.SpanId == TestSpans.Hex(33) ? span with { Status = "error" } : span)];

        Assert.Contains(Outline(spans, Address), row => !row.IsRepeat && row.Row.Span.Status == "error");
    }

    [Fact]
    public void Of_SelectedSpanInsideWhatIsFolded_IsShown()
    {
        Assert.Contains(Outline(Spans, Address with { Span = TestSpans.Hex(35) }), row => row.Row.Span.SpanId == TestSpans.Hex(35));
        Assert.Contains(Outline(Spans, Address.Fold(TestSpans.Hex(1)) with { Span = TestSpans.Hex(3) }), row => row.Row.Span.SpanId == TestSpans.Hex(3));
    }

    [Fact]
    public void Of_ClosedSpan_SaysHowManyAreBelow()
    {
        var row = Assert.Single(Outline(Spans, Address.Fold(TestSpans.Hex(1))));

        Assert.Equal((26, true), (row.Descendants, row.IsClosed));
    }

    private static IReadOnlyList<OutlineRow> Outline(SpanItem[] spans, TraceAddress address) =>
        TraceOutline.Of(SpanTree.Order([.. spans.OrderBy(span => span.OffsetNanoseconds)]), address);
}
