using Telemetry.Web.SignIn;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>Login links of one host, as the server makes them.</summary>
internal sealed class TestLogins : IOneTimeLogin
{
    private readonly Telemetry.Control.Tokens.OneTimeLogins _logins = new();

    /// <summary>What the links stand for; set when the host has started.</summary>
    public string ApiToken { get; set; } = "";

    public string Create() => _logins.Create(ApiToken);

    public ValueTask<string?> RedeemAsync(string token, CancellationToken cancellationToken) => new(_logins.Redeem(token));
}
