using Telemetry.Ingest.Worker.Crashes.Scrubbing;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;

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
    public static GroupedCrash Prepare(CrashReport report, GroupingRules rules) => CrashGrouper.Group(Complete(report), rules);

    /// <summary>The steps alone.</summary>
    public static CrashReport Complete(CrashReport report) => Steps.Aggregate(report, (changed, step) => step(changed));
}
