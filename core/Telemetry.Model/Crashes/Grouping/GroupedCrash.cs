namespace Telemetry.Model.Crashes.Grouping;

/// <summary>A crash with its group.</summary>
/// <param name="Report">With <see cref="CrashFrame.InApp"/> set everywhere.</param>
/// <param name="Grouping">Which issue, and why.</param>
public sealed record GroupedCrash(CrashReport Report, CrashGrouping Grouping);
