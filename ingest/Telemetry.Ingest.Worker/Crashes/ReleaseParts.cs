using Telemetry.Model.Crashes;
using Telemetry.Model.Releases;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Takes <c>package@version</c> apart, as logs, spans and sessions of the same client have it: else one release would have two names.</summary>
internal static class ReleaseParts
{
    /// <summary>The crash with the version as its release, and with the package as its service unless it names one.</summary>
    public static CrashReport Split(CrashReport report)
    {
        if (report.Release is not { } name || ReleaseName.Parse(name) is not { Package.Length: > 0 } parts)
        {
            return report;
        }

        return report with { Release = parts.Version, Service = report.Service ?? parts.Package };
    }
}
