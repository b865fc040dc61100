using Telemetry.Messaging;
using Telemetry.Query.Api.Ledger;
using Telemetry.Query.Contracts;

namespace Telemetry.Server.Adapters;

/// <summary>The query API knows no queue: this tells it what waits there.</summary>
internal sealed class QueueGauge(ITelemetryQueue queue) : IQueueGauge
{
    public async ValueTask<QueuedItems?> ReadAsync(CancellationToken cancellationToken)
    {
        QueueStatus status = await queue.GetStatusAsync(cancellationToken);
        return new QueuedItems(
            status.Lanes.Sum(lane => lane.Messages),
            // A sum with an unknown in it is unknown.
            status.Lanes.All(lane => lane.Items is not null) ? status.Lanes.Sum(lane => lane.Items) : null,
            status.DeadLetters,
            status.Lanes.Max(lane => lane.OldestAge)?.TotalSeconds);
    }
}
