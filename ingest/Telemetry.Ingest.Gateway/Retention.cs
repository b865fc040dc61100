using Telemetry.Control.Projects;

namespace Telemetry.Ingest.Gateway;

/// <summary>How long a project keeps what has no setting of its own.</summary>
internal static class Retention
{
    /// <summary>Crashes and sessions: as long as the longer of logs and spans, so that neither outlives the crash it explains.</summary>
    public static ushort OfCrashes(IngestKeyGrant grant) => Math.Max(grant.LogRetentionDays, grant.SpanRetentionDays);
}
