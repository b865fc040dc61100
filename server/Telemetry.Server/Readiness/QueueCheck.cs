using Microsoft.Extensions.Diagnostics.HealthChecks;
using Telemetry.Messaging;

namespace Telemetry.Server.Readiness;

/// <summary>Healthy while the queue takes what comes.</summary>
internal sealed class QueueCheck(ITelemetryQueue queue) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        QueueStatus status = await queue.GetStatusAsync(cancellationToken);
        return status.IsAvailable ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(status.Detail);
    }
}
