using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Telemetry.Storage;

/// <summary>Readiness of the store, from what the supervisor knows: asking costs nothing.</summary>
internal sealed class StorageHealthCheck(StorageReadiness readiness) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(readiness.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(readiness.Reason));
}
