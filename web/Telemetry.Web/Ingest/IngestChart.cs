using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Display;

namespace Telemetry.Web.Ingest;

/// <summary>What became of items over time, as bars: stored below, dropped on top.</summary>
/// <param name="Bars">In order.</param>
/// <param name="Highest">Items of the highest bar.</param>
/// <param name="Stored">All of them.</param>
/// <param name="Dropped">All of them.</param>
internal sealed record IngestChart(IReadOnlyList<IngestBar> Bars, long Highest, long Stored, long Dropped)
{
    private const double Full = 100;

    // A bar of one dropped item among a million stored ones must still be seen.
    private const double Least = 2;

    public static IngestChart From(IngestTimeline timeline)
    {
        long highest = Math.Max(timeline.Buckets.Select(bucket => bucket.Stored + DroppedOf(bucket)).DefaultIfEmpty().Max(), 1);
        IngestBar[] bars = [.. timeline.Buckets.Select(bucket => Bar(bucket, highest))];
        return new IngestChart(bars, highest, bars.Sum(bar => bar.Stored), bars.Sum(bar => bar.Dropped));
    }

    private static IngestBar Bar(IngestBucket bucket, long highest)
    {
        long dropped = DroppedOf(bucket);
        double droppedHeight = Height(dropped, highest);
        double storedHeight = Math.Min(Height(bucket.Stored, highest), Full - droppedHeight);
        return new IngestBar(bucket.Start, bucket.Stored, dropped, storedHeight, droppedHeight);
    }

    private static double Height(long items, long highest) => items == 0 ? 0 : Math.Max(items * Full / highest, Least);

    private static long DroppedOf(IngestBucket bucket) => bucket.Dropped.Values.Sum();
}

/// <summary>One bar; heights in percent.</summary>
internal sealed record IngestBar(string Start, long Stored, long Dropped, double StoredHeight, double DroppedHeight)
{
    /// <summary>For people.</summary>
    public string Name => $"{UtcTime.TryParse(Start):HH:mm} UTC: {CountText.Format(Stored)} stored, {CountText.Format(Dropped)} dropped";
}
