namespace Telemetry.Control.Tokens;

/// <summary>Looks API tokens up.</summary>
public sealed class ApiTokenReader(BootstrapToken bootstrap)
{
    private static readonly ApiTokenGrant Administrator = new("bootstrap administrator", IsAdministrator: true, []);

    /// <summary>What the token allows; null when it is unknown.</summary>
    /// <param name="token">As the client sent it; anything at all.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<ApiTokenGrant?> FindAsync(string token, CancellationToken cancellationToken) =>
        Task.FromResult(bootstrap.Matches(token) ? Administrator : null);
}
