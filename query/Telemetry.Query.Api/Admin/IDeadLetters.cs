using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Admin;

/// <summary>The messages that could not be stored. An interface because the query API may not know the queue: the server wires the two where they share a process.</summary>
public interface IDeadLetters
{
    /// <summary>Oldest first; null where there is no queue to ask.</summary>
    Task<DeadLetterList?> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>One with what is in it; null when there is none of that id.</summary>
    Task<DeadLetterItem?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Puts it back at the end of its lane. False when there is none of that id.</summary>
    Task<bool> ReplayAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Counts its items as dropped by the operator, then forgets it. False when there is none of that id.</summary>
    /// <exception cref="DeadLetterException">The ledger could not be told, so nothing was dropped.</exception>
    Task<bool> DropAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>A dead letter was left where it is. The message is a sentence for the operator.</summary>
public sealed class DeadLetterException(string message) : Exception(message);

/// <summary>Where the query role runs apart from the queue.</summary>
internal sealed class NoDeadLetters : IDeadLetters
{
    /// <inheritdoc />
    public Task<DeadLetterList?> ListAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<DeadLetterList?>(null);

    /// <inheritdoc />
    public Task<DeadLetterItem?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult<DeadLetterItem?>(null);

    /// <inheritdoc />
    public Task<bool> ReplayAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc />
    public Task<bool> DropAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(false);
}
