namespace Telemetry.Query.Contracts;

/// <summary>What became of items over time.</summary>
/// <param name="Buckets">In order, without gaps, empty ones included.</param>
/// <param name="BucketSeconds">The width: whole minutes.</param>
public sealed record IngestTimeline(IReadOnlyList<IngestBucket> Buckets, double BucketSeconds);

/// <summary>One bar.</summary>
/// <param name="Start">RFC 3339, UTC.</param>
/// <param name="Stored">Items that are rows.</param>
/// <param name="Dropped">By reason.</param>
public sealed record IngestBucket(string Start, long Stored, IReadOnlyDictionary<string, long> Dropped);

/// <summary>What services and releases have done lately, as their log records and spans tell.</summary>
/// <param name="Range">What is counted; the range before it has the same length.</param>
/// <param name="Services">Those seen within a week before the end, with most errors first.</param>
/// <param name="Releases">Those seen for the first time most recently, within two weeks before the end.</param>
public sealed record ProjectActivity(TimeRange Range, IReadOnlyList<ServiceActivity> Services, IReadOnlyList<ReleaseActivity> Releases);

/// <summary>One service.</summary>
/// <param name="Service">Its name; may be empty.</param>
/// <param name="Records">Log records in the range.</param>
/// <param name="Errors">Those of level error and above.</param>
/// <param name="ErrorsBefore">The same in the range before.</param>
/// <param name="NewestLog">To the minute, RFC 3339, UTC; null: none in a week.</param>
/// <param name="NewestSpan">RFC 3339, UTC; null: none in a day.</param>
public sealed record ServiceActivity(string Service, long Records, long Errors, long ErrorsBefore, string? NewestLog, string? NewestSpan);

/// <summary>One release of a service.</summary>
/// <param name="Service">Its name; may be empty.</param>
/// <param name="Release">As the application says it.</param>
/// <param name="FirstSeen">To the minute, RFC 3339, UTC.</param>
/// <param name="LastSeen">To the minute, RFC 3339, UTC.</param>
/// <param name="Records">Log records of two weeks.</param>
/// <param name="Errors">Those of level error and above.</param>
public sealed record ReleaseActivity(string Service, string Release, string FirstSeen, string LastSeen, long Records, long Errors);
