using Telemetry.Model.Times;

namespace Telemetry.Storage.Search;

/// <summary>One step of a search that goes back in time.</summary>
/// <param name="Window">What it reads.</param>
/// <param name="InOrder">Whether to read along the sort key and stop early, or all of it on all cores.</param>
internal readonly record struct SearchStep(TimeWindow Window, bool InOrder);

/// <summary>
/// Cuts a range into steps, newest first: "the newest 100" then reads minutes of a busy project, and of an idle one all of the range soon. Whatever an
/// index answers becomes wide at once, since each step costs some five milliseconds before it reads anything: an hour first, because a common word fills a
/// page from it, then everything, by sorting (where only a few match, <see cref="Few"/> has found them before). Measured on 5 million rows of 30 hours (2 cores): two common words 19 ms from an hour, 100 from all of it and
/// 150 along the key; a word that occurs once 5 and 12 ms; docs/adr/0013.
/// </summary>
internal static class WindowLadder
{
    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Read in order on one thread: with more, each reads a part of its own, and all but the first read too much.
    private static readonly TimeSpan InOrderLimit = Day;

    private static readonly TimeSpan[] Growing = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), Day, TimeSpan.FromDays(7)];
    private static readonly TimeSpan[] Indexed = [TimeSpan.FromHours(1), TimeSpan.FromDays(7)];

    /// <summary>Where an indexed search looks first for a word that occurs seldom; null when a single step covers the range anyway.</summary>
    public static TimeWindow? Few(TimeWindow range)
    {
        UnixNanoseconds from = AlignDown(range.To.Plus(-Indexed[^1]));
        return range.Nanoseconds <= Nanoseconds(Indexed[0]) ? null : from > range.From ? range with { From = from } : range;
    }

    /// <summary>Steps that cover the range without gap or overlap.</summary>
    /// <param name="range">The whole.</param>
    /// <param name="isIndexed">Whether an index finds the rows of the query.</param>
    public static IEnumerable<SearchStep> Steps(TimeWindow range, bool isIndexed)
    {
        UnixNanoseconds to = range.To;
        TimeSpan inOrder = isIndexed ? Indexed[0] : InOrderLimit;
        foreach (TimeSpan width in isIndexed ? Indexed : Growing)
        {
            UnixNanoseconds from = AlignDown(range.To.Plus(-width));
            if (from <= range.From)
            {
                break;
            }

            if (from < to)
            {
                yield return new SearchStep(new TimeWindow(from, to), InOrder: width <= inOrder);
                to = from;
            }
        }

        if (range.From < to)
        {
            yield return new SearchStep(new TimeWindow(range.From, to), InOrder: new TimeWindow(range.From, range.To).Nanoseconds <= Nanoseconds(inOrder));
        }
    }

    // At the edge of a bucket, so that neighbouring steps share no granule.
    private static UnixNanoseconds AlignDown(UnixNanoseconds time) => new(time.Value - (((time.Value % Nanoseconds(Bucket)) + Nanoseconds(Bucket)) % Nanoseconds(Bucket)));

    private static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;
}
