using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Traces;
using Xunit;

namespace Telemetry.Web.Tests.Traces;

/// <summary>Layouts that are kept for the rows to come: how much, for how long, and for whom.</summary>
public sealed class TraceLayoutsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TraceLayouts _layouts;

    public TraceLayoutsTests() => _layouts = new TraceLayouts(_time);

    [Fact]
    public void Keep_MoreThanThereIsRoomFor_TheBoundHoldsAndTheLastUsedStay()
    {
        var large = Layout(10_000);
        var fitting = (int)(TraceLayouts.MaxBytes / large.Bytes);
        Assert.InRange(fitting, 3, 50);
        for (var i = 0; i < fitting; i++)
        {
            _layouts.Keep(Key(i), large);
        }

        Assert.NotNull(_layouts.Find(Key(0)));
        for (var i = fitting; i < fitting + 2; i++)
        {
            _layouts.Keep(Key(i), large);
            Assert.InRange(_layouts.Bytes, large.Bytes, TraceLayouts.MaxBytes);
        }

        Assert.Equal([true, false, false, true], new[] { 0, 1, 2, fitting + 1 }.Select(i => _layouts.Find(Key(i)) is not null));
    }

    [Fact]
    public void Keep_TheSameAgain_TakesTheRoomOnce()
    {
        var layout = Layout(300);
        _layouts.Keep(Key(1), Layout(200));
        _layouts.Keep(Key(1), layout);

        Assert.Equal(layout.Bytes, _layouts.Bytes);
        Assert.Same(layout, _layouts.Find(Key(1)));
    }

    [Fact]
    public void Keep_LargerThanEverythingMayBe_IsNotKept()
    {
        _layouts.Keep(Key(1), Layout(60_000));

        Assert.Null(_layouts.Find(Key(1)));
        Assert.Equal(0, _layouts.Bytes);
    }

    [Fact]
    public void Find_AfterTwoMinutes_IsGoneAndSoAreItsBytes()
    {
        _layouts.Keep(Key(1), Layout(300));
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.NotNull(_layouts.Find(Key(1)));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(_layouts.Find(Key(1)));
        Assert.Equal(0, _layouts.Bytes);
    }

    [Fact]
    public void Find_OtherReaderProjectOrMarks_FindsNothing()
    {
        var key = Key(1);
        _layouts.Keep(key, Layout(300));

        Assert.Null(_layouts.Find(key with { Token = "another" }));
        Assert.Null(_layouts.Find(key with { Project = "2" }));
        Assert.Null(_layouts.Find(key with { Find = "select" }));
    }

    [Fact]
    public void Bytes_OfAKeptLayout_AreNotLessThanTheHeapGivesForIt()
    {
        // Warm, so that what the code itself needs is not counted.
        Layout(100);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var layout = Layout(10_000);
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(taken, 1, layout.Bytes);
        GC.KeepAlive(layout);
    }

    [Fact]
    public void WithoutDetails_KeepsWhatRowsShow()
    {
        var whole = TraceLayout.Of(Trace(300), "work 7");
        var bare = whole.WithoutDetails();

        Assert.Equal(whole.Chart.Rows.Select(Shown), bare.Chart.Rows.Select(Shown));
        Assert.Equal(whole.Chart.DurationNanoseconds, bare.Chart.DurationNanoseconds);
        Assert.True(whole.Chart.Rows.All(row => whole.Marks.Has(row.Span.SpanId) == bare.Marks.Has(row.Span.SpanId)));
        Assert.All(bare.Chart.Rows, row => Assert.Empty(row.Span.Attributes));

        static object Shown(SpanRow row) => (row.Depth, row.Oddity, row.Span.SpanId, row.Span.Name, row.Span.Service, row.Span.Kind, row.Span.Status, row.Span.OffsetNanoseconds, row.Span.DurationNanoseconds);
    }

    private static TraceLayoutKey Key(int number) => new("token", "1", number.ToString("x32", CultureInfo.InvariantCulture), "");

    private static TraceLayout Layout(int spans) => TraceLayout.Of(Trace(spans), "").WithoutDetails();

    // Every text an object of its own, as those of an answer of the API are.
    private static TraceDetail Trace(int spans) => new("t", [.. Enumerable.Range(1, spans).Select(i => TestSpans.Of(i, i / 6, i * 1000L, (spans - i + 1) * 1000L, $"work {i}") with
    {
        Service = new string("checkout".AsSpan()),
        Attributes = new Dictionary<string, string> { ["http.route"] = $"/orders/{i}" },
    })], IsTruncated: false);
}
