using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging;

/// <summary>
/// The second of the two promises: a batch is acknowledged only after its handler has stored it. One loop per registered
/// <see cref="IBatchHandler"/>; a process without handlers consumes nothing.
/// </summary>
public sealed class BatchConsumer(
    ITelemetryQueue queue,
    IEnumerable<IBatchHandler> handlers,
    ConsumerState state,
    MessagingMetrics metrics,
    TimeProvider time,
    ILogger<BatchConsumer> logger) : BackgroundService
{
    // Below the host's shutdown limit of 30 s: a batch that takes longer is returned, and comes back under its id after the restart.
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using CancellationTokenSource abort = new();
        await using CancellationTokenRegistration registration = stoppingToken.Register(() => abort.CancelAfter(ShutdownGrace));
        await Task.WhenAll(handlers.Select(
            handler => new LaneConsumer(queue, handler, state, metrics, time, logger).RunAsync(stoppingToken, abort.Token)));
    }
}
