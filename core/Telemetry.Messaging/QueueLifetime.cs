using Microsoft.Extensions.Hosting;

namespace Telemetry.Messaging;

/// <summary>Opens the queue before those who use it start. The container closes it after they have stopped.</summary>
internal sealed class QueueLifetime(ITelemetryQueue queue) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => queue.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
