namespace Telemetry.Model.Issues;

/// <summary>An issue's events by hour.</summary>
/// <param name="Start">Start of the first hour.</param>
/// <param name="Events">One number for each hour, the oldest first; 0 where there were none.</param>
public sealed record HourlyVolume(DateTimeOffset Start, IReadOnlyList<long> Events);
