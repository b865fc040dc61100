using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;

namespace Telemetry.Ingest.Worker.Upkeep;

/// <summary>What happens to issues when nobody does anything. Every worker does it; each step finds what another has done already.</summary>
internal sealed partial class IssueUpkeep : BackgroundService
{
    private readonly TimeProvider _time;
    private readonly ILogger<IssueUpkeep> _logger;
    private readonly (string Name, TimeSpan Every, Func<CancellationToken, Task<int>> Step)[] _steps;

    public IssueUpkeep(IssueAging aging, OutboxReader outbox, DeletedCrashes deleted, TimeProvider time, ILogger<IssueUpkeep> logger)
    {
        (_time, _logger) = (time, logger);
        _steps =
        [
            ("Issues changed with time", TimeSpan.FromSeconds(30), aging.AgeAsync),
            ("Keys of deleted issues whose crashes were deleted", TimeSpan.FromSeconds(5), deleted.DeleteAsync),
            ("Messages deleted that were done long ago", TimeSpan.FromHours(1), outbox.DeleteOldAsync),
        ];
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_steps.Select(step => RepeatAsync(step.Name, step.Every, step.Step, stoppingToken)));

    private async Task RepeatAsync(string name, TimeSpan every, Func<CancellationToken, Task<int>> step, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, _time);
        try
        {
            do
            {
                await TryAsync(name, step, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    private async Task TryAsync(string name, Func<CancellationToken, Task<int>> step, CancellationToken stoppingToken)
    {
        try
        {
            if (await step(stoppingToken) is > 0 and int count)
            {
                LogDone(name, count);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // A database that is away comes back, and so does the step; a fault of ours must not end the others.
            LogFailed(exception, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Step}: {Count}.")]
    private partial void LogDone(string step, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not done, and tried again: {Step}.")]
    private partial void LogFailed(Exception exception, string step);
}
