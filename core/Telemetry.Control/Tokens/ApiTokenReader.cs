using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Tokens;

/// <summary>Looks API tokens up.</summary>
public sealed class ApiTokenReader
{
    private static readonly ApiTokenGrant Administrator = new("bootstrap administrator", IsAdministrator: true, []);

    private readonly BootstrapToken _bootstrap;
    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal ApiTokenReader(BootstrapToken bootstrap, ControlDatabase database, TimeProvider time)
    {
        _bootstrap = bootstrap;
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

        byte[] hash = BootstrapToken.HashOf(token);
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        bool isOfAnotherProcess = await _database.AskAsync(
            (context, ended) => context.ProcessTokens.AnyAsync(row => row.TokenHash == hash && row.ExpiresAtMilliseconds > now, ended), cancellationToken);
        return isOfAnotherProcess ? Administrator : null;
    }
}
