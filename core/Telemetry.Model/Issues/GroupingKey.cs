namespace Telemetry.Model.Issues;

/// <summary>What one version of the grouping algorithm says a crash is. Crashes with the same key are the same bug.</summary>
/// <param name="Version">Of the algorithm; positive.</param>
/// <param name="Hash">All 64 bits count.</param>
public readonly record struct GroupingKey(int Version, ulong Hash);
