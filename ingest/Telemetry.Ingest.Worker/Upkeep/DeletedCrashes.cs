using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;
using Telemetry.Model;
using Telemetry.Storage.Crashes;

namespace Telemetry.Ingest.Worker.Upkeep;

/// <summary>Deletes the crashes of deleted issues, told by the outbox. A worker that dies in the middle leaves its messages to another, and deleting twice does no harm (docs/adr/0126).</summary>
internal sealed class DeletedCrashes(OutboxReader outbox, CrashRemover remover)
{
    private const int MaxMessages = 20;

    // Deleting rewrites a mark in each part that holds some of the rows; minutes would be a store in trouble.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Deletes what there is to delete, and returns of how many keys.</summary>
    /// <exception cref="Control.ControlUnavailableException">Nothing is lost; try again.</exception>
    /// <exception cref="Storage.Queries.QueryFailedException">The same; the messages come back when their lease ends.</exception>
    public async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        OutboxClaim claim = await outbox.ClaimAsync(OutboxTopics.Keys, MaxMessages, Lease, cancellationToken);
        int total = 0;
        foreach (OutboxMessage message in claim.Messages)
        {
            KeysDeleted gone = message.Read<KeysDeleted>();
            await remover.DeleteAsync(new ProjectId(gone.Project), gone.Hashes, cancellationToken);
            await outbox.DoneAsync(claim, [message.Id], cancellationToken);
            total += gone.Hashes.Count;
        }

        return total;
    }
}
