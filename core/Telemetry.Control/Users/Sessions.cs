using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Tokens;

namespace Telemetry.Control.Users;

/// <summary>
/// Who is signed in with a password. In the database and not in the cookie alone, so that signing out ends a session for good, a changed password ends all of an
/// account's, and every process of this database knows the same ones. What a session says is looked up at each use: its user's security stamp must be the one of the sign-in.
/// </summary>
public sealed class Sessions
{
    internal const string Prefix = "tses_";

    // Writing at each use would make a write of every read.
    private static readonly TimeSpan TouchAfter = TimeSpan.FromMinutes(5);

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal Sessions(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Begins one and returns its token, which is kept nowhere.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="lifetime">How long it lasts without use.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<string> BeginAsync(Account account, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        string text = TokenText.Create(Prefix);
        long now = Now;
        await _database.AskAsync(
            async (context, token) =>
            {
                await context.Sessions.Where(row => row.ExpiresAtMilliseconds < now).ExecuteDeleteAsync(token);
                string? stamp = await context.Users.Where(user => user.Id == account.Id).Select(user => user.SecurityStamp).SingleAsync(token);
                context.Sessions.Add(new SessionRow
                {
                    TokenHash = TokenText.Hash(text),
                    UserId = account.Id,
                    SecurityStamp = stamp ?? "",
                    CreatedAtMilliseconds = now,
                    LastUsedAtMilliseconds = now,
                    ExpiresAtMilliseconds = now + (long)lifetime.TotalMilliseconds,
                });
                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
        return text;
    }

    /// <summary>Whose session it is; null when it is unknown or over.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<Account?> FindAsync(string token, CancellationToken cancellationToken)
    {
        byte[] hash = TokenText.Hash(token);
        long now = Now;
        return _database.AskAsync(
            async (context, ended) =>
            {
                SessionRow? row = await context.Sessions.AsNoTracking().Include(session => session.User)
                    .Where(session => session.TokenHash == hash && session.ExpiresAtMilliseconds > now).FirstOrDefaultAsync(ended);
                if (row?.User is not { } user || user.SecurityStamp != row.SecurityStamp)
                {
                    return null;
                }

                await TouchAsync(context, row, now, ended);
                return new Account(user.Id, user.Email ?? "", user.Name);
            },
            cancellationToken);
    }

    /// <summary>Ends one. Nothing happens when there is none.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task EndAsync(string token, CancellationToken cancellationToken)
    {
        byte[] hash = TokenText.Hash(token);
        return _database.AskAsync((context, ended) => context.Sessions.Where(row => row.TokenHash == hash).ExecuteDeleteAsync(ended), cancellationToken);
    }

    private static async Task TouchAsync(ControlContext context, SessionRow row, long now, CancellationToken cancellationToken)
    {
        if (now - row.LastUsedAtMilliseconds < TouchAfter.TotalMilliseconds)
        {
            return;
        }

        long expires = now + row.ExpiresAtMilliseconds - row.LastUsedAtMilliseconds;
        await context.Sessions.Where(session => session.TokenHash == row.TokenHash).ExecuteUpdateAsync(
            update => update.SetProperty(session => session.LastUsedAtMilliseconds, now).SetProperty(session => session.ExpiresAtMilliseconds, expires), cancellationToken);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
