using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Telemetry.Control.Outbox;

/// <summary>
/// Hands messages out, at least once each, those of one subject in their order (docs/adr/0117). A consumer that dies loses its claim when that ends, and another gets the messages.
/// </summary>
public sealed class OutboxReader
{
    /// <summary>How long messages that are done are kept, for questions.</summary>
    public static readonly TimeSpan KeptDone = TimeSpan.FromDays(7);

    private const int MaxErrorLength = 1000;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal OutboxReader(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Takes the next messages that are due. None of a subject of which an earlier one is in other hands or waits for another attempt.</summary>
    /// <param name="topic">One of <see cref="OutboxTopics"/>.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="lease">After that time others may take them.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<OutboxClaim> ClaimAsync(string topic, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        long now = Now;
        string claim = Guid.NewGuid().ToString("N");
        return _database.AskAsync(
            async (context, token) =>
            {
                // Nothing is due most of the time, and a look needs no lock.
                if (!await Due(context, topic, now).AnyAsync(token))
                {
                    return new OutboxClaim(claim, []);
                }

                await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(token);
                await LockAsync(context, topic, token);
                List<OutboxRow> rows = await Due(context, topic, now).OrderBy(row => row.Id).Take(max).ToListAsync(token);
                rows.ForEach(row => (row.Claim, row.ClaimedUntilMilliseconds, row.Attempts) = (claim, now + (long)lease.TotalMilliseconds, row.Attempts + 1));
                await context.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return new OutboxClaim(claim, [.. rows.Select(From)]);
            },
            cancellationToken);
    }

    /// <summary>Marks messages of a claim as done for good and returns how many: fewer when the claim has ended and others have them.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<int> DoneAsync(OutboxClaim claim, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        long now = Now;
        return _database.AskAsync(
            (context, token) => Claimed(context, claim, ids).ExecuteUpdateAsync(update => update.SetProperty(row => row.DoneAtMilliseconds, now).SetProperty(row => row.Error, (string?)null), token),
            cancellationToken);
    }

    /// <summary>Gives a message of a claim back, to be handed out again later. Those of its subject behind it wait for it.</summary>
    /// <param name="claim">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="error">Why, for people.</param>
    /// <param name="dueAt">When it is to be tried again.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<int> RetryAsync(OutboxClaim claim, long id, string error, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        string text = StoredText.Clean(error, MaxErrorLength);
        long due = dueAt.ToUnixTimeMilliseconds();
        return _database.AskAsync(
            (context, token) => Claimed(context, claim, [id]).ExecuteUpdateAsync(
                update => update.SetProperty(row => row.DueAtMilliseconds, due).SetProperty(row => row.Error, text).SetProperty(row => row.Claim, (string?)null).SetProperty(row => row.ClaimedUntilMilliseconds, (long?)null), token),
            cancellationToken);
    }

    /// <summary>Marks a message of a claim as done although it could not be handled; the reason stays with it until it is deleted.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<int> GiveUpAsync(OutboxClaim claim, long id, string error, CancellationToken cancellationToken)
    {
        string text = StoredText.Clean(error, MaxErrorLength);
        long now = Now;
        return _database.AskAsync(
            (context, token) => Claimed(context, claim, [id]).ExecuteUpdateAsync(update => update.SetProperty(row => row.DoneAtMilliseconds, now).SetProperty(row => row.Error, text), token),
            cancellationToken);
    }

    /// <summary>Deletes what was done longer ago than <see cref="KeptDone"/> and returns how many.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<int> DeleteOldAsync(CancellationToken cancellationToken)
    {
        long end = Now - (long)KeptDone.TotalMilliseconds;
        return _database.AskAsync((context, token) => context.Outbox.Where(row => row.DoneAtMilliseconds < end).ExecuteDeleteAsync(token), cancellationToken);
    }

    private static IQueryable<OutboxRow> Due(ControlContext context, string topic, long now) => context.Outbox.Where(row =>
        row.Topic == topic && row.DoneAtMilliseconds == null && row.DueAtMilliseconds <= now && (row.ClaimedUntilMilliseconds == null || row.ClaimedUntilMilliseconds <= now)
        && !context.Outbox.Any(earlier => earlier.Topic == topic && earlier.Subject == row.Subject && earlier.DoneAtMilliseconds == null && earlier.Id < row.Id
            && (earlier.DueAtMilliseconds > now || earlier.ClaimedUntilMilliseconds > now)));

    private static IQueryable<OutboxRow> Claimed(ControlContext context, OutboxClaim claim, IReadOnlyList<long> ids) =>
        context.Outbox.Where(row => ids.Contains(row.Id) && row.Claim == claim.Id && row.DoneAtMilliseconds == null);

    private static async Task LockAsync(ControlContext context, string topic, CancellationToken cancellationToken)
    {
        if (context.Database.IsNpgsql())
        {
            // Two readers that choose at once would choose the same. Any numbers will do, as long as they are always these.
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7301002, hashtext({topic}))", cancellationToken);
        }
    }

    private static OutboxMessage From(OutboxRow row) => new(row.Id, row.Subject, row.Payload, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMilliseconds), row.Attempts);

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
