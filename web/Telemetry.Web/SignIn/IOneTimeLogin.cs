namespace Telemetry.Web.SignIn;

/// <summary>Exchanges the token of a one-time link for an API token. The host implements it, because it made the link.</summary>
public interface IOneTimeLogin
{
    /// <summary>Uses the link up, whatever comes of it.</summary>
    /// <param name="token">From the address; may be anything.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>An API token with the rights of the person signing in; it is kept encrypted in their cookie. Null: unknown, used or expired.</returns>
    ValueTask<string?> RedeemAsync(string token, CancellationToken cancellationToken);
}
