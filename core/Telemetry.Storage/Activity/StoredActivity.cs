using Telemetry.Model.Times;

namespace Telemetry.Storage.Activity;

/// <summary>What a service has done.</summary>
/// <param name="Service">Its name; may be empty.</param>
/// <param name="Records">Log records in the range.</param>
/// <param name="Errors">Those of level error and above.</param>
/// <param name="ErrorsBefore">The same in the range before, of the same length.</param>
/// <param name="NewestLog">To the minute; null: none in a week.</param>
/// <param name="NewestSpan">To the second; null: none in a day.</param>
public sealed record StoredServiceActivity(string Service, long Records, long Errors, long ErrorsBefore, UnixNanoseconds? NewestLog, UnixNanoseconds? NewestSpan);

/// <summary>A release of a service, as its log records tell.</summary>
/// <param name="Service">Its name; may be empty.</param>
/// <param name="Release">Never empty.</param>
/// <param name="FirstSeen">To the minute, within two weeks.</param>
/// <param name="LastSeen">To the minute.</param>
/// <param name="Records">Log records in these two weeks.</param>
/// <param name="Errors">Those of level error and above.</param>
public sealed record StoredReleaseActivity(string Service, string Release, UnixNanoseconds FirstSeen, UnixNanoseconds LastSeen, long Records, long Errors);
