using System.Globalization;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Display;

namespace Telemetry.Web.Logs;

/// <summary>A piece of a bar, in the units of the drawing.</summary>
public sealed record BarPiece(Severity Severity, double Top, double Height);

/// <summary>A bar: what it counts and where it is drawn.</summary>
public sealed record Bar(int Index, UtcRange Range, long Count, IReadOnlyList<BarPiece> Pieces, string Name);

/// <summary>The histogram as a drawing of <see cref="Height"/> units; worst severities at the bottom, where their changes can be compared.</summary>
public sealed class HistogramChart
{
    /// <summary>Height of the drawing.</summary>
    public const double Height = 100;

    // One error among a million records must still be seen.
    private const double SmallestPiece = 3;

    private HistogramChart(IReadOnlyList<Bar> bars, long highest, IReadOnlyDictionary<string, long> totals) =>
        (Bars, Highest, Totals) = (bars, highest, totals);

    /// <summary>In order of time.</summary>
    public IReadOnlyList<Bar> Bars { get; }

    /// <summary>The count of the highest bar.</summary>
    public long Highest { get; }

    /// <summary>By severity code.</summary>
    public IReadOnlyDictionary<string, long> Totals { get; }

    /// <summary>All records.</summary>
    public long Total => Bars.Sum(bar => bar.Count);

    /// <summary>Lays the counts out.</summary>
    public static HistogramChart From(LogHistogram histogram)
    {
        var highest = histogram.Buckets.Select(bucket => bucket.Count).DefaultIfEmpty().Max();
        var bars = histogram.Buckets.Select((bucket, index) => ToBar(bucket, index, TimeSpan.FromSeconds(histogram.BucketSeconds), highest)).ToList();
        var totals = histogram.Buckets
            .SelectMany(bucket => bucket.Groups)
            .GroupBy(group => Severity.Of(group.Key).Code)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
        return new HistogramChart(bars, highest, totals);
    }

    private static Bar ToBar(HistogramBucket bucket, int index, TimeSpan width, long highest)
    {
        var from = UtcTime.TryParse(bucket.Start) ?? DateTimeOffset.UnixEpoch;
        var name = $"{from.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC: {CountText.Format(bucket.Count, "record", "records")}{Worst(bucket)}";
        return new Bar(index, new UtcRange(from, from + width), bucket.Count, Stack(bucket, highest), name);
    }

    private static List<BarPiece> Stack(HistogramBucket bucket, long highest)
    {
        List<BarPiece> pieces = [];
        var top = Height;
        foreach (var severity in Severity.All)
        {
            var count = bucket.Groups.Where(group => Severity.Of(group.Key) == severity).Sum(group => group.Value);
            if (count > 0)
            {
                var height = Math.Min(Math.Max(count * Height / highest, SmallestPiece), top);
                pieces.Add(new BarPiece(severity, top - height, height));
                top -= height;
            }
        }

        return pieces;
    }

    private static string Worst(HistogramBucket bucket)
    {
        var parts = bucket.Groups
            .Where(group => group.Key is "fatal" or "error" or "warn" && group.Value > 0)
            .Select(group => $", {CountText.Format(group.Value)} {group.Key}");
        return string.Concat(parts);
    }
}
