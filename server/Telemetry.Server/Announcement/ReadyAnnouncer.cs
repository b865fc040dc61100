using Microsoft.Extensions.Diagnostics.HealthChecks;
using Telemetry.Server.Listeners;
using Telemetry.Server.Settings;

namespace Telemetry.Server.Announcement;

/// <summary>Waits until every part is ready, then says where everything is: once to a person, and in <see cref="ReadyFile"/> while this process runs.</summary>
internal sealed partial class ReadyAnnouncer(
    ServerSettings settings,
    ListenerSockets sockets,
    ReadyReporter reporter,
    ReadyFile file,
    HealthCheckService checks,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ReadyAnnouncer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly long _constructedAt = time.GetTimestamp();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        file.Remove();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Asking is what makes the control database ready, so it begins while the other parts still start.
        await EveryPartIsReadyAsync(stoppingToken);
        await StartedAsync(stoppingToken);
        ReadyReport report = await reporter.CreateAsync(stoppingToken);
        file.Write(report);
        await Console.Out.WriteAsync(Greeting.Render(report, sockets.Find(Listener.Http), settings.DataDirectory, time.GetElapsedTime(_constructedAt)));
    }

    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private async Task EveryPartIsReadyAsync(CancellationToken cancellationToken)
    {
        long lastSaid = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (await checks.CheckHealthAsync(cancellationToken) is { Status: not HealthStatus.Healthy } health)
        {
            if (time.GetElapsedTime(lastSaid) > Patience)
            {
                lastSaid = time.GetTimestamp();
                LogWaiting(string.Join(" ", health.Entries.Where(part => part.Value.Status != HealthStatus.Healthy).Select(part => $"{part.Key}: {part.Value.Description}")));
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready yet. {Parts}")]
    private partial void LogWaiting(string parts);
}
