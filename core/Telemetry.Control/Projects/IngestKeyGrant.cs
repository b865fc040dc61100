using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>What a valid ingest key allows.</summary>
/// <param name="Key">Its id, never its text.</param>
/// <param name="Project">Where everything sent with it goes.</param>
/// <param name="LogRetentionDays">Days that log records of the project are kept; at least 1.</param>
/// <param name="SpanRetentionDays">Days that spans of the project are kept; at least 1.</param>
/// <param name="MaxItemsPerSecond">Items a second; null: no limit.</param>
/// <param name="MaxBytesPerSecond">Uncompressed bytes a second; null: no limit.</param>
public sealed record IngestKeyGrant(
    IngestKeyId Key,
    ProjectId Project,
    ushort LogRetentionDays,
    ushort SpanRetentionDays,
    long? MaxItemsPerSecond,
    long? MaxBytesPerSecond);
