using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Times that no store should keep: a crash of the day after tomorrow would be the newest for ever.</summary>
internal static class CrashClock
{
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    /// <summary>The crash, at the time of receipt when its own is more than a day ahead.</summary>
    public static CrashReport Fit(CrashReport report) =>
        report.Time - report.ReceivedAt <= MaxAhead
            ? report
            : report with { Time = report.ReceivedAt, Problems = [.. report.Problems, $"time: {report.Time:O} is more than a day ahead, the time of receipt taken"] };
}
