using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>
/// Times that can be stored: a crash of the day after tomorrow would be the newest for ever, and one from before the retention would be deleted at once. The bounds are those of logs
/// and spans (<see cref="Records.TimeWindow"/>).
/// </summary>
internal static class CrashClock
{
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    /// <summary>The crash, at the time of receipt when its own is more than a day ahead of that, or older than crashes are kept.</summary>
    public static CrashReport Fit(CrashReport report, ushort retentionDays)
    {
        TimeSpan ahead = report.Time - report.ReceivedAt;
        return ahead <= MaxAhead && -ahead <= TimeSpan.FromDays(retentionDays)
            ? report
            : report with { Time = report.ReceivedAt, Problems = [.. report.Problems, $"time: {report.Time:O} is too far from the time of receipt, which is taken"] };
    }
}
