using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs;

/// <summary>How many records match.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Groups">The largest first, at most <see cref="LogReader.MaxGroups"/>; empty when not grouped.</param>
public sealed record StoredCount(long Total, IReadOnlyList<StoredGroup> Groups);

/// <summary>A group and its count.</summary>
/// <param name="Key">The field's value; empty when absent.</param>
/// <param name="Count">Records.</param>
public sealed record StoredGroup(string Key, long Count);

/// <summary>Counts over time.</summary>
/// <param name="Buckets">Equal widths over the whole range, without gaps.</param>
/// <param name="Start">Start of the first.</param>
/// <param name="WidthNanoseconds">Width of each.</param>
public sealed record StoredHistogram(IReadOnlyList<StoredBucket> Buckets, UnixNanoseconds Start, long WidthNanoseconds);

/// <summary>One bucket.</summary>
/// <param name="Count">All records in it.</param>
/// <param name="Groups">Those of the largest groups of the range; empty when not grouped.</param>
public sealed record StoredBucket(long Count, IReadOnlyDictionary<string, long> Groups);
