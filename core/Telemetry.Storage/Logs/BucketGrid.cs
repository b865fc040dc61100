using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs;

/// <summary>Equal buckets of a width people think in, aligned to the clock, over a range.</summary>
/// <param name="Start">At or before the range's start.</param>
/// <param name="WidthNanoseconds">One of a list, or a number of whole days.</param>
/// <param name="Count">Buckets that touch the range.</param>
internal readonly record struct BucketGrid(UnixNanoseconds Start, long WidthNanoseconds, int Count)
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1000 * Millisecond;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly long[] Widths =
    [
        Millisecond, 2 * Millisecond, 5 * Millisecond, 10 * Millisecond, 20 * Millisecond, 50 * Millisecond, 100 * Millisecond, 200 * Millisecond, 500 * Millisecond,
        Second, 2 * Second, 5 * Second, 10 * Second, 15 * Second, 30 * Second,
        Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute,
        Hour, 2 * Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day,
    ];

    /// <summary>The finest grid of at most so many buckets.</summary>
    public static BucketGrid Over(TimeWindow range, int maxBuckets)
    {
        foreach (long width in Widths)
        {
            if (Aligned(range, width) is var grid && grid.Count <= maxBuckets)
            {
                return grid;
            }
        }

        // Rounded up by a day more than needed: alignment may add a bucket.
        long days = (range.Nanoseconds / Day / maxBuckets) + 1;
        BucketGrid coarse = Aligned(range, days * Day);
        return coarse.Count <= maxBuckets ? coarse : Aligned(range, 2 * days * Day);
    }

    private static BucketGrid Aligned(TimeWindow range, long width)
    {
        Int128 start = Floor(range.From.Value, width);
        Int128 count = ((Int128)range.To.Value - start + width - 1) / width;
        return new BucketGrid(new UnixNanoseconds((long)Int128.Max(start, long.MinValue)), width, (int)Int128.Clamp(count, 1, int.MaxValue));
    }

    private static Int128 Floor(Int128 value, long width) => value - (((value % width) + width) % width);
}
