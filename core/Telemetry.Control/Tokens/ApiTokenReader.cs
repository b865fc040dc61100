using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Users;
using Telemetry.Model;

namespace Telemetry.Control.Tokens;

/// <summary>Says what a token allows: of this process, of another one, of somebody's session, or made by somebody.</summary>
public sealed class ApiTokenReader
{
    private static readonly ApiTokenGrant Administrator = new("bootstrap administrator", IsAdministrator: true, []);

    // When a token was last used is told to the minute; writing at each use would make a write of every read.
    private static readonly TimeSpan TouchAfter = TimeSpan.FromMinutes(1);

    private readonly BootstrapToken _bootstrap;
    private readonly Sessions _sessions;
    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal ApiTokenReader(BootstrapToken bootstrap, Sessions sessions, ControlDatabase database, TimeProvider time)
    {
        _bootstrap = bootstrap;
        _sessions = sessions;
        _database = database;
        _time = time;
    }

    /// <summary>What the token allows; null when it is unknown.</summary>
    /// <param name="token">As the client sent it; anything at all.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked. Not thrown for the token of this very process.</exception>
    public async Task<ApiTokenGrant?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (_bootstrap.Matches(token))
        {
            return Administrator;
        }

        if (token.StartsWith(Sessions.Prefix, StringComparison.Ordinal))
        {
            return await _sessions.FindAsync(token, cancellationToken) is { } account ? GrantOf(account) : null;
        }

        return token.StartsWith(ApiTokens.Prefix, StringComparison.Ordinal)
            ? await FindMadeAsync(TokenText.Hash(token), cancellationToken)
            : await IsOfAnotherProcessAsync(TokenText.Hash(token), cancellationToken) ? Administrator : null;
    }

    // The place where roles will decide. Until there are any, every account is an administrator's.
    private static ApiTokenGrant GrantOf(Account account) => new(account.Name, IsAdministrator: true, []) { Owner = account.Id };

    private Task<ApiTokenGrant?> FindMadeAsync(byte[] hash, CancellationToken cancellationToken)
    {
        long now = Now;
        return _database.AskAsync(
            async (context, ended) =>
            {
                ApiTokenRow? row = await context.ApiTokens.AsNoTracking()
                    .Where(token => token.TokenHash == hash && token.RevokedAtMilliseconds == null && token.ExpiresAtMilliseconds > now).FirstOrDefaultAsync(ended);
                if (row is null)
                {
                    return null;
                }

                await TouchAsync(context, row, now, ended);
                return Grant(row);
            },
            cancellationToken);
    }

    private Task<bool> IsOfAnotherProcessAsync(byte[] hash, CancellationToken cancellationToken)
    {
        long now = Now;
        return _database.AskAsync((context, ended) => context.ProcessTokens.AnyAsync(row => row.TokenHash == hash && row.ExpiresAtMilliseconds > now, ended), cancellationToken);
    }

    private static ApiTokenGrant Grant(ApiTokenRow row)
    {
        var scope = Enum.Parse<TokenScope>(row.Scope, ignoreCase: true);
        return new ApiTokenGrant(row.Name, scope == TokenScope.Admin, row.ProjectId is { } project ? [new ProjectId(checked((uint)project))] : [])
        {
            Scope = scope,
            IsForAllProjects = row.ProjectId is null,
            Owner = row.Owner,
        };
    }

    private static async Task TouchAsync(ControlContext context, ApiTokenRow row, long now, CancellationToken cancellationToken)
    {
        if (row.LastUsedAtMilliseconds is null || now - row.LastUsedAtMilliseconds >= TouchAfter.TotalMilliseconds)
        {
            await context.ApiTokens.Where(token => token.Id == row.Id).ExecuteUpdateAsync(update => update.SetProperty(token => token.LastUsedAtMilliseconds, now), cancellationToken);
        }
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
