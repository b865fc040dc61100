using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Telemetry.Control;

/// <summary>Healthy when the control database answers.</summary>
internal sealed class ControlHealthCheck(ControlDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.AskAsync((control, token) => control.Projects.AnyAsync(token), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (ControlUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
