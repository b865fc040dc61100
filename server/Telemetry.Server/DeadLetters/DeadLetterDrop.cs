using Telemetry.Messaging;

namespace Telemetry.Server.DeadLetters;

/// <summary>Gives a dead letter up: the same on the command line and in the API.</summary>
internal static class DeadLetterDrop
{
    /// <summary>Counts the items as dropped by the operator, then forgets the message: in that order, because a count too many is seen, and one too few is a loss that nobody sees.</summary>
    /// <param name="queue">Where it is.</param>
    /// <param name="id">Which.</param>
    /// <param name="refuse">Makes the exception for a ledger that could not be told; nothing is dropped then.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False when there is none of that id.</returns>
    public static async Task<bool> DropCountedAsync(this ITelemetryQueue queue, Guid id, Func<string, Exception> refuse, CancellationToken cancellationToken)
    {
        if (await queue.FindDeadLetterAsync(id, cancellationToken) is not { } letter)
        {
            return false;
        }

        if (DroppedItems.CountOf(letter.Message) is { } counted)
        {
            PublishResult result = await queue.PublishAsync(counted, cancellationToken);
            if (result.Status != PublishStatus.Stored)
            {
                throw refuse($"The ledger could not be told, so {id} was left where it is: {result.Detail}");
            }
        }

        return await queue.DropDeadLetterAsync(id, cancellationToken);
    }
}
