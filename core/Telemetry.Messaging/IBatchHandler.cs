namespace Telemetry.Messaging;

/// <summary>What the worker does with the batches of one lane; one implementation per lane.</summary>
public interface IBatchHandler
{
    /// <summary>The lane it serves.</summary>
    Lane Lane { get; }

    /// <summary>When a batch is full.</summary>
    BatchLimits Limits { get; }

    /// <summary>
    /// Stores the batch. Returns only when everything that can be stored is stored; safe to repeat for the same batch id.
    /// Returns the messages that can never be stored, with a sentence each; they go to the dead letters, and the rest is acknowledged.
    /// Throws when the store cannot be reached or refuses: nothing is acknowledged, and the same batch is tried again with back-off.
    /// </summary>
    Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken);
}

/// <summary>A message that can never be stored.</summary>
/// <param name="Message">One of the batch's messages.</param>
/// <param name="Reason">A sentence: what failed.</param>
public readonly record struct PoisonMessage(QueueMessage Message, string Reason);
