using Microsoft.Extensions.Diagnostics.HealthChecks;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Server.Readiness;

/// <summary>Healthy while every lane of this process's worker gets its batches stored.</summary>
internal sealed class ConsumerCheck(ConsumerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string failing = string.Join(' ', state.Lanes.Where(lane => lane.FailingSince is not null).Select(Explain));
        return Task.FromResult(failing.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(failing));
    }

    private static string Explain(LaneConsumption lane) => $"{lane.Lane}, failing since {lane.FailingSince:u}: {lane.Detail}";
}
