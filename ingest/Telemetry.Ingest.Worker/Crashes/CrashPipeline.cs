using Telemetry.Ingest.Worker.Crashes.Grouping;
using Telemetry.Ingest.Worker.Crashes.Scrubbing;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>What happens to a crash between its reader and the store, as far as that needs nothing but the crash: pure functions in this order.</summary>
internal static class CrashPipeline
{
    /// <summary>The steps that change the report. What comes behind them judges its frames and groups it.</summary>
    public static IReadOnlyList<Func<CrashReport, CrashReport>> Steps { get; } =
    [
        ReleaseParts.Split,
        RemoteTracebacks.Expand,
        DistributionsHash.Complete,
        CrashScrubber.Scrub,
    ];

    /// <summary>Prepares a crash. The same crash and rules give the same result.</summary>
    public static PreparedCrash Prepare(CrashReport report, GroupingRules rules)
    {
        foreach (Func<CrashReport, CrashReport> step in Steps)
        {
            report = step(report);
        }

        CrashFrames frames = CrashFrames.Judge(report, rules);
        return new PreparedCrash(frames.Report, CrashGrouper.Group(frames, rules));
    }
}
