using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Issues;
using Telemetry.Model.Times;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>A crash of a batch.</summary>
/// <param name="Frame">What brought it.</param>
/// <param name="Bytes">Its part of the frame's bytes, for the ledger.</param>
/// <param name="Crash">The crash, prepared.</param>
internal sealed record BatchedCrash(IntakeFrame Frame, long Bytes, PreparedCrash Crash)
{
    private const int MaxRetentionDays = 3650;

    /// <summary>Whose.</summary>
    public ProjectId Project => Frame.Project;

    /// <summary>Days it is kept, 1 to 3650.</summary>
    public ushort RetentionDays => (ushort)Math.Clamp((int)Frame.RetentionDays, 1, MaxRetentionDays);

    /// <summary>When it happened.</summary>
    public UnixNanoseconds Time => Nanoseconds(Crash.Report.Time);

    /// <summary>What it was grouped by.</summary>
    public GroupingKey Key => new(Crash.Grouping.Version, Crash.Grouping.Hash);

    /// <summary>As nanoseconds since 1970.</summary>
    public static UnixNanoseconds Nanoseconds(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * TimeSpan.NanosecondsPerTick);
}
