using Telemetry.Messaging;
using Telemetry.Query.Api.Ledger;
using Telemetry.Query.Contracts;

namespace Telemetry.Server.Readiness;

/// <summary>Tells the query API what waits, without the API knowing the queue.</summary>
internal sealed class QueueGauge(ITelemetryQueue queue) : IQueueGauge
{
    public async ValueTask<QueuedItems?> ReadAsync(CancellationToken cancellationToken)
    {
        QueueStatus status = await queue.GetStatusAsync(cancellationToken);
        bool areItemsKnown = status.Lanes.All(lane => lane.Items is not null);
        return new QueuedItems(
            status.Lanes.Sum(lane => lane.Messages),
            areItemsKnown ? status.Lanes.Sum(lane => lane.Items) : null,
            status.DeadLetters,
            status.Lanes.Max(lane => lane.OldestAge)?.TotalSeconds);
    }
}
