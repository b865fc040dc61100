using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Issues;
using Telemetry.Model.Times;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>A crash of a batch.</summary>
/// <param name="Frame">What brought it.</param>
/// <param name="Bytes">Its part of the frame's bytes, for the ledger.</param>
/// <param name="Block">The block of the batch that it is written with: by its place in the batch, so that it stays the same whatever becomes of the others.</param>
/// <param name="Crash">The crash, prepared.</param>
internal sealed record BatchedCrash(IntakeFrame Frame, long Bytes, int Block, GroupedCrash Crash)
{
    /// <summary>Whose.</summary>
    public ProjectId Project => Frame.Project;

    /// <summary>Days it is kept, 1 to 3650.</summary>
    public ushort RetentionDays => new Records.TimeWindow(Frame).RetentionDays;

    /// <summary>When it happened.</summary>
    public UnixNanoseconds Time => UnixNanoseconds.From(Crash.Report.Time);

    /// <summary>What it was grouped by.</summary>
    public GroupingKey Key => new(Crash.Grouping.Version, Crash.Grouping.Hash);

    /// <summary>What it is stored under; null until its issue is known.</summary>
    public GroupingKey? StoredKey { get; init; }
}
