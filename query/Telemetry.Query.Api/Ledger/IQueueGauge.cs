using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Ledger;

/// <summary>Tells what waits in the queue. An interface because the query API may not know the queue: the server wires the two where they share a process.</summary>
public interface IQueueGauge
{
    /// <summary>What waits now, all projects; null when it cannot be told.</summary>
    ValueTask<QueuedItems?> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Where the query role runs apart from the queue.</summary>
internal sealed class UnknownQueue : IQueueGauge
{
    /// <inheritdoc />
    public ValueTask<QueuedItems?> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult<QueuedItems?>(null);
}
