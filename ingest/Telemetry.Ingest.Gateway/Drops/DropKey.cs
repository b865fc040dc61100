using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Drops;

/// <summary>What dropped items are summed by.</summary>
internal readonly record struct DropKey(ProjectId Project, IngestKeyId Key, Signal Signal, DropReason Reason);
