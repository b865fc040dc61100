using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Messaging;

namespace Telemetry.Ingest.Gateway.Drops;

/// <summary>
/// Publishes the sums of dropped items each second, and what is left at the stop. What the queue does not take is kept and summed on, so
/// only a crash loses counts: at most those of the last second, of requests whose clients know that they were refused.
/// </summary>
internal sealed partial class DropFlusher(DropSums drops, TelemetryPublisher publisher, TimeProvider time, ILogger<DropFlusher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // The ledger's own rows are kept as the table says; a frame has to carry some number.
    private const ushort RetentionDays = 1;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (await FlushAsync() is > 0 and long lost)
        {
            LogLost(lost);
        }
    }

    /// <summary>Publishes the sums. Returns the items that could not be published and are kept.</summary>
    internal async Task<long> FlushAsync()
    {
        long now = UnixTime.Nanoseconds(time);
        long[] kept = await Task.WhenAll(drops.TakeAll().Select(sum => PublishAsync(sum.Key, sum.Value, now)));
        return kept.Sum();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The rest is flushed by StopAsync.
        }
    }

    private async Task<long> PublishAsync(DropKey key, DropSum sum, long now)
    {
        PublishResult result = await publisher.PublishAsync(Lane.Ledger, DropFrame.Create(key, sum, RetentionDays, now), default);
        if (result.Status == PublishStatus.Stored)
        {
            return 0;
        }

        drops.Add(key, sum);
        return sum.Items;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue did not take the counts of {ItemCount} dropped items before the stop; the ledger lacks them.")]
    private partial void LogLost(long itemCount);
}
